IF OBJECT_ID(N'[__ef_migrations_bronze]') IS NULL
BEGIN
    CREATE TABLE [__ef_migrations_bronze] (
        [MigrationId] nvarchar(150) NOT NULL,
        [ProductVersion] nvarchar(32) NOT NULL,
        CONSTRAINT [PK___ef_migrations_bronze] PRIMARY KEY ([MigrationId])
    );
END;
GO

BEGIN TRANSACTION;
IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_bronze]
    WHERE [MigrationId] = N'20261123192659_Initial'
)
BEGIN
    CREATE TABLE [bronze_api_calls] (
        [id] bigint NOT NULL,
        [sync_id] nvarchar(36) NULL,
        [source] nvarchar(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [endpoint] nvarchar(max) NOT NULL,
        [requested_at] datetime2 NOT NULL,
        [status_code] int NULL,
        [duration_ms] float NULL,
        [bytes] bigint NULL,
        [outcome] nvarchar(20) NOT NULL,
        [error] nvarchar(max) NULL,
        [item_count] int NULL,
        [items] nvarchar(max) NULL,
        [keyed] bit NOT NULL,
        [retry_at] datetime2 NULL,
        CONSTRAINT [PK_bronze_api_calls] PRIMARY KEY ([id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_bronze]
    WHERE [MigrationId] = N'20261123192659_Initial'
)
BEGIN
    CREATE TABLE [bronze_pokemon_species] (
        [id] bigint NOT NULL,
        [pokedex_number] int NOT NULL,
        [version] int NOT NULL,
        [content_hash] nvarchar(64) NOT NULL,
        [source] nvarchar(max) NOT NULL,
        [requested_at] datetime2 NOT NULL,
        [fetched_at] datetime2 NOT NULL,
        [api_call_id] bigint NOT NULL,
        [payload] nvarchar(max) NOT NULL,
        CONSTRAINT [PK_bronze_pokemon_species] PRIMARY KEY ([id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_bronze]
    WHERE [MigrationId] = N'20261123192659_Initial'
)
BEGIN
    CREATE TABLE [bronze_rejects] (
        [id] bigint NOT NULL,
        [api_call_id] bigint NOT NULL,
        [sync_id] nvarchar(36) NOT NULL,
        [position] int NOT NULL,
        [payload] nvarchar(max) NOT NULL,
        [reason] nvarchar(max) NOT NULL,
        [received_at] datetime2 NOT NULL,
        CONSTRAINT [PK_bronze_rejects] PRIMARY KEY ([id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_bronze]
    WHERE [MigrationId] = N'20261123192659_Initial'
)
BEGIN
    CREATE TABLE [bronze_set_fetches] (
        [id] bigint NOT NULL,
        [sync_id] nvarchar(36) NOT NULL,
        [feed] nvarchar(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [source] nvarchar(max) NOT NULL,
        [set_id] nvarchar(200) COLLATE Latin1_General_100_BIN2 NULL,
        [query] nvarchar(max) NULL,
        [position] int NOT NULL,
        [status] nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [complete] bit NOT NULL,
        [expected] int NULL,
        [received] int NULL,
        [members] nvarchar(max) NULL,
        [members_hash] nvarchar(64) NULL,
        [attempts] int NOT NULL,
        [next_attempt_at] datetime2 NULL,
        [started_at] datetime2 NULL,
        [finished_at] datetime2 NULL,
        [error] nvarchar(max) NULL,
        CONSTRAINT [PK_bronze_set_fetches] PRIMARY KEY ([id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_bronze]
    WHERE [MigrationId] = N'20261123192659_Initial'
)
BEGIN
    CREATE TABLE [bronze_sync_runs] (
        [sync_id] nvarchar(36) NOT NULL,
        [scope] nvarchar(max) NOT NULL,
        [feed] nvarchar(40) COLLATE Latin1_General_100_BIN2 NULL,
        [source] nvarchar(max) NULL,
        [force] bit NOT NULL,
        [status] nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [requested_by] nvarchar(max) NOT NULL,
        [requested_at] datetime2 NOT NULL,
        [started_at] datetime2 NULL,
        [finished_at] datetime2 NULL,
        [lease_owner] nvarchar(200) NULL,
        [lease_token] bigint NOT NULL,
        [lease_until] datetime2 NULL,
        [error] nvarchar(max) NULL,
        CONSTRAINT [PK_bronze_sync_runs] PRIMARY KEY ([sync_id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_bronze]
    WHERE [MigrationId] = N'20261123192659_Initial'
)
BEGIN
    CREATE TABLE [bronze_tcg_cards] (
        [id] bigint NOT NULL,
        [feed] nvarchar(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [card_id] nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [version] int NOT NULL,
        [content_hash] nvarchar(64) NOT NULL,
        [source] nvarchar(max) NOT NULL,
        [set_id] nvarchar(200) NULL,
        [requested_at] datetime2 NOT NULL,
        [fetched_at] datetime2 NOT NULL,
        [api_call_id] bigint NOT NULL,
        [sync_id] nvarchar(36) NOT NULL,
        [payload] nvarchar(max) NOT NULL,
        CONSTRAINT [PK_bronze_tcg_cards] PRIMARY KEY ([id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_bronze]
    WHERE [MigrationId] = N'20261123192659_Initial'
)
BEGIN
    CREATE TABLE [bronze_tcg_prices] (
        [id] bigint NOT NULL,
        [feed] nvarchar(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [card_id] nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [market] nvarchar(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [observed_on] date NOT NULL,
        [payload] nvarchar(max) NOT NULL,
        [content_hash] nvarchar(64) NOT NULL,
        [fetched_at] datetime2 NOT NULL,
        CONSTRAINT [PK_bronze_tcg_prices] PRIMARY KEY ([id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_bronze]
    WHERE [MigrationId] = N'20261123192659_Initial'
)
BEGIN
    CREATE TABLE [bronze_tcg_sets] (
        [id] bigint NOT NULL,
        [feed] nvarchar(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [set_id] nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [version] int NOT NULL,
        [content_hash] nvarchar(64) NOT NULL,
        [source] nvarchar(max) NOT NULL,
        [requested_at] datetime2 NOT NULL,
        [fetched_at] datetime2 NOT NULL,
        [api_call_id] bigint NOT NULL,
        [sync_id] nvarchar(36) NOT NULL,
        [payload] nvarchar(max) NOT NULL,
        CONSTRAINT [PK_bronze_tcg_sets] PRIMARY KEY ([id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_bronze]
    WHERE [MigrationId] = N'20261123192659_Initial'
)
BEGIN
    CREATE INDEX [ix_bronze_api_calls_source] ON [bronze_api_calls] ([source], [requested_at]);
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_bronze]
    WHERE [MigrationId] = N'20261123192659_Initial'
)
BEGIN
    CREATE INDEX [ix_bronze_api_calls_sync] ON [bronze_api_calls] ([sync_id]);
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_bronze]
    WHERE [MigrationId] = N'20261123192659_Initial'
)
BEGIN
    CREATE UNIQUE INDEX [ux_bronze_pokemon_species_version] ON [bronze_pokemon_species] ([pokedex_number], [version] DESC);
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_bronze]
    WHERE [MigrationId] = N'20261123192659_Initial'
)
BEGIN
    CREATE INDEX [ix_bronze_rejects_sync] ON [bronze_rejects] ([sync_id]);
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_bronze]
    WHERE [MigrationId] = N'20261123192659_Initial'
)
BEGIN
    CREATE INDEX [ix_bronze_set_fetches_set] ON [bronze_set_fetches] ([feed], [set_id], [complete], [id]);
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_bronze]
    WHERE [MigrationId] = N'20261123192659_Initial'
)
BEGIN
    CREATE INDEX [ix_bronze_set_fetches_sync] ON [bronze_set_fetches] ([sync_id], [status], [position]);
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_bronze]
    WHERE [MigrationId] = N'20261123192659_Initial'
)
BEGIN
    CREATE INDEX [ix_bronze_sync_runs_status] ON [bronze_sync_runs] ([status], [requested_at]);
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_bronze]
    WHERE [MigrationId] = N'20261123192659_Initial'
)
BEGIN
    EXEC(N'CREATE UNIQUE INDEX [ux_bronze_sync_runs_running] ON [bronze_sync_runs] ([feed]) WHERE status = ''running''');
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_bronze]
    WHERE [MigrationId] = N'20261123192659_Initial'
)
BEGIN
    CREATE INDEX [ix_bronze_tcg_cards_sync] ON [bronze_tcg_cards] ([sync_id], [feed], [card_id], [id], [version]);
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_bronze]
    WHERE [MigrationId] = N'20261123192659_Initial'
)
BEGIN
    CREATE UNIQUE INDEX [ux_bronze_tcg_cards_version] ON [bronze_tcg_cards] ([feed], [card_id], [version] DESC);
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_bronze]
    WHERE [MigrationId] = N'20261123192659_Initial'
)
BEGIN
    CREATE INDEX [ix_bronze_tcg_prices_card] ON [bronze_tcg_prices] ([feed], [card_id], [market], [id] DESC);
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_bronze]
    WHERE [MigrationId] = N'20261123192659_Initial'
)
BEGIN
    CREATE UNIQUE INDEX [ux_bronze_tcg_sets_version] ON [bronze_tcg_sets] ([feed], [set_id], [version] DESC);
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_bronze]
    WHERE [MigrationId] = N'20261123192659_Initial'
)
BEGIN
    INSERT INTO [__ef_migrations_bronze] ([MigrationId], [ProductVersion])
    VALUES (N'20261123192659_Initial', N'10.0.14');
