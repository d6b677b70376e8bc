IF OBJECT_ID(N'[__ef_migrations_images]') IS NULL
BEGIN
    CREATE TABLE [__ef_migrations_images] (
        [MigrationId] nvarchar(150) NOT NULL,
        [ProductVersion] nvarchar(32) NOT NULL,
        CONSTRAINT [PK___ef_migrations_images] PRIMARY KEY ([MigrationId])
    );
END;
GO

BEGIN TRANSACTION;
IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_images]
    WHERE [MigrationId] = N'20261124190323_Initial'
)
BEGIN
    CREATE TABLE [silver_card_images] (
        [rendition] nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [card_id] nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [change_id] bigint NULL,
        [source_url] nvarchar(max) NULL,
        [object_key] nvarchar(300) NULL,
        [url] nvarchar(max) NULL,
        [sha256] nvarchar(64) COLLATE Latin1_General_100_BIN2 NULL,
        [width] int NULL,
        [height] int NULL,
        [bytes] bigint NULL,
        [status] nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [attempts] int NOT NULL,
        [next_attempt_at] datetime2 NULL,
        [stored_at] datetime2 NULL,
        [reason] nvarchar(500) NULL,
        [etag] nvarchar(300) NULL,
        [last_modified] nvarchar(300) NULL,
        [checked_at] datetime2 NULL,
        [wanted_url] nvarchar(max) NULL,
        [fallback_url] nvarchar(max) NULL,
        [settings] nvarchar(100) COLLATE Latin1_General_100_BIN2 NULL,
        [lease_token] nvarchar(36) COLLATE Latin1_General_100_BIN2 NULL,
        [lease_until] datetime2 NULL,
        [writing_sha256] nvarchar(64) NULL,
        CONSTRAINT [PK_silver_card_images] PRIMARY KEY ([card_id], [rendition])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_images]
    WHERE [MigrationId] = N'20261124190323_Initial'
)
BEGIN
    CREATE TABLE [silver_set_images] (
        [rendition] nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [set_id] nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [source_url] nvarchar(max) NULL,
        [object_key] nvarchar(300) NULL,
        [url] nvarchar(max) NULL,
        [sha256] nvarchar(64) NULL,
        [width] int NULL,
        [height] int NULL,
        [bytes] bigint NULL,
        [status] nvarchar(20) NOT NULL,
        [attempts] int NOT NULL,
        [next_attempt_at] datetime2 NULL,
        [stored_at] datetime2 NULL,
        [reason] nvarchar(500) NULL,
        [etag] nvarchar(300) NULL,
        [last_modified] nvarchar(300) NULL,
        [checked_at] datetime2 NULL,
        [wanted_url] nvarchar(max) NULL,
        [fallback_url] nvarchar(max) NULL,
        [settings] nvarchar(100) NULL,
        [lease_token] nvarchar(36) NULL,
        [lease_until] datetime2 NULL,
        [writing_sha256] nvarchar(64) NULL,
        CONSTRAINT [PK_silver_set_images] PRIMARY KEY ([set_id], [rendition])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_images]
    WHERE [MigrationId] = N'20261124190323_Initial'
)
BEGIN
    EXEC(N'CREATE INDEX [ix_silver_card_images_change] ON [silver_card_images] ([card_id], [change_id]) WHERE change_id IS NOT NULL');
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_images]
    WHERE [MigrationId] = N'20261124190323_Initial'
)
BEGIN
    EXEC(N'CREATE INDEX [ix_silver_card_images_due] ON [silver_card_images] ([next_attempt_at], [card_id]) WHERE next_attempt_at IS NOT NULL');
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_images]
    WHERE [MigrationId] = N'20261124190323_Initial'
)
BEGIN
    EXEC(N'CREATE INDEX [ix_silver_card_images_lease] ON [silver_card_images] ([lease_token]) WHERE lease_token IS NOT NULL');
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_images]
    WHERE [MigrationId] = N'20261124190323_Initial'
)
BEGIN
    EXEC(N'CREATE INDEX [ix_silver_card_images_picture] ON [silver_card_images] ([sha256]) WHERE change_id IS NOT NULL');
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_images]
    WHERE [MigrationId] = N'20261124190323_Initial'
)
BEGIN
    EXEC(N'CREATE INDEX [ix_silver_card_images_settings] ON [silver_card_images] ([settings], [card_id]) WHERE settings IS NOT NULL');
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_images]
    WHERE [MigrationId] = N'20261124190323_Initial'
)
BEGIN
    CREATE INDEX [ix_silver_card_images_status] ON [silver_card_images] ([rendition], [status]);
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_images]
    WHERE [MigrationId] = N'20261124190323_Initial'
)
BEGIN
    INSERT INTO [__ef_migrations_images] ([MigrationId], [ProductVersion])
    VALUES (N'20261124190323_Initial', N'10.0.14');
