IF OBJECT_ID(N'[__ef_migrations_gold]') IS NULL
BEGIN
    CREATE TABLE [__ef_migrations_gold] (
        [MigrationId] nvarchar(150) NOT NULL,
        [ProductVersion] nvarchar(32) NOT NULL,
        CONSTRAINT [PK___ef_migrations_gold] PRIMARY KEY ([MigrationId])
    );
END;
GO

BEGIN TRANSACTION;
IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_gold]
    WHERE [MigrationId] = N'20261128185710_Initial'
)
BEGIN
    CREATE TABLE [gold_pokemon_generations] (
        [generation] int NOT NULL,
        [name] nvarchar(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [region] nvarchar(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [first_number] int NOT NULL,
        [last_number] int NOT NULL,
        CONSTRAINT [PK_gold_pokemon_generations] PRIMARY KEY ([generation])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_gold]
    WHERE [MigrationId] = N'20261128185710_Initial'
)
BEGIN
    CREATE TABLE [gold_user_collections] (
        [id] nvarchar(36) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [user_id] nvarchar(36) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [card_id] nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [list] nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [finish] nvarchar(60) COLLATE Latin1_General_100_BIN2 NULL,
        [condition] nvarchar(20) COLLATE Latin1_General_100_BIN2 NULL,
        [language] nvarchar(20) COLLATE Latin1_General_100_BIN2 NULL,
        [quantity] int NOT NULL,
        [grade_company] nvarchar(20) COLLATE Latin1_General_100_BIN2 NULL,
        [grade] nvarchar(20) COLLATE Latin1_General_100_BIN2 NULL,
        [certificate] nvarchar(50) COLLATE Latin1_General_100_BIN2 NULL,
        [location] nvarchar(200) COLLATE Latin1_General_100_BIN2 NULL,
        [notes] nvarchar(2000) COLLATE Latin1_General_100_BIN2 NULL,
        [acquired_on] date NULL,
        [price_paid] decimal(18,4) NULL,
        [currency] nvarchar(3) COLLATE Latin1_General_100_BIN2 NULL,
        [source] nvarchar(200) COLLATE Latin1_General_100_BIN2 NULL,
        [version] int NOT NULL,
        [created_at] datetime2 NOT NULL,
        [updated_at] datetime2 NOT NULL,
        [moved_from] nvarchar(64) COLLATE Latin1_General_100_BIN2 NULL,
        [moved_at] datetime2 NULL,
        CONSTRAINT [PK_gold_user_collections] PRIMARY KEY ([user_id], [id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_gold]
    WHERE [MigrationId] = N'20261128185710_Initial'
)
BEGIN
    CREATE TABLE [gold_users] (
        [id] nvarchar(36) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [issuer] nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [subject] nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [display_name] nvarchar(200) COLLATE Latin1_General_100_BIN2 NULL,
        [role] nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [created_at] datetime2 NOT NULL,
        CONSTRAINT [PK_gold_users] PRIMARY KEY ([id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_gold]
    WHERE [MigrationId] = N'20261128185710_Initial'
)
BEGIN
    CREATE INDEX [ix_gold_user_collections_card] ON [gold_user_collections] ([card_id]);
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_gold]
    WHERE [MigrationId] = N'20261128185710_Initial'
)
BEGIN
    CREATE UNIQUE INDEX [ux_gold_users_subject] ON [gold_users] ([issuer], [subject]);
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_gold]
    WHERE [MigrationId] = N'20261128185710_Initial'
)
BEGIN
    INSERT INTO [__ef_migrations_gold] ([MigrationId], [ProductVersion])
    VALUES (N'20261128185710_Initial', N'10.0.14');
END;

COMMIT;
GO