END;

COMMIT;
GO

BEGIN TRANSACTION;
IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_bronze]
    WHERE [MigrationId] = N'20261128053213_SyncReasons'
)
BEGIN
    ALTER TABLE [bronze_sync_runs] ADD [reason] nvarchar(40) NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_bronze]
    WHERE [MigrationId] = N'20261128053213_SyncReasons'
)
BEGIN
    ALTER TABLE [bronze_set_fetches] ADD [rejected] int NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_bronze]
    WHERE [MigrationId] = N'20261128053213_SyncReasons'
)
BEGIN
    ALTER TABLE [bronze_api_calls] ADD [fetch_id] bigint NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_bronze]
    WHERE [MigrationId] = N'20261128053213_SyncReasons'
)
BEGIN
    ALTER TABLE [bronze_api_calls] ADD [findings] nvarchar(max) NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_bronze]
    WHERE [MigrationId] = N'20261128053213_SyncReasons'
)
BEGIN
    INSERT INTO [__ef_migrations_bronze] ([MigrationId], [ProductVersion])
    VALUES (N'20261128053213_SyncReasons', N'10.0.14');
END;

COMMIT;
GO

BEGIN TRANSACTION;
IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_bronze]
    WHERE [MigrationId] = N'20261128083942_UnchangedSets'
)
BEGIN
    ALTER TABLE [bronze_set_fetches] ADD [content_hash] nvarchar(64) NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_bronze]
    WHERE [MigrationId] = N'20261128083942_UnchangedSets'
)
BEGIN
    INSERT INTO [__ef_migrations_bronze] ([MigrationId], [ProductVersion])
    VALUES (N'20261128083942_UnchangedSets', N'10.0.14');