END;

COMMIT;
GO

BEGIN TRANSACTION;
IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_images]
    WHERE [MigrationId] = N'20261128054738_ImageIssues'
)
BEGIN
    CREATE TABLE [silver_image_issues] (
        [card_id] nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [rule] nvarchar(60) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [detail] nvarchar(1000) NOT NULL,
        [found_at] datetime2 NOT NULL,
        CONSTRAINT [PK_silver_image_issues] PRIMARY KEY ([card_id], [rule])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_images]
    WHERE [MigrationId] = N'20261128054738_ImageIssues'
)
BEGIN
    INSERT INTO [__ef_migrations_images] ([MigrationId], [ProductVersion])
    VALUES (N'20261128054738_ImageIssues', N'10.0.14');
END;

COMMIT;
GO

BEGIN TRANSACTION;
IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_images]
    WHERE [MigrationId] = N'20261128115049_OneCollation'
)
BEGIN
    DECLARE @var nvarchar(max);
    SELECT @var = QUOTENAME([d].[name])
    FROM [sys].[default_constraints] [d]
    INNER JOIN [sys].[columns] [c] ON [d].[parent_column_id] = [c].[column_id] AND [d].[parent_object_id] = [c].[object_id]
    WHERE ([d].[parent_object_id] = OBJECT_ID(N'[silver_set_images]') AND [c].[name] = N'writing_sha256');
    IF @var IS NOT NULL EXEC(N'ALTER TABLE [silver_set_images] DROP CONSTRAINT ' + @var + ';');
    ALTER TABLE [silver_set_images] ALTER COLUMN [writing_sha256] nvarchar(64) COLLATE Latin1_General_100_BIN2 NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_images]
    WHERE [MigrationId] = N'20261128115049_OneCollation'
)
BEGIN
    DECLARE @var1 nvarchar(max);
    SELECT @var1 = QUOTENAME([d].[name])
    FROM [sys].[default_constraints] [d]
    INNER JOIN [sys].[columns] [c] ON [d].[parent_column_id] = [c].[column_id] AND [d].[parent_object_id] = [c].[object_id]
    WHERE ([d].[parent_object_id] = OBJECT_ID(N'[silver_set_images]') AND [c].[name] = N'wanted_url');
    IF @var1 IS NOT NULL EXEC(N'ALTER TABLE [silver_set_images] DROP CONSTRAINT ' + @var1 + ';');
    ALTER TABLE [silver_set_images] ALTER COLUMN [wanted_url] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_images]
    WHERE [MigrationId] = N'20261128115049_OneCollation'
)
BEGIN
    DECLARE @var2 nvarchar(max);
    SELECT @var2 = QUOTENAME([d].[name])
    FROM [sys].[default_constraints] [d]
    INNER JOIN [sys].[columns] [c] ON [d].[parent_column_id] = [c].[column_id] AND [d].[parent_object_id] = [c].[object_id]
    WHERE ([d].[parent_object_id] = OBJECT_ID(N'[silver_set_images]') AND [c].[name] = N'url');
    IF @var2 IS NOT NULL EXEC(N'ALTER TABLE [silver_set_images] DROP CONSTRAINT ' + @var2 + ';');
    ALTER TABLE [silver_set_images] ALTER COLUMN [url] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_images]
    WHERE [MigrationId] = N'20261128115049_OneCollation'
)
BEGIN
    DECLARE @var3 nvarchar(max);
    SELECT @var3 = QUOTENAME([d].[name])
    FROM [sys].[default_constraints] [d]
    INNER JOIN [sys].[columns] [c] ON [d].[parent_column_id] = [c].[column_id] AND [d].[parent_object_id] = [c].[object_id]
    WHERE ([d].[parent_object_id] = OBJECT_ID(N'[silver_set_images]') AND [c].[name] = N'status');
    IF @var3 IS NOT NULL EXEC(N'ALTER TABLE [silver_set_images] DROP CONSTRAINT ' + @var3 + ';');
    ALTER TABLE [silver_set_images] ALTER COLUMN [status] nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_images]
    WHERE [MigrationId] = N'20261128115049_OneCollation'
)
BEGIN
    DECLARE @var4 nvarchar(max);
    SELECT @var4 = QUOTENAME([d].[name])
    FROM [sys].[default_constraints] [d]
    INNER JOIN [sys].[columns] [c] ON [d].[parent_column_id] = [c].[column_id] AND [d].[parent_object_id] = [c].[object_id]
    WHERE ([d].[parent_object_id] = OBJECT_ID(N'[silver_set_images]') AND [c].[name] = N'source_url');
    IF @var4 IS NOT NULL EXEC(N'ALTER TABLE [silver_set_images] DROP CONSTRAINT ' + @var4 + ';');
    ALTER TABLE [silver_set_images] ALTER COLUMN [source_url] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_images]
    WHERE [MigrationId] = N'20261128115049_OneCollation'
)
BEGIN
    DECLARE @var5 nvarchar(max);
    SELECT @var5 = QUOTENAME([d].[name])
    FROM [sys].[default_constraints] [d]
    INNER JOIN [sys].[columns] [c] ON [d].[parent_column_id] = [c].[column_id] AND [d].[parent_object_id] = [c].[object_id]
    WHERE ([d].[parent_object_id] = OBJECT_ID(N'[silver_set_images]') AND [c].[name] = N'sha256');
    IF @var5 IS NOT NULL EXEC(N'ALTER TABLE [silver_set_images] DROP CONSTRAINT ' + @var5 + ';');
    ALTER TABLE [silver_set_images] ALTER COLUMN [sha256] nvarchar(64) COLLATE Latin1_General_100_BIN2 NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_images]
    WHERE [MigrationId] = N'20261128115049_OneCollation'
)
BEGIN
    DECLARE @var6 nvarchar(max);
    SELECT @var6 = QUOTENAME([d].[name])
    FROM [sys].[default_constraints] [d]
    INNER JOIN [sys].[columns] [c] ON [d].[parent_column_id] = [c].[column_id] AND [d].[parent_object_id] = [c].[object_id]
    WHERE ([d].[parent_object_id] = OBJECT_ID(N'[silver_set_images]') AND [c].[name] = N'settings');
    IF @var6 IS NOT NULL EXEC(N'ALTER TABLE [silver_set_images] DROP CONSTRAINT ' + @var6 + ';');
    ALTER TABLE [silver_set_images] ALTER COLUMN [settings] nvarchar(100) COLLATE Latin1_General_100_BIN2 NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_images]
    WHERE [MigrationId] = N'20261128115049_OneCollation'
)
BEGIN
    DECLARE @var7 nvarchar(max);
    SELECT @var7 = QUOTENAME([d].[name])
    FROM [sys].[default_constraints] [d]
    INNER JOIN [sys].[columns] [c] ON [d].[parent_column_id] = [c].[column_id] AND [d].[parent_object_id] = [c].[object_id]
    WHERE ([d].[parent_object_id] = OBJECT_ID(N'[silver_set_images]') AND [c].[name] = N'reason');
    IF @var7 IS NOT NULL EXEC(N'ALTER TABLE [silver_set_images] DROP CONSTRAINT ' + @var7 + ';');
    ALTER TABLE [silver_set_images] ALTER COLUMN [reason] nvarchar(500) COLLATE Latin1_General_100_BIN2 NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_images]
    WHERE [MigrationId] = N'20261128115049_OneCollation'
)
BEGIN
    DECLARE @var8 nvarchar(max);
    SELECT @var8 = QUOTENAME([d].[name])
    FROM [sys].[default_constraints] [d]
    INNER JOIN [sys].[columns] [c] ON [d].[parent_column_id] = [c].[column_id] AND [d].[parent_object_id] = [c].[object_id]
    WHERE ([d].[parent_object_id] = OBJECT_ID(N'[silver_set_images]') AND [c].[name] = N'object_key');
    IF @var8 IS NOT NULL EXEC(N'ALTER TABLE [silver_set_images] DROP CONSTRAINT ' + @var8 + ';');
    ALTER TABLE [silver_set_images] ALTER COLUMN [object_key] nvarchar(300) COLLATE Latin1_General_100_BIN2 NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_images]
    WHERE [MigrationId] = N'20261128115049_OneCollation'
)
BEGIN
    DECLARE @var9 nvarchar(max);
    SELECT @var9 = QUOTENAME([d].[name])
    FROM [sys].[default_constraints] [d]
    INNER JOIN [sys].[columns] [c] ON [d].[parent_column_id] = [c].[column_id] AND [d].[parent_object_id] = [c].[object_id]
    WHERE ([d].[parent_object_id] = OBJECT_ID(N'[silver_set_images]') AND [c].[name] = N'lease_token');
    IF @var9 IS NOT NULL EXEC(N'ALTER TABLE [silver_set_images] DROP CONSTRAINT ' + @var9 + ';');
    ALTER TABLE [silver_set_images] ALTER COLUMN [lease_token] nvarchar(36) COLLATE Latin1_General_100_BIN2 NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_images]
    WHERE [MigrationId] = N'20261128115049_OneCollation'
)
BEGIN
    DECLARE @var10 nvarchar(max);
    SELECT @var10 = QUOTENAME([d].[name])
    FROM [sys].[default_constraints] [d]
    INNER JOIN [sys].[columns] [c] ON [d].[parent_column_id] = [c].[column_id] AND [d].[parent_object_id] = [c].[object_id]
    WHERE ([d].[parent_object_id] = OBJECT_ID(N'[silver_set_images]') AND [c].[name] = N'last_modified');
    IF @var10 IS NOT NULL EXEC(N'ALTER TABLE [silver_set_images] DROP CONSTRAINT ' + @var10 + ';');
    ALTER TABLE [silver_set_images] ALTER COLUMN [last_modified] nvarchar(300) COLLATE Latin1_General_100_BIN2 NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_images]
    WHERE [MigrationId] = N'20261128115049_OneCollation'
)
BEGIN
    DECLARE @var11 nvarchar(max);
    SELECT @var11 = QUOTENAME([d].[name])
    FROM [sys].[default_constraints] [d]
    INNER JOIN [sys].[columns] [c] ON [d].[parent_column_id] = [c].[column_id] AND [d].[parent_object_id] = [c].[object_id]
    WHERE ([d].[parent_object_id] = OBJECT_ID(N'[silver_set_images]') AND [c].[name] = N'fallback_url');
    IF @var11 IS NOT NULL EXEC(N'ALTER TABLE [silver_set_images] DROP CONSTRAINT ' + @var11 + ';');
    ALTER TABLE [silver_set_images] ALTER COLUMN [fallback_url] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_images]
    WHERE [MigrationId] = N'20261128115049_OneCollation'
)
BEGIN
    DECLARE @var12 nvarchar(max);
    SELECT @var12 = QUOTENAME([d].[name])
    FROM [sys].[default_constraints] [d]
    INNER JOIN [sys].[columns] [c] ON [d].[parent_column_id] = [c].[column_id] AND [d].[parent_object_id] = [c].[object_id]
    WHERE ([d].[parent_object_id] = OBJECT_ID(N'[silver_set_images]') AND [c].[name] = N'etag');
    IF @var12 IS NOT NULL EXEC(N'ALTER TABLE [silver_set_images] DROP CONSTRAINT ' + @var12 + ';');
    ALTER TABLE [silver_set_images] ALTER COLUMN [etag] nvarchar(300) COLLATE Latin1_General_100_BIN2 NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_images]
    WHERE [MigrationId] = N'20261128115049_OneCollation'
)
BEGIN
    DECLARE @var13 nvarchar(max);
    SELECT @var13 = QUOTENAME([d].[name])
    FROM [sys].[default_constraints] [d]
    INNER JOIN [sys].[columns] [c] ON [d].[parent_column_id] = [c].[column_id] AND [d].[parent_object_id] = [c].[object_id]
    WHERE ([d].[parent_object_id] = OBJECT_ID(N'[silver_image_issues]') AND [c].[name] = N'detail');
    IF @var13 IS NOT NULL EXEC(N'ALTER TABLE [silver_image_issues] DROP CONSTRAINT ' + @var13 + ';');
    ALTER TABLE [silver_image_issues] ALTER COLUMN [detail] nvarchar(1000) COLLATE Latin1_General_100_BIN2 NOT NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_images]
    WHERE [MigrationId] = N'20261128115049_OneCollation'
)
BEGIN
    DECLARE @var14 nvarchar(max);
    SELECT @var14 = QUOTENAME([d].[name])
    FROM [sys].[default_constraints] [d]
    INNER JOIN [sys].[columns] [c] ON [d].[parent_column_id] = [c].[column_id] AND [d].[parent_object_id] = [c].[object_id]
    WHERE ([d].[parent_object_id] = OBJECT_ID(N'[silver_card_images]') AND [c].[name] = N'writing_sha256');
    IF @var14 IS NOT NULL EXEC(N'ALTER TABLE [silver_card_images] DROP CONSTRAINT ' + @var14 + ';');
    ALTER TABLE [silver_card_images] ALTER COLUMN [writing_sha256] nvarchar(64) COLLATE Latin1_General_100_BIN2 NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_images]
    WHERE [MigrationId] = N'20261128115049_OneCollation'
)
BEGIN
    DECLARE @var15 nvarchar(max);
    SELECT @var15 = QUOTENAME([d].[name])
    FROM [sys].[default_constraints] [d]
    INNER JOIN [sys].[columns] [c] ON [d].[parent_column_id] = [c].[column_id] AND [d].[parent_object_id] = [c].[object_id]
    WHERE ([d].[parent_object_id] = OBJECT_ID(N'[silver_card_images]') AND [c].[name] = N'wanted_url');
    IF @var15 IS NOT NULL EXEC(N'ALTER TABLE [silver_card_images] DROP CONSTRAINT ' + @var15 + ';');
    ALTER TABLE [silver_card_images] ALTER COLUMN [wanted_url] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_images]
    WHERE [MigrationId] = N'20261128115049_OneCollation'
)
BEGIN
    DECLARE @var16 nvarchar(max);
    SELECT @var16 = QUOTENAME([d].[name])
    FROM [sys].[default_constraints] [d]
    INNER JOIN [sys].[columns] [c] ON [d].[parent_column_id] = [c].[column_id] AND [d].[parent_object_id] = [c].[object_id]
    WHERE ([d].[parent_object_id] = OBJECT_ID(N'[silver_card_images]') AND [c].[name] = N'url');
    IF @var16 IS NOT NULL EXEC(N'ALTER TABLE [silver_card_images] DROP CONSTRAINT ' + @var16 + ';');
    ALTER TABLE [silver_card_images] ALTER COLUMN [url] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_images]
    WHERE [MigrationId] = N'20261128115049_OneCollation'
)
BEGIN
    DECLARE @var17 nvarchar(max);
    SELECT @var17 = QUOTENAME([d].[name])
    FROM [sys].[default_constraints] [d]
    INNER JOIN [sys].[columns] [c] ON [d].[parent_column_id] = [c].[column_id] AND [d].[parent_object_id] = [c].[object_id]
    WHERE ([d].[parent_object_id] = OBJECT_ID(N'[silver_card_images]') AND [c].[name] = N'source_url');
    IF @var17 IS NOT NULL EXEC(N'ALTER TABLE [silver_card_images] DROP CONSTRAINT ' + @var17 + ';');
    ALTER TABLE [silver_card_images] ALTER COLUMN [source_url] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_images]
    WHERE [MigrationId] = N'20261128115049_OneCollation'
)
BEGIN
    DECLARE @var18 nvarchar(max);
    SELECT @var18 = QUOTENAME([d].[name])
    FROM [sys].[default_constraints] [d]
    INNER JOIN [sys].[columns] [c] ON [d].[parent_column_id] = [c].[column_id] AND [d].[parent_object_id] = [c].[object_id]
    WHERE ([d].[parent_object_id] = OBJECT_ID(N'[silver_card_images]') AND [c].[name] = N'reason');
    IF @var18 IS NOT NULL EXEC(N'ALTER TABLE [silver_card_images] DROP CONSTRAINT ' + @var18 + ';');
    ALTER TABLE [silver_card_images] ALTER COLUMN [reason] nvarchar(500) COLLATE Latin1_General_100_BIN2 NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_images]
    WHERE [MigrationId] = N'20261128115049_OneCollation'
)
BEGIN
    DECLARE @var19 nvarchar(max);
    SELECT @var19 = QUOTENAME([d].[name])
    FROM [sys].[default_constraints] [d]
    INNER JOIN [sys].[columns] [c] ON [d].[parent_column_id] = [c].[column_id] AND [d].[parent_object_id] = [c].[object_id]
    WHERE ([d].[parent_object_id] = OBJECT_ID(N'[silver_card_images]') AND [c].[name] = N'object_key');
    IF @var19 IS NOT NULL EXEC(N'ALTER TABLE [silver_card_images] DROP CONSTRAINT ' + @var19 + ';');
    ALTER TABLE [silver_card_images] ALTER COLUMN [object_key] nvarchar(300) COLLATE Latin1_General_100_BIN2 NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_images]
    WHERE [MigrationId] = N'20261128115049_OneCollation'
)
BEGIN
    DECLARE @var20 nvarchar(max);
    SELECT @var20 = QUOTENAME([d].[name])
    FROM [sys].[default_constraints] [d]
    INNER JOIN [sys].[columns] [c] ON [d].[parent_column_id] = [c].[column_id] AND [d].[parent_object_id] = [c].[object_id]
    WHERE ([d].[parent_object_id] = OBJECT_ID(N'[silver_card_images]') AND [c].[name] = N'last_modified');
    IF @var20 IS NOT NULL EXEC(N'ALTER TABLE [silver_card_images] DROP CONSTRAINT ' + @var20 + ';');
    ALTER TABLE [silver_card_images] ALTER COLUMN [last_modified] nvarchar(300) COLLATE Latin1_General_100_BIN2 NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_images]
    WHERE [MigrationId] = N'20261128115049_OneCollation'
)
BEGIN
    DECLARE @var21 nvarchar(max);
    SELECT @var21 = QUOTENAME([d].[name])
    FROM [sys].[default_constraints] [d]
    INNER JOIN [sys].[columns] [c] ON [d].[parent_column_id] = [c].[column_id] AND [d].[parent_object_id] = [c].[object_id]
    WHERE ([d].[parent_object_id] = OBJECT_ID(N'[silver_card_images]') AND [c].[name] = N'fallback_url');
    IF @var21 IS NOT NULL EXEC(N'ALTER TABLE [silver_card_images] DROP CONSTRAINT ' + @var21 + ';');
    ALTER TABLE [silver_card_images] ALTER COLUMN [fallback_url] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_images]
    WHERE [MigrationId] = N'20261128115049_OneCollation'
)
BEGIN
    DECLARE @var22 nvarchar(max);
    SELECT @var22 = QUOTENAME([d].[name])
    FROM [sys].[default_constraints] [d]
    INNER JOIN [sys].[columns] [c] ON [d].[parent_column_id] = [c].[column_id] AND [d].[parent_object_id] = [c].[object_id]
    WHERE ([d].[parent_object_id] = OBJECT_ID(N'[silver_card_images]') AND [c].[name] = N'etag');
    IF @var22 IS NOT NULL EXEC(N'ALTER TABLE [silver_card_images] DROP CONSTRAINT ' + @var22 + ';');
    ALTER TABLE [silver_card_images] ALTER COLUMN [etag] nvarchar(300) COLLATE Latin1_General_100_BIN2 NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_images]
    WHERE [MigrationId] = N'20261128115049_OneCollation'
)
BEGIN
    INSERT INTO [__ef_migrations_images] ([MigrationId], [ProductVersion])
    VALUES (N'20261128115049_OneCollation', N'10.0.14');
END;

COMMIT;
GO