BEGIN TRANSACTION;
IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_gold]
    WHERE [MigrationId] = N'20261128214031_Users'
)
BEGIN
    ALTER TABLE [gold_users] ADD [public_name] nvarchar(40) COLLATE Latin1_General_100_BIN2 NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_gold]
    WHERE [MigrationId] = N'20261128214031_Users'
)
BEGIN
    CREATE TABLE [gold_api_tokens] (
        [id] nvarchar(36) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [user_id] nvarchar(36) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [name] nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [hash] nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [scope] nvarchar(10) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [created_at] datetime2 NOT NULL,
        [expires_at] datetime2 NULL,
        CONSTRAINT [PK_gold_api_tokens] PRIMARY KEY ([id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_gold]
    WHERE [MigrationId] = N'20261128214031_Users'
)
BEGIN
    CREATE TABLE [gold_audit_log] (
        [id] nvarchar(36) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [at] datetime2 NOT NULL,
        [actor] nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [user_id] nvarchar(36) COLLATE Latin1_General_100_BIN2 NULL,
        [action] nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [detail] nvarchar(2000) COLLATE Latin1_General_100_BIN2 NULL,
        [address] nvarchar(50) COLLATE Latin1_General_100_BIN2 NULL,
        [status] int NULL,
        CONSTRAINT [PK_gold_audit_log] PRIMARY KEY ([id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_gold]
    WHERE [MigrationId] = N'20261128214031_Users'
)
BEGIN
    CREATE TABLE [gold_session_keys] (
        [name] nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [xml] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [created_at] datetime2 NOT NULL,
        CONSTRAINT [PK_gold_session_keys] PRIMARY KEY ([name])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_gold]
    WHERE [MigrationId] = N'20261128214031_Users'
)
BEGIN
    EXEC(N'CREATE UNIQUE INDEX [ux_gold_users_public_name] ON [gold_users] ([public_name]) WHERE [public_name] IS NOT NULL');
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_gold]
    WHERE [MigrationId] = N'20261128214031_Users'
)
BEGIN
    CREATE INDEX [ix_gold_api_tokens_user] ON [gold_api_tokens] ([user_id]);
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_gold]
    WHERE [MigrationId] = N'20261128214031_Users'
)
BEGIN
    CREATE UNIQUE INDEX [ux_gold_api_tokens_hash] ON [gold_api_tokens] ([hash]);
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_gold]
    WHERE [MigrationId] = N'20261128214031_Users'
)
BEGIN
    INSERT INTO [__ef_migrations_gold] ([MigrationId], [ProductVersion])
    VALUES (N'20261128214031_Users', N'10.0.14');
END;

COMMIT;
GO

BEGIN TRANSACTION;
IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_gold]
    WHERE [MigrationId] = N'20261128221613_Imports'
)
BEGIN
    CREATE TABLE [gold_import_rows] (
        [import_id] nvarchar(36) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [row] int NOT NULL,
        [raw] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [lot] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        [outcome] nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [effect] nvarchar(20) COLLATE Latin1_General_100_BIN2 NULL,
        [card_id] nvarchar(64) COLLATE Latin1_General_100_BIN2 NULL,
        [lot_id] nvarchar(36) COLLATE Latin1_General_100_BIN2 NULL,
        [candidates] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        [reason] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        CONSTRAINT [PK_gold_import_rows] PRIMARY KEY ([import_id], [row])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_gold]
    WHERE [MigrationId] = N'20261128221613_Imports'
)
BEGIN
    CREATE TABLE [gold_imports] (
        [id] nvarchar(36) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [user_id] nvarchar(36) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [file_name] nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [sha256] nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [format] nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [currency] nvarchar(3) COLLATE Latin1_General_100_BIN2 NULL,
        [warnings] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        [created_at] datetime2 NOT NULL,
        [previewed_at] datetime2 NOT NULL,
        [committed_at] datetime2 NULL,
        [commits] int NOT NULL,
        CONSTRAINT [PK_gold_imports] PRIMARY KEY ([id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_gold]
    WHERE [MigrationId] = N'20261128221613_Imports'
)
BEGIN
    CREATE UNIQUE INDEX [ux_gold_imports_file] ON [gold_imports] ([user_id], [sha256]);
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_gold]
    WHERE [MigrationId] = N'20261128221613_Imports'
)
BEGIN
    INSERT INTO [__ef_migrations_gold] ([MigrationId], [ProductVersion])
    VALUES (N'20261128221613_Imports', N'10.0.14');
END;

COMMIT;
GO