END;

COMMIT;
GO

BEGIN TRANSACTION;
IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_bronze]
    WHERE [MigrationId] = N'20261128115043_OneCollation'
)
BEGIN
    DECLARE @var nvarchar(max);
    SELECT @var = QUOTENAME([d].[name])
    FROM [sys].[default_constraints] [d]
    INNER JOIN [sys].[columns] [c] ON [d].[parent_column_id] = [c].[column_id] AND [d].[parent_object_id] = [c].[object_id]
    WHERE ([d].[parent_object_id] = OBJECT_ID(N'[bronze_tcg_sets]') AND [c].[name] = N'sync_id');
    IF @var IS NOT NULL EXEC(N'ALTER TABLE [bronze_tcg_sets] DROP CONSTRAINT ' + @var + ';');
    ALTER TABLE [bronze_tcg_sets] ALTER COLUMN [sync_id] nvarchar(36) COLLATE Latin1_General_100_BIN2 NOT NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_bronze]
    WHERE [MigrationId] = N'20261128115043_OneCollation'
)
BEGIN
    DECLARE @var1 nvarchar(max);
    SELECT @var1 = QUOTENAME([d].[name])
    FROM [sys].[default_constraints] [d]
    INNER JOIN [sys].[columns] [c] ON [d].[parent_column_id] = [c].[column_id] AND [d].[parent_object_id] = [c].[object_id]
    WHERE ([d].[parent_object_id] = OBJECT_ID(N'[bronze_tcg_sets]') AND [c].[name] = N'source');
    IF @var1 IS NOT NULL EXEC(N'ALTER TABLE [bronze_tcg_sets] DROP CONSTRAINT ' + @var1 + ';');
    ALTER TABLE [bronze_tcg_sets] ALTER COLUMN [source] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_bronze]
    WHERE [MigrationId] = N'20261128115043_OneCollation'
)
BEGIN
    DECLARE @var2 nvarchar(max);
    SELECT @var2 = QUOTENAME([d].[name])
    FROM [sys].[default_constraints] [d]
    INNER JOIN [sys].[columns] [c] ON [d].[parent_column_id] = [c].[column_id] AND [d].[parent_object_id] = [c].[object_id]
    WHERE ([d].[parent_object_id] = OBJECT_ID(N'[bronze_tcg_sets]') AND [c].[name] = N'payload');
    IF @var2 IS NOT NULL EXEC(N'ALTER TABLE [bronze_tcg_sets] DROP CONSTRAINT ' + @var2 + ';');
    ALTER TABLE [bronze_tcg_sets] ALTER COLUMN [payload] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_bronze]
    WHERE [MigrationId] = N'20261128115043_OneCollation'
)
BEGIN
    DECLARE @var3 nvarchar(max);
    SELECT @var3 = QUOTENAME([d].[name])
    FROM [sys].[default_constraints] [d]
    INNER JOIN [sys].[columns] [c] ON [d].[parent_column_id] = [c].[column_id] AND [d].[parent_object_id] = [c].[object_id]
    WHERE ([d].[parent_object_id] = OBJECT_ID(N'[bronze_tcg_sets]') AND [c].[name] = N'content_hash');
    IF @var3 IS NOT NULL EXEC(N'ALTER TABLE [bronze_tcg_sets] DROP CONSTRAINT ' + @var3 + ';');
    ALTER TABLE [bronze_tcg_sets] ALTER COLUMN [content_hash] nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_bronze]
    WHERE [MigrationId] = N'20261128115043_OneCollation'
)
BEGIN
    DECLARE @var4 nvarchar(max);
    SELECT @var4 = QUOTENAME([d].[name])
    FROM [sys].[default_constraints] [d]
    INNER JOIN [sys].[columns] [c] ON [d].[parent_column_id] = [c].[column_id] AND [d].[parent_object_id] = [c].[object_id]
    WHERE ([d].[parent_object_id] = OBJECT_ID(N'[bronze_tcg_prices]') AND [c].[name] = N'payload');
    IF @var4 IS NOT NULL EXEC(N'ALTER TABLE [bronze_tcg_prices] DROP CONSTRAINT ' + @var4 + ';');
    ALTER TABLE [bronze_tcg_prices] ALTER COLUMN [payload] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_bronze]
    WHERE [MigrationId] = N'20261128115043_OneCollation'
)
BEGIN
    DECLARE @var5 nvarchar(max);
    SELECT @var5 = QUOTENAME([d].[name])
    FROM [sys].[default_constraints] [d]
    INNER JOIN [sys].[columns] [c] ON [d].[parent_column_id] = [c].[column_id] AND [d].[parent_object_id] = [c].[object_id]
    WHERE ([d].[parent_object_id] = OBJECT_ID(N'[bronze_tcg_prices]') AND [c].[name] = N'content_hash');
    IF @var5 IS NOT NULL EXEC(N'ALTER TABLE [bronze_tcg_prices] DROP CONSTRAINT ' + @var5 + ';');
    ALTER TABLE [bronze_tcg_prices] ALTER COLUMN [content_hash] nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_bronze]
    WHERE [MigrationId] = N'20261128115043_OneCollation'
)
BEGIN
    DROP INDEX [ix_bronze_tcg_cards_sync] ON [bronze_tcg_cards];
    DECLARE @var6 nvarchar(max);
    SELECT @var6 = QUOTENAME([d].[name])
    FROM [sys].[default_constraints] [d]
    INNER JOIN [sys].[columns] [c] ON [d].[parent_column_id] = [c].[column_id] AND [d].[parent_object_id] = [c].[object_id]
    WHERE ([d].[parent_object_id] = OBJECT_ID(N'[bronze_tcg_cards]') AND [c].[name] = N'sync_id');
    IF @var6 IS NOT NULL EXEC(N'ALTER TABLE [bronze_tcg_cards] DROP CONSTRAINT ' + @var6 + ';');
    ALTER TABLE [bronze_tcg_cards] ALTER COLUMN [sync_id] nvarchar(36) COLLATE Latin1_General_100_BIN2 NOT NULL;
    CREATE INDEX [ix_bronze_tcg_cards_sync] ON [bronze_tcg_cards] ([sync_id], [feed], [card_id], [id], [version]);
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_bronze]
    WHERE [MigrationId] = N'20261128115043_OneCollation'
)
BEGIN
    DECLARE @var7 nvarchar(max);
    SELECT @var7 = QUOTENAME([d].[name])
    FROM [sys].[default_constraints] [d]
    INNER JOIN [sys].[columns] [c] ON [d].[parent_column_id] = [c].[column_id] AND [d].[parent_object_id] = [c].[object_id]
    WHERE ([d].[parent_object_id] = OBJECT_ID(N'[bronze_tcg_cards]') AND [c].[name] = N'source');
    IF @var7 IS NOT NULL EXEC(N'ALTER TABLE [bronze_tcg_cards] DROP CONSTRAINT ' + @var7 + ';');
    ALTER TABLE [bronze_tcg_cards] ALTER COLUMN [source] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_bronze]
    WHERE [MigrationId] = N'20261128115043_OneCollation'
)
BEGIN
    DECLARE @var8 nvarchar(max);
    SELECT @var8 = QUOTENAME([d].[name])
    FROM [sys].[default_constraints] [d]
    INNER JOIN [sys].[columns] [c] ON [d].[parent_column_id] = [c].[column_id] AND [d].[parent_object_id] = [c].[object_id]
    WHERE ([d].[parent_object_id] = OBJECT_ID(N'[bronze_tcg_cards]') AND [c].[name] = N'set_id');
    IF @var8 IS NOT NULL EXEC(N'ALTER TABLE [bronze_tcg_cards] DROP CONSTRAINT ' + @var8 + ';');
    ALTER TABLE [bronze_tcg_cards] ALTER COLUMN [set_id] nvarchar(200) COLLATE Latin1_General_100_BIN2 NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_bronze]
    WHERE [MigrationId] = N'20261128115043_OneCollation'
)
BEGIN
    DECLARE @var9 nvarchar(max);
    SELECT @var9 = QUOTENAME([d].[name])
    FROM [sys].[default_constraints] [d]
    INNER JOIN [sys].[columns] [c] ON [d].[parent_column_id] = [c].[column_id] AND [d].[parent_object_id] = [c].[object_id]
    WHERE ([d].[parent_object_id] = OBJECT_ID(N'[bronze_tcg_cards]') AND [c].[name] = N'payload');
    IF @var9 IS NOT NULL EXEC(N'ALTER TABLE [bronze_tcg_cards] DROP CONSTRAINT ' + @var9 + ';');
    ALTER TABLE [bronze_tcg_cards] ALTER COLUMN [payload] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_bronze]
    WHERE [MigrationId] = N'20261128115043_OneCollation'
)
BEGIN
    DECLARE @var10 nvarchar(max);
    SELECT @var10 = QUOTENAME([d].[name])
    FROM [sys].[default_constraints] [d]
    INNER JOIN [sys].[columns] [c] ON [d].[parent_column_id] = [c].[column_id] AND [d].[parent_object_id] = [c].[object_id]
    WHERE ([d].[parent_object_id] = OBJECT_ID(N'[bronze_tcg_cards]') AND [c].[name] = N'content_hash');
    IF @var10 IS NOT NULL EXEC(N'ALTER TABLE [bronze_tcg_cards] DROP CONSTRAINT ' + @var10 + ';');
    ALTER TABLE [bronze_tcg_cards] ALTER COLUMN [content_hash] nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_bronze]
    WHERE [MigrationId] = N'20261128115043_OneCollation'
)
BEGIN
    DECLARE @var11 nvarchar(max);
    SELECT @var11 = QUOTENAME([d].[name])
    FROM [sys].[default_constraints] [d]
    INNER JOIN [sys].[columns] [c] ON [d].[parent_column_id] = [c].[column_id] AND [d].[parent_object_id] = [c].[object_id]
    WHERE ([d].[parent_object_id] = OBJECT_ID(N'[bronze_sync_runs]') AND [c].[name] = N'source');
    IF @var11 IS NOT NULL EXEC(N'ALTER TABLE [bronze_sync_runs] DROP CONSTRAINT ' + @var11 + ';');
    ALTER TABLE [bronze_sync_runs] ALTER COLUMN [source] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_bronze]
    WHERE [MigrationId] = N'20261128115043_OneCollation'
)
BEGIN
    DECLARE @var12 nvarchar(max);
    SELECT @var12 = QUOTENAME([d].[name])
    FROM [sys].[default_constraints] [d]
    INNER JOIN [sys].[columns] [c] ON [d].[parent_column_id] = [c].[column_id] AND [d].[parent_object_id] = [c].[object_id]
    WHERE ([d].[parent_object_id] = OBJECT_ID(N'[bronze_sync_runs]') AND [c].[name] = N'scope');
    IF @var12 IS NOT NULL EXEC(N'ALTER TABLE [bronze_sync_runs] DROP CONSTRAINT ' + @var12 + ';');
    ALTER TABLE [bronze_sync_runs] ALTER COLUMN [scope] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_bronze]
    WHERE [MigrationId] = N'20261128115043_OneCollation'
)
BEGIN
    DECLARE @var13 nvarchar(max);
    SELECT @var13 = QUOTENAME([d].[name])
    FROM [sys].[default_constraints] [d]
    INNER JOIN [sys].[columns] [c] ON [d].[parent_column_id] = [c].[column_id] AND [d].[parent_object_id] = [c].[object_id]
    WHERE ([d].[parent_object_id] = OBJECT_ID(N'[bronze_sync_runs]') AND [c].[name] = N'requested_by');
    IF @var13 IS NOT NULL EXEC(N'ALTER TABLE [bronze_sync_runs] DROP CONSTRAINT ' + @var13 + ';');
    ALTER TABLE [bronze_sync_runs] ALTER COLUMN [requested_by] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_bronze]
    WHERE [MigrationId] = N'20261128115043_OneCollation'
)
BEGIN
    DECLARE @var14 nvarchar(max);
    SELECT @var14 = QUOTENAME([d].[name])
    FROM [sys].[default_constraints] [d]
    INNER JOIN [sys].[columns] [c] ON [d].[parent_column_id] = [c].[column_id] AND [d].[parent_object_id] = [c].[object_id]
    WHERE ([d].[parent_object_id] = OBJECT_ID(N'[bronze_sync_runs]') AND [c].[name] = N'reason');
    IF @var14 IS NOT NULL EXEC(N'ALTER TABLE [bronze_sync_runs] DROP CONSTRAINT ' + @var14 + ';');
    ALTER TABLE [bronze_sync_runs] ALTER COLUMN [reason] nvarchar(40) COLLATE Latin1_General_100_BIN2 NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_bronze]
    WHERE [MigrationId] = N'20261128115043_OneCollation'
)
BEGIN
    DECLARE @var15 nvarchar(max);
    SELECT @var15 = QUOTENAME([d].[name])
    FROM [sys].[default_constraints] [d]
    INNER JOIN [sys].[columns] [c] ON [d].[parent_column_id] = [c].[column_id] AND [d].[parent_object_id] = [c].[object_id]
    WHERE ([d].[parent_object_id] = OBJECT_ID(N'[bronze_sync_runs]') AND [c].[name] = N'lease_owner');
    IF @var15 IS NOT NULL EXEC(N'ALTER TABLE [bronze_sync_runs] DROP CONSTRAINT ' + @var15 + ';');
    ALTER TABLE [bronze_sync_runs] ALTER COLUMN [lease_owner] nvarchar(200) COLLATE Latin1_General_100_BIN2 NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_bronze]
    WHERE [MigrationId] = N'20261128115043_OneCollation'
)
BEGIN
    DECLARE @var16 nvarchar(max);
    SELECT @var16 = QUOTENAME([d].[name])
    FROM [sys].[default_constraints] [d]
    INNER JOIN [sys].[columns] [c] ON [d].[parent_column_id] = [c].[column_id] AND [d].[parent_object_id] = [c].[object_id]
    WHERE ([d].[parent_object_id] = OBJECT_ID(N'[bronze_sync_runs]') AND [c].[name] = N'error');
    IF @var16 IS NOT NULL EXEC(N'ALTER TABLE [bronze_sync_runs] DROP CONSTRAINT ' + @var16 + ';');
    ALTER TABLE [bronze_sync_runs] ALTER COLUMN [error] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_bronze]
    WHERE [MigrationId] = N'20261128115043_OneCollation'
)
BEGIN
    ALTER TABLE [bronze_sync_runs] DROP CONSTRAINT [PK_bronze_sync_runs];
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_bronze]
    WHERE [MigrationId] = N'20261128115043_OneCollation'
)
BEGIN
    DECLARE @var17 nvarchar(max);
    SELECT @var17 = QUOTENAME([d].[name])
    FROM [sys].[default_constraints] [d]
    INNER JOIN [sys].[columns] [c] ON [d].[parent_column_id] = [c].[column_id] AND [d].[parent_object_id] = [c].[object_id]
    WHERE ([d].[parent_object_id] = OBJECT_ID(N'[bronze_sync_runs]') AND [c].[name] = N'sync_id');
    IF @var17 IS NOT NULL EXEC(N'ALTER TABLE [bronze_sync_runs] DROP CONSTRAINT ' + @var17 + ';');
    ALTER TABLE [bronze_sync_runs] ALTER COLUMN [sync_id] nvarchar(36) COLLATE Latin1_General_100_BIN2 NOT NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_bronze]
    WHERE [MigrationId] = N'20261128115043_OneCollation'
)
BEGIN
    ALTER TABLE [bronze_sync_runs] ADD CONSTRAINT [PK_bronze_sync_runs] PRIMARY KEY ([sync_id]);
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_bronze]
    WHERE [MigrationId] = N'20261128115043_OneCollation'
)
BEGIN
    DROP INDEX [ix_bronze_set_fetches_sync] ON [bronze_set_fetches];
    DECLARE @var18 nvarchar(max);
    SELECT @var18 = QUOTENAME([d].[name])
    FROM [sys].[default_constraints] [d]
    INNER JOIN [sys].[columns] [c] ON [d].[parent_column_id] = [c].[column_id] AND [d].[parent_object_id] = [c].[object_id]
    WHERE ([d].[parent_object_id] = OBJECT_ID(N'[bronze_set_fetches]') AND [c].[name] = N'sync_id');
    IF @var18 IS NOT NULL EXEC(N'ALTER TABLE [bronze_set_fetches] DROP CONSTRAINT ' + @var18 + ';');
    ALTER TABLE [bronze_set_fetches] ALTER COLUMN [sync_id] nvarchar(36) COLLATE Latin1_General_100_BIN2 NOT NULL;
    CREATE INDEX [ix_bronze_set_fetches_sync] ON [bronze_set_fetches] ([sync_id], [status], [position]);
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_bronze]
    WHERE [MigrationId] = N'20261128115043_OneCollation'
)
BEGIN
    DECLARE @var19 nvarchar(max);
    SELECT @var19 = QUOTENAME([d].[name])
    FROM [sys].[default_constraints] [d]
    INNER JOIN [sys].[columns] [c] ON [d].[parent_column_id] = [c].[column_id] AND [d].[parent_object_id] = [c].[object_id]
    WHERE ([d].[parent_object_id] = OBJECT_ID(N'[bronze_set_fetches]') AND [c].[name] = N'source');
    IF @var19 IS NOT NULL EXEC(N'ALTER TABLE [bronze_set_fetches] DROP CONSTRAINT ' + @var19 + ';');
    ALTER TABLE [bronze_set_fetches] ALTER COLUMN [source] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_bronze]
    WHERE [MigrationId] = N'20261128115043_OneCollation'
)
BEGIN
    DECLARE @var20 nvarchar(max);
    SELECT @var20 = QUOTENAME([d].[name])
    FROM [sys].[default_constraints] [d]
    INNER JOIN [sys].[columns] [c] ON [d].[parent_column_id] = [c].[column_id] AND [d].[parent_object_id] = [c].[object_id]
    WHERE ([d].[parent_object_id] = OBJECT_ID(N'[bronze_set_fetches]') AND [c].[name] = N'query');
    IF @var20 IS NOT NULL EXEC(N'ALTER TABLE [bronze_set_fetches] DROP CONSTRAINT ' + @var20 + ';');
    ALTER TABLE [bronze_set_fetches] ALTER COLUMN [query] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_bronze]
    WHERE [MigrationId] = N'20261128115043_OneCollation'
)
BEGIN
    DECLARE @var21 nvarchar(max);
    SELECT @var21 = QUOTENAME([d].[name])
    FROM [sys].[default_constraints] [d]
    INNER JOIN [sys].[columns] [c] ON [d].[parent_column_id] = [c].[column_id] AND [d].[parent_object_id] = [c].[object_id]
    WHERE ([d].[parent_object_id] = OBJECT_ID(N'[bronze_set_fetches]') AND [c].[name] = N'members_hash');
    IF @var21 IS NOT NULL EXEC(N'ALTER TABLE [bronze_set_fetches] DROP CONSTRAINT ' + @var21 + ';');
    ALTER TABLE [bronze_set_fetches] ALTER COLUMN [members_hash] nvarchar(64) COLLATE Latin1_General_100_BIN2 NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_bronze]
    WHERE [MigrationId] = N'20261128115043_OneCollation'
)
BEGIN
    DECLARE @var22 nvarchar(max);
    SELECT @var22 = QUOTENAME([d].[name])
    FROM [sys].[default_constraints] [d]
    INNER JOIN [sys].[columns] [c] ON [d].[parent_column_id] = [c].[column_id] AND [d].[parent_object_id] = [c].[object_id]
    WHERE ([d].[parent_object_id] = OBJECT_ID(N'[bronze_set_fetches]') AND [c].[name] = N'members');
    IF @var22 IS NOT NULL EXEC(N'ALTER TABLE [bronze_set_fetches] DROP CONSTRAINT ' + @var22 + ';');
    ALTER TABLE [bronze_set_fetches] ALTER COLUMN [members] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_bronze]
    WHERE [MigrationId] = N'20261128115043_OneCollation'
)
BEGIN
    DECLARE @var23 nvarchar(max);
    SELECT @var23 = QUOTENAME([d].[name])
    FROM [sys].[default_constraints] [d]
    INNER JOIN [sys].[columns] [c] ON [d].[parent_column_id] = [c].[column_id] AND [d].[parent_object_id] = [c].[object_id]
    WHERE ([d].[parent_object_id] = OBJECT_ID(N'[bronze_set_fetches]') AND [c].[name] = N'error');
    IF @var23 IS NOT NULL EXEC(N'ALTER TABLE [bronze_set_fetches] DROP CONSTRAINT ' + @var23 + ';');
    ALTER TABLE [bronze_set_fetches] ALTER COLUMN [error] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_bronze]
    WHERE [MigrationId] = N'20261128115043_OneCollation'
)
BEGIN
    DECLARE @var24 nvarchar(max);
    SELECT @var24 = QUOTENAME([d].[name])
    FROM [sys].[default_constraints] [d]
    INNER JOIN [sys].[columns] [c] ON [d].[parent_column_id] = [c].[column_id] AND [d].[parent_object_id] = [c].[object_id]
    WHERE ([d].[parent_object_id] = OBJECT_ID(N'[bronze_set_fetches]') AND [c].[name] = N'content_hash');
    IF @var24 IS NOT NULL EXEC(N'ALTER TABLE [bronze_set_fetches] DROP CONSTRAINT ' + @var24 + ';');
    ALTER TABLE [bronze_set_fetches] ALTER COLUMN [content_hash] nvarchar(64) COLLATE Latin1_General_100_BIN2 NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_bronze]
    WHERE [MigrationId] = N'20261128115043_OneCollation'
)
BEGIN
    DROP INDEX [ix_bronze_rejects_sync] ON [bronze_rejects];
    DECLARE @var25 nvarchar(max);
    SELECT @var25 = QUOTENAME([d].[name])
    FROM [sys].[default_constraints] [d]
    INNER JOIN [sys].[columns] [c] ON [d].[parent_column_id] = [c].[column_id] AND [d].[parent_object_id] = [c].[object_id]
    WHERE ([d].[parent_object_id] = OBJECT_ID(N'[bronze_rejects]') AND [c].[name] = N'sync_id');
    IF @var25 IS NOT NULL EXEC(N'ALTER TABLE [bronze_rejects] DROP CONSTRAINT ' + @var25 + ';');
    ALTER TABLE [bronze_rejects] ALTER COLUMN [sync_id] nvarchar(36) COLLATE Latin1_General_100_BIN2 NOT NULL;
    CREATE INDEX [ix_bronze_rejects_sync] ON [bronze_rejects] ([sync_id]);
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_bronze]
    WHERE [MigrationId] = N'20261128115043_OneCollation'
)
BEGIN
    DECLARE @var26 nvarchar(max);
    SELECT @var26 = QUOTENAME([d].[name])
    FROM [sys].[default_constraints] [d]
    INNER JOIN [sys].[columns] [c] ON [d].[parent_column_id] = [c].[column_id] AND [d].[parent_object_id] = [c].[object_id]
    WHERE ([d].[parent_object_id] = OBJECT_ID(N'[bronze_rejects]') AND [c].[name] = N'reason');
    IF @var26 IS NOT NULL EXEC(N'ALTER TABLE [bronze_rejects] DROP CONSTRAINT ' + @var26 + ';');
    ALTER TABLE [bronze_rejects] ALTER COLUMN [reason] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_bronze]
    WHERE [MigrationId] = N'20261128115043_OneCollation'
)
BEGIN
    DECLARE @var27 nvarchar(max);
    SELECT @var27 = QUOTENAME([d].[name])
    FROM [sys].[default_constraints] [d]
    INNER JOIN [sys].[columns] [c] ON [d].[parent_column_id] = [c].[column_id] AND [d].[parent_object_id] = [c].[object_id]
    WHERE ([d].[parent_object_id] = OBJECT_ID(N'[bronze_rejects]') AND [c].[name] = N'payload');
    IF @var27 IS NOT NULL EXEC(N'ALTER TABLE [bronze_rejects] DROP CONSTRAINT ' + @var27 + ';');
    ALTER TABLE [bronze_rejects] ALTER COLUMN [payload] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_bronze]
    WHERE [MigrationId] = N'20261128115043_OneCollation'
)
BEGIN
    DECLARE @var28 nvarchar(max);
    SELECT @var28 = QUOTENAME([d].[name])
    FROM [sys].[default_constraints] [d]
    INNER JOIN [sys].[columns] [c] ON [d].[parent_column_id] = [c].[column_id] AND [d].[parent_object_id] = [c].[object_id]
    WHERE ([d].[parent_object_id] = OBJECT_ID(N'[bronze_pokemon_species]') AND [c].[name] = N'source');
    IF @var28 IS NOT NULL EXEC(N'ALTER TABLE [bronze_pokemon_species] DROP CONSTRAINT ' + @var28 + ';');
    ALTER TABLE [bronze_pokemon_species] ALTER COLUMN [source] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_bronze]
    WHERE [MigrationId] = N'20261128115043_OneCollation'
)
BEGIN
    DECLARE @var29 nvarchar(max);
    SELECT @var29 = QUOTENAME([d].[name])
    FROM [sys].[default_constraints] [d]
    INNER JOIN [sys].[columns] [c] ON [d].[parent_column_id] = [c].[column_id] AND [d].[parent_object_id] = [c].[object_id]
    WHERE ([d].[parent_object_id] = OBJECT_ID(N'[bronze_pokemon_species]') AND [c].[name] = N'payload');
    IF @var29 IS NOT NULL EXEC(N'ALTER TABLE [bronze_pokemon_species] DROP CONSTRAINT ' + @var29 + ';');
    ALTER TABLE [bronze_pokemon_species] ALTER COLUMN [payload] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_bronze]
    WHERE [MigrationId] = N'20261128115043_OneCollation'
)
BEGIN
    DECLARE @var30 nvarchar(max);
    SELECT @var30 = QUOTENAME([d].[name])
    FROM [sys].[default_constraints] [d]
    INNER JOIN [sys].[columns] [c] ON [d].[parent_column_id] = [c].[column_id] AND [d].[parent_object_id] = [c].[object_id]
    WHERE ([d].[parent_object_id] = OBJECT_ID(N'[bronze_pokemon_species]') AND [c].[name] = N'content_hash');
    IF @var30 IS NOT NULL EXEC(N'ALTER TABLE [bronze_pokemon_species] DROP CONSTRAINT ' + @var30 + ';');
    ALTER TABLE [bronze_pokemon_species] ALTER COLUMN [content_hash] nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_bronze]
    WHERE [MigrationId] = N'20261128115043_OneCollation'
)
BEGIN
    DROP INDEX [ix_bronze_api_calls_sync] ON [bronze_api_calls];
    DECLARE @var31 nvarchar(max);
    SELECT @var31 = QUOTENAME([d].[name])
    FROM [sys].[default_constraints] [d]
    INNER JOIN [sys].[columns] [c] ON [d].[parent_column_id] = [c].[column_id] AND [d].[parent_object_id] = [c].[object_id]
    WHERE ([d].[parent_object_id] = OBJECT_ID(N'[bronze_api_calls]') AND [c].[name] = N'sync_id');
    IF @var31 IS NOT NULL EXEC(N'ALTER TABLE [bronze_api_calls] DROP CONSTRAINT ' + @var31 + ';');
    ALTER TABLE [bronze_api_calls] ALTER COLUMN [sync_id] nvarchar(36) COLLATE Latin1_General_100_BIN2 NULL;
    CREATE INDEX [ix_bronze_api_calls_sync] ON [bronze_api_calls] ([sync_id]);
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_bronze]
    WHERE [MigrationId] = N'20261128115043_OneCollation'
)
BEGIN
    DECLARE @var32 nvarchar(max);
    SELECT @var32 = QUOTENAME([d].[name])
    FROM [sys].[default_constraints] [d]
    INNER JOIN [sys].[columns] [c] ON [d].[parent_column_id] = [c].[column_id] AND [d].[parent_object_id] = [c].[object_id]
    WHERE ([d].[parent_object_id] = OBJECT_ID(N'[bronze_api_calls]') AND [c].[name] = N'outcome');
    IF @var32 IS NOT NULL EXEC(N'ALTER TABLE [bronze_api_calls] DROP CONSTRAINT ' + @var32 + ';');
    ALTER TABLE [bronze_api_calls] ALTER COLUMN [outcome] nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_bronze]
    WHERE [MigrationId] = N'20261128115043_OneCollation'
)
BEGIN
    DECLARE @var33 nvarchar(max);
    SELECT @var33 = QUOTENAME([d].[name])
    FROM [sys].[default_constraints] [d]
    INNER JOIN [sys].[columns] [c] ON [d].[parent_column_id] = [c].[column_id] AND [d].[parent_object_id] = [c].[object_id]
    WHERE ([d].[parent_object_id] = OBJECT_ID(N'[bronze_api_calls]') AND [c].[name] = N'items');
    IF @var33 IS NOT NULL EXEC(N'ALTER TABLE [bronze_api_calls] DROP CONSTRAINT ' + @var33 + ';');
    ALTER TABLE [bronze_api_calls] ALTER COLUMN [items] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_bronze]
    WHERE [MigrationId] = N'20261128115043_OneCollation'
)
BEGIN
    DECLARE @var34 nvarchar(max);
    SELECT @var34 = QUOTENAME([d].[name])
    FROM [sys].[default_constraints] [d]
    INNER JOIN [sys].[columns] [c] ON [d].[parent_column_id] = [c].[column_id] AND [d].[parent_object_id] = [c].[object_id]
    WHERE ([d].[parent_object_id] = OBJECT_ID(N'[bronze_api_calls]') AND [c].[name] = N'findings');
    IF @var34 IS NOT NULL EXEC(N'ALTER TABLE [bronze_api_calls] DROP CONSTRAINT ' + @var34 + ';');
    ALTER TABLE [bronze_api_calls] ALTER COLUMN [findings] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_bronze]
    WHERE [MigrationId] = N'20261128115043_OneCollation'
)
BEGIN
    DECLARE @var35 nvarchar(max);
    SELECT @var35 = QUOTENAME([d].[name])
    FROM [sys].[default_constraints] [d]
    INNER JOIN [sys].[columns] [c] ON [d].[parent_column_id] = [c].[column_id] AND [d].[parent_object_id] = [c].[object_id]
    WHERE ([d].[parent_object_id] = OBJECT_ID(N'[bronze_api_calls]') AND [c].[name] = N'error');
    IF @var35 IS NOT NULL EXEC(N'ALTER TABLE [bronze_api_calls] DROP CONSTRAINT ' + @var35 + ';');
    ALTER TABLE [bronze_api_calls] ALTER COLUMN [error] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_bronze]
    WHERE [MigrationId] = N'20261128115043_OneCollation'
)
BEGIN
    DECLARE @var36 nvarchar(max);
    SELECT @var36 = QUOTENAME([d].[name])
    FROM [sys].[default_constraints] [d]
    INNER JOIN [sys].[columns] [c] ON [d].[parent_column_id] = [c].[column_id] AND [d].[parent_object_id] = [c].[object_id]
    WHERE ([d].[parent_object_id] = OBJECT_ID(N'[bronze_api_calls]') AND [c].[name] = N'endpoint');
    IF @var36 IS NOT NULL EXEC(N'ALTER TABLE [bronze_api_calls] DROP CONSTRAINT ' + @var36 + ';');
    ALTER TABLE [bronze_api_calls] ALTER COLUMN [endpoint] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_bronze]
    WHERE [MigrationId] = N'20261128115043_OneCollation'
)
BEGIN
    INSERT INTO [__ef_migrations_bronze] ([MigrationId], [ProductVersion])
    VALUES (N'20261128115043_OneCollation', N'10.0.14');
END;

COMMIT;
GO

