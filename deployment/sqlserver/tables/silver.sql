IF OBJECT_ID(N'[__ef_migrations_silver]') IS NULL
BEGIN
    CREATE TABLE [__ef_migrations_silver] (
        [MigrationId] nvarchar(150) NOT NULL,
        [ProductVersion] nvarchar(32) NOT NULL,
        CONSTRAINT [PK___ef_migrations_silver] PRIMARY KEY ([MigrationId])
    );
END;
GO

BEGIN TRANSACTION;
IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_silver]
    WHERE [MigrationId] = N'20261123192703_Initial'
)
BEGIN
    CREATE TABLE [silver_card_identities] (
        [feed] nvarchar(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [feed_card_id] nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [card_id] nvarchar(200) COLLATE Latin1_General_100_BIN2 NULL,
        [matched_by] nvarchar(40) NULL,
        [bronze_id] bigint NOT NULL,
        [normalizer_version] int NOT NULL,
        [outcome] nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [attempts] int NOT NULL,
        [next_attempt_at] datetime2 NULL,
        CONSTRAINT [PK_silver_card_identities] PRIMARY KEY ([feed], [feed_card_id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_silver]
    WHERE [MigrationId] = N'20261123192703_Initial'
)
BEGIN
    CREATE TABLE [silver_card_prices] (
        [card_id] nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [market] nvarchar(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [observed_on] date NOT NULL,
        [finish] nvarchar(60) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [currency] nvarchar(3) NOT NULL,
        [low] decimal(18,4) NULL,
        [mid] decimal(18,4) NULL,
        [high] decimal(18,4) NULL,
        [market_price] decimal(18,4) NULL,
        [direct_low] decimal(18,4) NULL,
        [average_sell] decimal(18,4) NULL,
        [average1] decimal(18,4) NULL,
        [average7] decimal(18,4) NULL,
        [average30] decimal(18,4) NULL,
        [low_excellent_plus] decimal(18,4) NULL,
        [suggested] decimal(18,4) NULL,
        [german_pro_low] decimal(18,4) NULL,
        [extra] nvarchar(max) NULL,
        [bronze_id] bigint NOT NULL,
        CONSTRAINT [PK_silver_card_prices] PRIMARY KEY ([card_id], [market], [finish], [observed_on])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_silver]
    WHERE [MigrationId] = N'20261123192703_Initial'
)
BEGIN
    CREATE TABLE [silver_changes] (
        [id] bigint NOT NULL,
        [card_id] nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [kind] nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [fields] nvarchar(max) NULL,
        [bronze_id] bigint NOT NULL,
        [sync_id] nvarchar(36) NULL,
        [at] datetime2 NOT NULL,
        CONSTRAINT [PK_silver_changes] PRIMARY KEY ([id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_silver]
    WHERE [MigrationId] = N'20261123192703_Initial'
)
BEGIN
    CREATE TABLE [silver_pokemon_master] (
        [pokedex_number] int NOT NULL,
        [name] nvarchar(max) NOT NULL,
        [generation] int NOT NULL,
        [source] nvarchar(max) NOT NULL,
        [is_legendary] bit NULL,
        [is_mythical] bit NULL,
        [is_baby] bit NULL,
        [evolves_from] int NULL,
        [color] nvarchar(max) NULL,
        [bronze_id] bigint NULL,
        CONSTRAINT [PK_silver_pokemon_master] PRIMARY KEY ([pokedex_number])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_silver]
    WHERE [MigrationId] = N'20261123192703_Initial'
)
BEGIN
    CREATE TABLE [silver_price_marks] (
        [feed] nvarchar(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [bronze_id] bigint NOT NULL,
        CONSTRAINT [PK_silver_price_marks] PRIMARY KEY ([feed])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_silver]
    WHERE [MigrationId] = N'20261123192703_Initial'
)
BEGIN
    CREATE TABLE [silver_quality_issues] (
        [id] bigint NOT NULL,
        [card_id] nvarchar(200) COLLATE Latin1_General_100_BIN2 NULL,
        [set_id] nvarchar(200) COLLATE Latin1_General_100_BIN2 NULL,
        [bronze_id] bigint NOT NULL,
        [rule] nvarchar(60) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [severity] nvarchar(20) NOT NULL,
        [detail] nvarchar(max) NOT NULL,
        [original_value] nvarchar(max) NULL,
        [found_at] datetime2 NOT NULL,
        CONSTRAINT [PK_silver_quality_issues] PRIMARY KEY ([id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_silver]
    WHERE [MigrationId] = N'20261123192703_Initial'
)
BEGIN
    CREATE TABLE [silver_rejects] (
        [id] bigint NOT NULL,
        [layer] nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [key] nvarchar(300) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [bronze_id] bigint NULL,
        [reason] nvarchar(max) NOT NULL,
        [detail] nvarchar(max) NOT NULL,
        [attempts] int NOT NULL,
        [first_at] datetime2 NOT NULL,
        [last_at] datetime2 NOT NULL,
        [resolved_at] datetime2 NULL,
        CONSTRAINT [PK_silver_rejects] PRIMARY KEY ([id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_silver]
    WHERE [MigrationId] = N'20261123192703_Initial'
)
BEGIN
    CREATE TABLE [silver_schema_drift] (
        [path] nvarchar(400) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [kind] nvarchar(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [example_id] nvarchar(max) NOT NULL,
        [first_at] datetime2 NOT NULL,
        [occurrences] int NOT NULL,
        CONSTRAINT [PK_silver_schema_drift] PRIMARY KEY ([path], [kind])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_silver]
    WHERE [MigrationId] = N'20261123192703_Initial'
)
BEGIN
    CREATE TABLE [silver_set_identities] (
        [feed] nvarchar(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [feed_set_id] nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [set_id] nvarchar(200) NULL,
        [bronze_id] bigint NOT NULL,
        [normalizer_version] int NOT NULL,
        [outcome] nvarchar(20) NOT NULL,
        [attempts] int NOT NULL,
        [next_attempt_at] datetime2 NULL,
        [applied_fetch_id] bigint NOT NULL,
        [applied_members] nvarchar(64) NULL,
        [compare_again] bit NOT NULL,
        CONSTRAINT [PK_silver_set_identities] PRIMARY KEY ([feed], [feed_set_id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_silver]
    WHERE [MigrationId] = N'20261123192703_Initial'
)
BEGIN
    CREATE TABLE [silver_tcg_sets] (
        [set_id] nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [name] nvarchar(max) NOT NULL,
        [series] nvarchar(max) NULL,
        [printed_total] int NULL,
        [total] int NULL,
        [ptcgo_code] nvarchar(max) NULL,
        [release_date] date NULL,
        [updated_at] datetime2 NULL,
        [symbol_url] nvarchar(max) NULL,
        [logo_url] nvarchar(max) NULL,
        [extra] nvarchar(max) NULL,
        [bronze_id] bigint NOT NULL,
        [content_hash] nvarchar(64) NOT NULL,
        [normalized_at] datetime2 NOT NULL,
        [legalities] nvarchar(max) NULL,
        CONSTRAINT [PK_silver_tcg_sets] PRIMARY KEY ([set_id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_silver]
    WHERE [MigrationId] = N'20261123192703_Initial'
)
BEGIN
    CREATE TABLE [silver_tcg_cards] (
        [card_id] nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [set_id] nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [name] nvarchar(max) NOT NULL,
        [number] nvarchar(max) NOT NULL,
        [number_sort] nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [supertype] nvarchar(max) NOT NULL,
        [subtypes] nvarchar(max) NULL,
        [types] nvarchar(max) NULL,
        [rarity] nvarchar(max) NULL,
        [hp] int NULL,
        [artist] nvarchar(max) NULL,
        [flavor_text] nvarchar(max) NULL,
        [level] nvarchar(max) NULL,
        [evolves_from] nvarchar(max) NULL,
        [evolves_to] nvarchar(max) NULL,
        [rules] nvarchar(max) NULL,
        [retreat_cost] nvarchar(max) NULL,
        [converted_retreat_cost] int NULL,
        [regulation_mark] nvarchar(max) NULL,
        [image_small_url] nvarchar(max) NULL,
        [image_large_url] nvarchar(max) NULL,
        [extra] nvarchar(max) NULL,
        [bronze_id] bigint NOT NULL,
        [content_hash] nvarchar(64) NOT NULL,
        [normalized_at] datetime2 NOT NULL,
        [retired_at] datetime2 NULL,
        [merged_into] nvarchar(200) NULL,
        [abilities] nvarchar(max) NULL,
        [ancient_trait] nvarchar(max) NULL,
        [attacks] nvarchar(max) NULL,
        [legalities] nvarchar(max) NULL,
        [resistances] nvarchar(max) NULL,
        [weaknesses] nvarchar(max) NULL,
        CONSTRAINT [PK_silver_tcg_cards] PRIMARY KEY ([card_id]),
        CONSTRAINT [FK_silver_tcg_cards_silver_tcg_sets_set_id] FOREIGN KEY ([set_id]) REFERENCES [silver_tcg_sets] ([set_id]) ON DELETE NO ACTION
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_silver]
    WHERE [MigrationId] = N'20261123192703_Initial'
)
BEGIN
    CREATE TABLE [silver_tcg_card_pokemon] (
        [card_id] nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [position] int NOT NULL,
        [pokedex_number] int NOT NULL,
        CONSTRAINT [PK_silver_tcg_card_pokemon] PRIMARY KEY ([card_id], [position]),
        CONSTRAINT [FK_silver_tcg_card_pokemon_silver_pokemon_master_pokedex_number] FOREIGN KEY ([pokedex_number]) REFERENCES [silver_pokemon_master] ([pokedex_number]) ON DELETE NO ACTION,
        CONSTRAINT [FK_silver_tcg_card_pokemon_silver_tcg_cards_card_id] FOREIGN KEY ([card_id]) REFERENCES [silver_tcg_cards] ([card_id]) ON DELETE CASCADE
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_silver]
    WHERE [MigrationId] = N'20261123192703_Initial'
)
BEGIN
    CREATE INDEX [ix_silver_card_identities_backlog] ON [silver_card_identities] ([feed], [feed_card_id], [bronze_id], [normalizer_version]);
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_silver]
    WHERE [MigrationId] = N'20261123192703_Initial'
)
BEGIN
    CREATE INDEX [ix_silver_card_identities_card] ON [silver_card_identities] ([card_id]);
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_silver]
    WHERE [MigrationId] = N'20261123192703_Initial'
)
BEGIN
    CREATE INDEX [ix_silver_card_identities_outcome] ON [silver_card_identities] ([outcome], [next_attempt_at]);
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_silver]
    WHERE [MigrationId] = N'20261123192703_Initial'
)
BEGIN
    CREATE INDEX [ix_silver_changes_card] ON [silver_changes] ([card_id], [id]);
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_silver]
    WHERE [MigrationId] = N'20261123192703_Initial'
)
BEGIN
    CREATE INDEX [ix_silver_changes_sync] ON [silver_changes] ([sync_id], [kind]);
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_silver]
    WHERE [MigrationId] = N'20261123192703_Initial'
)
BEGIN
    CREATE INDEX [ix_silver_pokemon_master_generation] ON [silver_pokemon_master] ([generation]);
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_silver]
    WHERE [MigrationId] = N'20261123192703_Initial'
)
BEGIN
    CREATE INDEX [ix_silver_quality_issues_card] ON [silver_quality_issues] ([card_id]);
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_silver]
    WHERE [MigrationId] = N'20261123192703_Initial'
)
BEGIN
    CREATE INDEX [ix_silver_quality_issues_rule] ON [silver_quality_issues] ([rule]);
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_silver]
    WHERE [MigrationId] = N'20261123192703_Initial'
)
BEGIN
    CREATE INDEX [ix_silver_quality_issues_set] ON [silver_quality_issues] ([set_id]);
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_silver]
    WHERE [MigrationId] = N'20261123192703_Initial'
)
BEGIN
    CREATE UNIQUE INDEX [ux_silver_rejects_key] ON [silver_rejects] ([layer], [key]);
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_silver]
    WHERE [MigrationId] = N'20261123192703_Initial'
)
BEGIN
    CREATE INDEX [ix_silver_tcg_card_pokemon_species] ON [silver_tcg_card_pokemon] ([pokedex_number], [card_id]);
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_silver]
    WHERE [MigrationId] = N'20261123192703_Initial'
)
BEGIN
    CREATE INDEX [ix_silver_tcg_cards_bronze] ON [silver_tcg_cards] ([bronze_id]);
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_silver]
    WHERE [MigrationId] = N'20261123192703_Initial'
)
BEGIN
    CREATE INDEX [ix_silver_tcg_cards_set] ON [silver_tcg_cards] ([set_id], [number_sort]);
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_silver]
    WHERE [MigrationId] = N'20261123192703_Initial'
)
BEGIN
    INSERT INTO [__ef_migrations_silver] ([MigrationId], [ProductVersion])
    VALUES (N'20261123192703_Initial', N'10.0.14');
END;

COMMIT;
GO

BEGIN TRANSACTION;
IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_silver]
    WHERE [MigrationId] = N'20261128053224_NumbersAndRules'
)
BEGIN
    DECLARE @var nvarchar(max);
    SELECT @var = QUOTENAME([d].[name])
    FROM [sys].[default_constraints] [d]
    INNER JOIN [sys].[columns] [c] ON [d].[parent_column_id] = [c].[column_id] AND [d].[parent_object_id] = [c].[object_id]
    WHERE ([d].[parent_object_id] = OBJECT_ID(N'[silver_tcg_cards]') AND [c].[name] = N'number');
    IF @var IS NOT NULL EXEC(N'ALTER TABLE [silver_tcg_cards] DROP CONSTRAINT ' + @var + ';');
    ALTER TABLE [silver_tcg_cards] ALTER COLUMN [number] nvarchar(max) NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_silver]
    WHERE [MigrationId] = N'20261128053224_NumbersAndRules'
)
BEGIN
    ALTER TABLE [silver_tcg_card_pokemon] ADD [matched_by] nvarchar(40) NOT NULL DEFAULT N'source';
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_silver]
    WHERE [MigrationId] = N'20261128053224_NumbersAndRules'
)
BEGIN
    ALTER TABLE [silver_set_identities] ADD [listed] int NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_silver]
    WHERE [MigrationId] = N'20261128053224_NumbersAndRules'
)
BEGIN
    CREATE TABLE [silver_rarities] (
        [rarity] nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [rank] int NOT NULL,
        CONSTRAINT [PK_silver_rarities] PRIMARY KEY ([rarity])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_silver]
    WHERE [MigrationId] = N'20261128053224_NumbersAndRules'
)
BEGIN
    EXEC(N'CREATE VIEW current_cards AS
    SELECT c.card_id, c.set_id, s.name AS set_name, s.series, s.release_date, c.name, c.number, c.number_sort, c.supertype, c.subtypes, c.types,
        c.rarity, c.hp, c.artist, c.flavor_text, c.level, c.evolves_from, c.evolves_to, c.rules, c.abilities, c.attacks, c.weaknesses,
        c.resistances, c.retreat_cost, c.converted_retreat_cost, c.regulation_mark, c.ancient_trait, c.legalities, c.image_small_url,
        c.image_large_url, c.extra
    FROM silver_tcg_cards c JOIN silver_tcg_sets s ON s.set_id = c.set_id
    WHERE c.retired_at IS NULL AND c.merged_into IS NULL;');
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_silver]
    WHERE [MigrationId] = N'20261128053224_NumbersAndRules'
)
BEGIN
    EXEC(N'CREATE VIEW latest_prices AS
    SELECT p.card_id, p.market, p.finish, p.observed_on, p.currency, p.low, p.mid, p.high, p.market_price, p.direct_low, p.average_sell,
        p.average1, p.average7, p.average30, p.low_excellent_plus, p.suggested, p.german_pro_low
    FROM silver_card_prices p
    WHERE NOT EXISTS (SELECT 1 FROM silver_card_prices n
        WHERE n.card_id = p.card_id AND n.market = p.market AND n.finish = p.finish AND n.observed_on > p.observed_on);');
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_silver]
    WHERE [MigrationId] = N'20261128053224_NumbersAndRules'
)
BEGIN
    EXEC(N'CREATE VIEW set_completion AS
    SELECT s.set_id, s.name, s.series, s.release_date, s.printed_total, s.total, i.listed, COALESCE(c.cards, 0) AS cards,
        ROUND(100.0 * COALESCE(c.cards, 0) / NULLIF(i.listed, 0), 1) AS percent_of_listed,
        ROUND(100.0 * COALESCE(c.cards, 0) / NULLIF(s.total, 0), 1) AS percent_of_total
    FROM silver_tcg_sets s
    LEFT JOIN (SELECT set_id, MAX(listed) AS listed FROM silver_set_identities GROUP BY set_id) i ON i.set_id = s.set_id
    LEFT JOIN (SELECT set_id, COUNT(*) AS cards FROM silver_tcg_cards WHERE retired_at IS NULL AND merged_into IS NULL GROUP BY set_id) c ON c.set_id = s.set_id;');
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_silver]
    WHERE [MigrationId] = N'20261128053224_NumbersAndRules'
)
BEGIN
    EXEC(N'CREATE VIEW generation_completion AS
    SELECT m.generation, COUNT(DISTINCT m.pokedex_number) AS species, COUNT(DISTINCT CASE WHEN c.card_id IS NOT NULL THEN m.pokedex_number END) AS species_with_cards,
        COUNT(DISTINCT c.card_id) AS cards,
        ROUND(100.0 * COUNT(DISTINCT CASE WHEN c.card_id IS NOT NULL THEN m.pokedex_number END) / COUNT(DISTINCT m.pokedex_number), 1) AS percent_of_species
    FROM silver_pokemon_master m
    LEFT JOIN silver_tcg_card_pokemon l ON l.pokedex_number = m.pokedex_number
    LEFT JOIN silver_tcg_cards c ON c.card_id = l.card_id AND c.retired_at IS NULL AND c.merged_into IS NULL
    GROUP BY m.generation;');
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_silver]
    WHERE [MigrationId] = N'20261128053224_NumbersAndRules'
)
BEGIN
    EXEC(N'CREATE VIEW rarity_ranks AS
    SELECT a.rarity, r.rank, a.cards
    FROM (SELECT rarity COLLATE Latin1_General_100_BIN2 AS rarity, COUNT(*) AS cards FROM silver_tcg_cards
        WHERE retired_at IS NULL AND merged_into IS NULL AND rarity IS NOT NULL GROUP BY rarity COLLATE Latin1_General_100_BIN2) a
    LEFT JOIN silver_rarities r ON r.rarity = a.rarity;');
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_silver]
    WHERE [MigrationId] = N'20261128053224_NumbersAndRules'
)
BEGIN
    UPDATE silver_set_identities SET applied_members = NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_silver]
    WHERE [MigrationId] = N'20261128053224_NumbersAndRules'
)
BEGIN
    INSERT INTO [__ef_migrations_silver] ([MigrationId], [ProductVersion])
    VALUES (N'20261128053224_NumbersAndRules', N'10.0.14');
END;

COMMIT;
GO

BEGIN TRANSACTION;
IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_silver]
    WHERE [MigrationId] = N'20261128083951_CanonicalCard'
)
BEGIN
    ALTER TABLE [silver_tcg_sets] ADD [given_by] nvarchar(max) NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_silver]
    WHERE [MigrationId] = N'20261128083951_CanonicalCard'
)
BEGIN
    ALTER TABLE [silver_tcg_cards] ADD [given_by] nvarchar(max) NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_silver]
    WHERE [MigrationId] = N'20261128083951_CanonicalCard'
)
BEGIN
    ALTER TABLE [silver_card_identities] ADD [absent_at] datetime2 NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_silver]
    WHERE [MigrationId] = N'20261128083951_CanonicalCard'
)
BEGIN
    ALTER TABLE [silver_card_identities] ADD [confidence] nvarchar(20) NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_silver]
    WHERE [MigrationId] = N'20261128083951_CanonicalCard'
)
BEGIN
    UPDATE silver_card_identities SET confidence = 'certain' WHERE card_id IS NOT NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_silver]
    WHERE [MigrationId] = N'20261128083951_CanonicalCard'
)
BEGIN
    UPDATE silver_card_identities SET absent_at = (SELECT c.retired_at FROM silver_tcg_cards c WHERE c.card_id = silver_card_identities.card_id)
    WHERE card_id IN (SELECT c.card_id FROM silver_tcg_cards c WHERE c.retired_at IS NOT NULL);
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_silver]
    WHERE [MigrationId] = N'20261128083951_CanonicalCard'
)
BEGIN
    INSERT INTO [__ef_migrations_silver] ([MigrationId], [ProductVersion])
    VALUES (N'20261128083951_CanonicalCard', N'10.0.14');
END;

COMMIT;
GO

BEGIN TRANSACTION;
IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_silver]
    WHERE [MigrationId] = N'20261128115046_OneCollation'
)
BEGIN
    DECLARE @var1 nvarchar(max);
    SELECT @var1 = QUOTENAME([d].[name])
    FROM [sys].[default_constraints] [d]
    INNER JOIN [sys].[columns] [c] ON [d].[parent_column_id] = [c].[column_id] AND [d].[parent_object_id] = [c].[object_id]
    WHERE ([d].[parent_object_id] = OBJECT_ID(N'[silver_tcg_sets]') AND [c].[name] = N'symbol_url');
    IF @var1 IS NOT NULL EXEC(N'ALTER TABLE [silver_tcg_sets] DROP CONSTRAINT ' + @var1 + ';');
    ALTER TABLE [silver_tcg_sets] ALTER COLUMN [symbol_url] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_silver]
    WHERE [MigrationId] = N'20261128115046_OneCollation'
)
BEGIN
    DECLARE @var2 nvarchar(max);
    SELECT @var2 = QUOTENAME([d].[name])
    FROM [sys].[default_constraints] [d]
    INNER JOIN [sys].[columns] [c] ON [d].[parent_column_id] = [c].[column_id] AND [d].[parent_object_id] = [c].[object_id]
    WHERE ([d].[parent_object_id] = OBJECT_ID(N'[silver_tcg_sets]') AND [c].[name] = N'series');
    IF @var2 IS NOT NULL EXEC(N'ALTER TABLE [silver_tcg_sets] DROP CONSTRAINT ' + @var2 + ';');
    ALTER TABLE [silver_tcg_sets] ALTER COLUMN [series] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_silver]
    WHERE [MigrationId] = N'20261128115046_OneCollation'
)
BEGIN
    DECLARE @var3 nvarchar(max);
    SELECT @var3 = QUOTENAME([d].[name])
    FROM [sys].[default_constraints] [d]
    INNER JOIN [sys].[columns] [c] ON [d].[parent_column_id] = [c].[column_id] AND [d].[parent_object_id] = [c].[object_id]
    WHERE ([d].[parent_object_id] = OBJECT_ID(N'[silver_tcg_sets]') AND [c].[name] = N'ptcgo_code');
    IF @var3 IS NOT NULL EXEC(N'ALTER TABLE [silver_tcg_sets] DROP CONSTRAINT ' + @var3 + ';');
    ALTER TABLE [silver_tcg_sets] ALTER COLUMN [ptcgo_code] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_silver]
    WHERE [MigrationId] = N'20261128115046_OneCollation'
)
BEGIN
    DECLARE @var4 nvarchar(max);
    SELECT @var4 = QUOTENAME([d].[name])
    FROM [sys].[default_constraints] [d]
    INNER JOIN [sys].[columns] [c] ON [d].[parent_column_id] = [c].[column_id] AND [d].[parent_object_id] = [c].[object_id]
    WHERE ([d].[parent_object_id] = OBJECT_ID(N'[silver_tcg_sets]') AND [c].[name] = N'name');
    IF @var4 IS NOT NULL EXEC(N'ALTER TABLE [silver_tcg_sets] DROP CONSTRAINT ' + @var4 + ';');
    ALTER TABLE [silver_tcg_sets] ALTER COLUMN [name] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_silver]
    WHERE [MigrationId] = N'20261128115046_OneCollation'
)
BEGIN
    DECLARE @var5 nvarchar(max);
    SELECT @var5 = QUOTENAME([d].[name])
    FROM [sys].[default_constraints] [d]
    INNER JOIN [sys].[columns] [c] ON [d].[parent_column_id] = [c].[column_id] AND [d].[parent_object_id] = [c].[object_id]
    WHERE ([d].[parent_object_id] = OBJECT_ID(N'[silver_tcg_sets]') AND [c].[name] = N'logo_url');
    IF @var5 IS NOT NULL EXEC(N'ALTER TABLE [silver_tcg_sets] DROP CONSTRAINT ' + @var5 + ';');
    ALTER TABLE [silver_tcg_sets] ALTER COLUMN [logo_url] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_silver]
    WHERE [MigrationId] = N'20261128115046_OneCollation'
)
BEGIN
    DECLARE @var6 nvarchar(max);
    SELECT @var6 = QUOTENAME([d].[name])
    FROM [sys].[default_constraints] [d]
    INNER JOIN [sys].[columns] [c] ON [d].[parent_column_id] = [c].[column_id] AND [d].[parent_object_id] = [c].[object_id]
    WHERE ([d].[parent_object_id] = OBJECT_ID(N'[silver_tcg_sets]') AND [c].[name] = N'given_by');
    IF @var6 IS NOT NULL EXEC(N'ALTER TABLE [silver_tcg_sets] DROP CONSTRAINT ' + @var6 + ';');
    ALTER TABLE [silver_tcg_sets] ALTER COLUMN [given_by] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_silver]
    WHERE [MigrationId] = N'20261128115046_OneCollation'
)
BEGIN
    DECLARE @var7 nvarchar(max);
    SELECT @var7 = QUOTENAME([d].[name])
    FROM [sys].[default_constraints] [d]
    INNER JOIN [sys].[columns] [c] ON [d].[parent_column_id] = [c].[column_id] AND [d].[parent_object_id] = [c].[object_id]
    WHERE ([d].[parent_object_id] = OBJECT_ID(N'[silver_tcg_sets]') AND [c].[name] = N'extra');
    IF @var7 IS NOT NULL EXEC(N'ALTER TABLE [silver_tcg_sets] DROP CONSTRAINT ' + @var7 + ';');
    ALTER TABLE [silver_tcg_sets] ALTER COLUMN [extra] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_silver]
    WHERE [MigrationId] = N'20261128115046_OneCollation'
)
BEGIN
    DECLARE @var8 nvarchar(max);
    SELECT @var8 = QUOTENAME([d].[name])
    FROM [sys].[default_constraints] [d]
    INNER JOIN [sys].[columns] [c] ON [d].[parent_column_id] = [c].[column_id] AND [d].[parent_object_id] = [c].[object_id]
    WHERE ([d].[parent_object_id] = OBJECT_ID(N'[silver_tcg_sets]') AND [c].[name] = N'content_hash');
    IF @var8 IS NOT NULL EXEC(N'ALTER TABLE [silver_tcg_sets] DROP CONSTRAINT ' + @var8 + ';');
    ALTER TABLE [silver_tcg_sets] ALTER COLUMN [content_hash] nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_silver]
    WHERE [MigrationId] = N'20261128115046_OneCollation'
)
BEGIN
    DECLARE @var9 nvarchar(max);
    SELECT @var9 = QUOTENAME([d].[name])
    FROM [sys].[default_constraints] [d]
    INNER JOIN [sys].[columns] [c] ON [d].[parent_column_id] = [c].[column_id] AND [d].[parent_object_id] = [c].[object_id]
    WHERE ([d].[parent_object_id] = OBJECT_ID(N'[silver_tcg_cards]') AND [c].[name] = N'types');
    IF @var9 IS NOT NULL EXEC(N'ALTER TABLE [silver_tcg_cards] DROP CONSTRAINT ' + @var9 + ';');
    ALTER TABLE [silver_tcg_cards] ALTER COLUMN [types] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_silver]
    WHERE [MigrationId] = N'20261128115046_OneCollation'
)
BEGIN
    DECLARE @var10 nvarchar(max);
    SELECT @var10 = QUOTENAME([d].[name])
    FROM [sys].[default_constraints] [d]
    INNER JOIN [sys].[columns] [c] ON [d].[parent_column_id] = [c].[column_id] AND [d].[parent_object_id] = [c].[object_id]
    WHERE ([d].[parent_object_id] = OBJECT_ID(N'[silver_tcg_cards]') AND [c].[name] = N'supertype');
    IF @var10 IS NOT NULL EXEC(N'ALTER TABLE [silver_tcg_cards] DROP CONSTRAINT ' + @var10 + ';');
    ALTER TABLE [silver_tcg_cards] ALTER COLUMN [supertype] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_silver]
    WHERE [MigrationId] = N'20261128115046_OneCollation'
)
BEGIN
    DECLARE @var11 nvarchar(max);
    SELECT @var11 = QUOTENAME([d].[name])
    FROM [sys].[default_constraints] [d]
    INNER JOIN [sys].[columns] [c] ON [d].[parent_column_id] = [c].[column_id] AND [d].[parent_object_id] = [c].[object_id]
    WHERE ([d].[parent_object_id] = OBJECT_ID(N'[silver_tcg_cards]') AND [c].[name] = N'subtypes');
    IF @var11 IS NOT NULL EXEC(N'ALTER TABLE [silver_tcg_cards] DROP CONSTRAINT ' + @var11 + ';');
    ALTER TABLE [silver_tcg_cards] ALTER COLUMN [subtypes] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_silver]
    WHERE [MigrationId] = N'20261128115046_OneCollation'
)
BEGIN
    DECLARE @var12 nvarchar(max);
    SELECT @var12 = QUOTENAME([d].[name])
    FROM [sys].[default_constraints] [d]
    INNER JOIN [sys].[columns] [c] ON [d].[parent_column_id] = [c].[column_id] AND [d].[parent_object_id] = [c].[object_id]
    WHERE ([d].[parent_object_id] = OBJECT_ID(N'[silver_tcg_cards]') AND [c].[name] = N'rules');
    IF @var12 IS NOT NULL EXEC(N'ALTER TABLE [silver_tcg_cards] DROP CONSTRAINT ' + @var12 + ';');
    ALTER TABLE [silver_tcg_cards] ALTER COLUMN [rules] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_silver]
    WHERE [MigrationId] = N'20261128115046_OneCollation'
)
BEGIN
    DECLARE @var13 nvarchar(max);
    SELECT @var13 = QUOTENAME([d].[name])
    FROM [sys].[default_constraints] [d]
    INNER JOIN [sys].[columns] [c] ON [d].[parent_column_id] = [c].[column_id] AND [d].[parent_object_id] = [c].[object_id]
    WHERE ([d].[parent_object_id] = OBJECT_ID(N'[silver_tcg_cards]') AND [c].[name] = N'retreat_cost');
    IF @var13 IS NOT NULL EXEC(N'ALTER TABLE [silver_tcg_cards] DROP CONSTRAINT ' + @var13 + ';');
    ALTER TABLE [silver_tcg_cards] ALTER COLUMN [retreat_cost] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_silver]
    WHERE [MigrationId] = N'20261128115046_OneCollation'
)
BEGIN
    DECLARE @var14 nvarchar(max);
    SELECT @var14 = QUOTENAME([d].[name])
    FROM [sys].[default_constraints] [d]
    INNER JOIN [sys].[columns] [c] ON [d].[parent_column_id] = [c].[column_id] AND [d].[parent_object_id] = [c].[object_id]
    WHERE ([d].[parent_object_id] = OBJECT_ID(N'[silver_tcg_cards]') AND [c].[name] = N'regulation_mark');
    IF @var14 IS NOT NULL EXEC(N'ALTER TABLE [silver_tcg_cards] DROP CONSTRAINT ' + @var14 + ';');
    ALTER TABLE [silver_tcg_cards] ALTER COLUMN [regulation_mark] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_silver]
    WHERE [MigrationId] = N'20261128115046_OneCollation'
)
BEGIN
    DECLARE @var15 nvarchar(max);
    SELECT @var15 = QUOTENAME([d].[name])
    FROM [sys].[default_constraints] [d]
    INNER JOIN [sys].[columns] [c] ON [d].[parent_column_id] = [c].[column_id] AND [d].[parent_object_id] = [c].[object_id]
    WHERE ([d].[parent_object_id] = OBJECT_ID(N'[silver_tcg_cards]') AND [c].[name] = N'rarity');
    IF @var15 IS NOT NULL EXEC(N'ALTER TABLE [silver_tcg_cards] DROP CONSTRAINT ' + @var15 + ';');
    ALTER TABLE [silver_tcg_cards] ALTER COLUMN [rarity] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_silver]
    WHERE [MigrationId] = N'20261128115046_OneCollation'
)
BEGIN
    DECLARE @var16 nvarchar(max);
    SELECT @var16 = QUOTENAME([d].[name])
    FROM [sys].[default_constraints] [d]
    INNER JOIN [sys].[columns] [c] ON [d].[parent_column_id] = [c].[column_id] AND [d].[parent_object_id] = [c].[object_id]
    WHERE ([d].[parent_object_id] = OBJECT_ID(N'[silver_tcg_cards]') AND [c].[name] = N'number');
    IF @var16 IS NOT NULL EXEC(N'ALTER TABLE [silver_tcg_cards] DROP CONSTRAINT ' + @var16 + ';');
    ALTER TABLE [silver_tcg_cards] ALTER COLUMN [number] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_silver]
    WHERE [MigrationId] = N'20261128115046_OneCollation'
)
BEGIN
    DECLARE @var17 nvarchar(max);
    SELECT @var17 = QUOTENAME([d].[name])
    FROM [sys].[default_constraints] [d]
    INNER JOIN [sys].[columns] [c] ON [d].[parent_column_id] = [c].[column_id] AND [d].[parent_object_id] = [c].[object_id]
    WHERE ([d].[parent_object_id] = OBJECT_ID(N'[silver_tcg_cards]') AND [c].[name] = N'name');
    IF @var17 IS NOT NULL EXEC(N'ALTER TABLE [silver_tcg_cards] DROP CONSTRAINT ' + @var17 + ';');
    ALTER TABLE [silver_tcg_cards] ALTER COLUMN [name] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_silver]
    WHERE [MigrationId] = N'20261128115046_OneCollation'
)
BEGIN
    DECLARE @var18 nvarchar(max);
    SELECT @var18 = QUOTENAME([d].[name])
    FROM [sys].[default_constraints] [d]
    INNER JOIN [sys].[columns] [c] ON [d].[parent_column_id] = [c].[column_id] AND [d].[parent_object_id] = [c].[object_id]
    WHERE ([d].[parent_object_id] = OBJECT_ID(N'[silver_tcg_cards]') AND [c].[name] = N'merged_into');
    IF @var18 IS NOT NULL EXEC(N'ALTER TABLE [silver_tcg_cards] DROP CONSTRAINT ' + @var18 + ';');
    ALTER TABLE [silver_tcg_cards] ALTER COLUMN [merged_into] nvarchar(200) COLLATE Latin1_General_100_BIN2 NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_silver]
    WHERE [MigrationId] = N'20261128115046_OneCollation'
)
BEGIN
    DECLARE @var19 nvarchar(max);
    SELECT @var19 = QUOTENAME([d].[name])
    FROM [sys].[default_constraints] [d]
    INNER JOIN [sys].[columns] [c] ON [d].[parent_column_id] = [c].[column_id] AND [d].[parent_object_id] = [c].[object_id]
    WHERE ([d].[parent_object_id] = OBJECT_ID(N'[silver_tcg_cards]') AND [c].[name] = N'level');
    IF @var19 IS NOT NULL EXEC(N'ALTER TABLE [silver_tcg_cards] DROP CONSTRAINT ' + @var19 + ';');
    ALTER TABLE [silver_tcg_cards] ALTER COLUMN [level] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_silver]
    WHERE [MigrationId] = N'20261128115046_OneCollation'
)
BEGIN
    DECLARE @var20 nvarchar(max);
    SELECT @var20 = QUOTENAME([d].[name])
    FROM [sys].[default_constraints] [d]
    INNER JOIN [sys].[columns] [c] ON [d].[parent_column_id] = [c].[column_id] AND [d].[parent_object_id] = [c].[object_id]
    WHERE ([d].[parent_object_id] = OBJECT_ID(N'[silver_tcg_cards]') AND [c].[name] = N'image_small_url');
    IF @var20 IS NOT NULL EXEC(N'ALTER TABLE [silver_tcg_cards] DROP CONSTRAINT ' + @var20 + ';');
    ALTER TABLE [silver_tcg_cards] ALTER COLUMN [image_small_url] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_silver]
    WHERE [MigrationId] = N'20261128115046_OneCollation'
)
BEGIN
    DECLARE @var21 nvarchar(max);
    SELECT @var21 = QUOTENAME([d].[name])
    FROM [sys].[default_constraints] [d]
    INNER JOIN [sys].[columns] [c] ON [d].[parent_column_id] = [c].[column_id] AND [d].[parent_object_id] = [c].[object_id]
    WHERE ([d].[parent_object_id] = OBJECT_ID(N'[silver_tcg_cards]') AND [c].[name] = N'image_large_url');
    IF @var21 IS NOT NULL EXEC(N'ALTER TABLE [silver_tcg_cards] DROP CONSTRAINT ' + @var21 + ';');
    ALTER TABLE [silver_tcg_cards] ALTER COLUMN [image_large_url] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_silver]
    WHERE [MigrationId] = N'20261128115046_OneCollation'
)
BEGIN
    DECLARE @var22 nvarchar(max);
    SELECT @var22 = QUOTENAME([d].[name])
    FROM [sys].[default_constraints] [d]
    INNER JOIN [sys].[columns] [c] ON [d].[parent_column_id] = [c].[column_id] AND [d].[parent_object_id] = [c].[object_id]
    WHERE ([d].[parent_object_id] = OBJECT_ID(N'[silver_tcg_cards]') AND [c].[name] = N'given_by');
    IF @var22 IS NOT NULL EXEC(N'ALTER TABLE [silver_tcg_cards] DROP CONSTRAINT ' + @var22 + ';');
    ALTER TABLE [silver_tcg_cards] ALTER COLUMN [given_by] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_silver]
    WHERE [MigrationId] = N'20261128115046_OneCollation'
)
BEGIN
    DECLARE @var23 nvarchar(max);
    SELECT @var23 = QUOTENAME([d].[name])
    FROM [sys].[default_constraints] [d]
    INNER JOIN [sys].[columns] [c] ON [d].[parent_column_id] = [c].[column_id] AND [d].[parent_object_id] = [c].[object_id]
    WHERE ([d].[parent_object_id] = OBJECT_ID(N'[silver_tcg_cards]') AND [c].[name] = N'flavor_text');
    IF @var23 IS NOT NULL EXEC(N'ALTER TABLE [silver_tcg_cards] DROP CONSTRAINT ' + @var23 + ';');
    ALTER TABLE [silver_tcg_cards] ALTER COLUMN [flavor_text] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_silver]
    WHERE [MigrationId] = N'20261128115046_OneCollation'
)
BEGIN
    DECLARE @var24 nvarchar(max);
    SELECT @var24 = QUOTENAME([d].[name])
    FROM [sys].[default_constraints] [d]
    INNER JOIN [sys].[columns] [c] ON [d].[parent_column_id] = [c].[column_id] AND [d].[parent_object_id] = [c].[object_id]
    WHERE ([d].[parent_object_id] = OBJECT_ID(N'[silver_tcg_cards]') AND [c].[name] = N'extra');
    IF @var24 IS NOT NULL EXEC(N'ALTER TABLE [silver_tcg_cards] DROP CONSTRAINT ' + @var24 + ';');
    ALTER TABLE [silver_tcg_cards] ALTER COLUMN [extra] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_silver]
    WHERE [MigrationId] = N'20261128115046_OneCollation'
)
BEGIN
    DECLARE @var25 nvarchar(max);
    SELECT @var25 = QUOTENAME([d].[name])
    FROM [sys].[default_constraints] [d]
    INNER JOIN [sys].[columns] [c] ON [d].[parent_column_id] = [c].[column_id] AND [d].[parent_object_id] = [c].[object_id]
    WHERE ([d].[parent_object_id] = OBJECT_ID(N'[silver_tcg_cards]') AND [c].[name] = N'evolves_to');
    IF @var25 IS NOT NULL EXEC(N'ALTER TABLE [silver_tcg_cards] DROP CONSTRAINT ' + @var25 + ';');
    ALTER TABLE [silver_tcg_cards] ALTER COLUMN [evolves_to] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_silver]
    WHERE [MigrationId] = N'20261128115046_OneCollation'
)
BEGIN
    DECLARE @var26 nvarchar(max);
    SELECT @var26 = QUOTENAME([d].[name])
    FROM [sys].[default_constraints] [d]
    INNER JOIN [sys].[columns] [c] ON [d].[parent_column_id] = [c].[column_id] AND [d].[parent_object_id] = [c].[object_id]
    WHERE ([d].[parent_object_id] = OBJECT_ID(N'[silver_tcg_cards]') AND [c].[name] = N'evolves_from');
    IF @var26 IS NOT NULL EXEC(N'ALTER TABLE [silver_tcg_cards] DROP CONSTRAINT ' + @var26 + ';');
    ALTER TABLE [silver_tcg_cards] ALTER COLUMN [evolves_from] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_silver]
    WHERE [MigrationId] = N'20261128115046_OneCollation'
)
BEGIN
    DECLARE @var27 nvarchar(max);
    SELECT @var27 = QUOTENAME([d].[name])
    FROM [sys].[default_constraints] [d]
    INNER JOIN [sys].[columns] [c] ON [d].[parent_column_id] = [c].[column_id] AND [d].[parent_object_id] = [c].[object_id]
    WHERE ([d].[parent_object_id] = OBJECT_ID(N'[silver_tcg_cards]') AND [c].[name] = N'content_hash');
    IF @var27 IS NOT NULL EXEC(N'ALTER TABLE [silver_tcg_cards] DROP CONSTRAINT ' + @var27 + ';');
    ALTER TABLE [silver_tcg_cards] ALTER COLUMN [content_hash] nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_silver]
    WHERE [MigrationId] = N'20261128115046_OneCollation'
)
BEGIN
    DECLARE @var28 nvarchar(max);
    SELECT @var28 = QUOTENAME([d].[name])
    FROM [sys].[default_constraints] [d]
    INNER JOIN [sys].[columns] [c] ON [d].[parent_column_id] = [c].[column_id] AND [d].[parent_object_id] = [c].[object_id]
    WHERE ([d].[parent_object_id] = OBJECT_ID(N'[silver_tcg_cards]') AND [c].[name] = N'artist');
    IF @var28 IS NOT NULL EXEC(N'ALTER TABLE [silver_tcg_cards] DROP CONSTRAINT ' + @var28 + ';');
    ALTER TABLE [silver_tcg_cards] ALTER COLUMN [artist] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_silver]
    WHERE [MigrationId] = N'20261128115046_OneCollation'
)
BEGIN
    DECLARE @var29 nvarchar(max);
    SELECT @var29 = QUOTENAME([d].[name])
    FROM [sys].[default_constraints] [d]
    INNER JOIN [sys].[columns] [c] ON [d].[parent_column_id] = [c].[column_id] AND [d].[parent_object_id] = [c].[object_id]
    WHERE ([d].[parent_object_id] = OBJECT_ID(N'[silver_tcg_card_pokemon]') AND [c].[name] = N'matched_by');
    IF @var29 IS NOT NULL EXEC(N'ALTER TABLE [silver_tcg_card_pokemon] DROP CONSTRAINT ' + @var29 + ';');
    ALTER TABLE [silver_tcg_card_pokemon] ALTER COLUMN [matched_by] nvarchar(40) COLLATE Latin1_General_100_BIN2 NOT NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_silver]
    WHERE [MigrationId] = N'20261128115046_OneCollation'
)
BEGIN
    DECLARE @var30 nvarchar(max);
    SELECT @var30 = QUOTENAME([d].[name])
    FROM [sys].[default_constraints] [d]
    INNER JOIN [sys].[columns] [c] ON [d].[parent_column_id] = [c].[column_id] AND [d].[parent_object_id] = [c].[object_id]
    WHERE ([d].[parent_object_id] = OBJECT_ID(N'[silver_set_identities]') AND [c].[name] = N'set_id');
    IF @var30 IS NOT NULL EXEC(N'ALTER TABLE [silver_set_identities] DROP CONSTRAINT ' + @var30 + ';');
    ALTER TABLE [silver_set_identities] ALTER COLUMN [set_id] nvarchar(200) COLLATE Latin1_General_100_BIN2 NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_silver]
    WHERE [MigrationId] = N'20261128115046_OneCollation'
)
BEGIN
    DECLARE @var31 nvarchar(max);
    SELECT @var31 = QUOTENAME([d].[name])
    FROM [sys].[default_constraints] [d]
    INNER JOIN [sys].[columns] [c] ON [d].[parent_column_id] = [c].[column_id] AND [d].[parent_object_id] = [c].[object_id]
    WHERE ([d].[parent_object_id] = OBJECT_ID(N'[silver_set_identities]') AND [c].[name] = N'outcome');
    IF @var31 IS NOT NULL EXEC(N'ALTER TABLE [silver_set_identities] DROP CONSTRAINT ' + @var31 + ';');
    ALTER TABLE [silver_set_identities] ALTER COLUMN [outcome] nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_silver]
    WHERE [MigrationId] = N'20261128115046_OneCollation'
)
BEGIN
    DECLARE @var32 nvarchar(max);
    SELECT @var32 = QUOTENAME([d].[name])
    FROM [sys].[default_constraints] [d]
    INNER JOIN [sys].[columns] [c] ON [d].[parent_column_id] = [c].[column_id] AND [d].[parent_object_id] = [c].[object_id]
    WHERE ([d].[parent_object_id] = OBJECT_ID(N'[silver_set_identities]') AND [c].[name] = N'applied_members');
    IF @var32 IS NOT NULL EXEC(N'ALTER TABLE [silver_set_identities] DROP CONSTRAINT ' + @var32 + ';');
    ALTER TABLE [silver_set_identities] ALTER COLUMN [applied_members] nvarchar(64) COLLATE Latin1_General_100_BIN2 NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_silver]
    WHERE [MigrationId] = N'20261128115046_OneCollation'
)
BEGIN
    DECLARE @var33 nvarchar(max);
    SELECT @var33 = QUOTENAME([d].[name])
    FROM [sys].[default_constraints] [d]
    INNER JOIN [sys].[columns] [c] ON [d].[parent_column_id] = [c].[column_id] AND [d].[parent_object_id] = [c].[object_id]
    WHERE ([d].[parent_object_id] = OBJECT_ID(N'[silver_schema_drift]') AND [c].[name] = N'example_id');
    IF @var33 IS NOT NULL EXEC(N'ALTER TABLE [silver_schema_drift] DROP CONSTRAINT ' + @var33 + ';');
    ALTER TABLE [silver_schema_drift] ALTER COLUMN [example_id] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_silver]
    WHERE [MigrationId] = N'20261128115046_OneCollation'
)
BEGIN
    DECLARE @var34 nvarchar(max);
    SELECT @var34 = QUOTENAME([d].[name])
    FROM [sys].[default_constraints] [d]
    INNER JOIN [sys].[columns] [c] ON [d].[parent_column_id] = [c].[column_id] AND [d].[parent_object_id] = [c].[object_id]
    WHERE ([d].[parent_object_id] = OBJECT_ID(N'[silver_rejects]') AND [c].[name] = N'reason');
    IF @var34 IS NOT NULL EXEC(N'ALTER TABLE [silver_rejects] DROP CONSTRAINT ' + @var34 + ';');
    ALTER TABLE [silver_rejects] ALTER COLUMN [reason] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_silver]
    WHERE [MigrationId] = N'20261128115046_OneCollation'
)
BEGIN
    DECLARE @var35 nvarchar(max);
    SELECT @var35 = QUOTENAME([d].[name])
    FROM [sys].[default_constraints] [d]
    INNER JOIN [sys].[columns] [c] ON [d].[parent_column_id] = [c].[column_id] AND [d].[parent_object_id] = [c].[object_id]
    WHERE ([d].[parent_object_id] = OBJECT_ID(N'[silver_rejects]') AND [c].[name] = N'detail');
    IF @var35 IS NOT NULL EXEC(N'ALTER TABLE [silver_rejects] DROP CONSTRAINT ' + @var35 + ';');
    ALTER TABLE [silver_rejects] ALTER COLUMN [detail] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_silver]
    WHERE [MigrationId] = N'20261128115046_OneCollation'
)
BEGIN
    DECLARE @var36 nvarchar(max);
    SELECT @var36 = QUOTENAME([d].[name])
    FROM [sys].[default_constraints] [d]
    INNER JOIN [sys].[columns] [c] ON [d].[parent_column_id] = [c].[column_id] AND [d].[parent_object_id] = [c].[object_id]
    WHERE ([d].[parent_object_id] = OBJECT_ID(N'[silver_quality_issues]') AND [c].[name] = N'severity');
    IF @var36 IS NOT NULL EXEC(N'ALTER TABLE [silver_quality_issues] DROP CONSTRAINT ' + @var36 + ';');
    ALTER TABLE [silver_quality_issues] ALTER COLUMN [severity] nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_silver]
    WHERE [MigrationId] = N'20261128115046_OneCollation'
)
BEGIN
    DECLARE @var37 nvarchar(max);
    SELECT @var37 = QUOTENAME([d].[name])
    FROM [sys].[default_constraints] [d]
    INNER JOIN [sys].[columns] [c] ON [d].[parent_column_id] = [c].[column_id] AND [d].[parent_object_id] = [c].[object_id]
    WHERE ([d].[parent_object_id] = OBJECT_ID(N'[silver_quality_issues]') AND [c].[name] = N'original_value');
    IF @var37 IS NOT NULL EXEC(N'ALTER TABLE [silver_quality_issues] DROP CONSTRAINT ' + @var37 + ';');
    ALTER TABLE [silver_quality_issues] ALTER COLUMN [original_value] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_silver]
    WHERE [MigrationId] = N'20261128115046_OneCollation'
)
BEGIN
    DECLARE @var38 nvarchar(max);
    SELECT @var38 = QUOTENAME([d].[name])
    FROM [sys].[default_constraints] [d]
    INNER JOIN [sys].[columns] [c] ON [d].[parent_column_id] = [c].[column_id] AND [d].[parent_object_id] = [c].[object_id]
    WHERE ([d].[parent_object_id] = OBJECT_ID(N'[silver_quality_issues]') AND [c].[name] = N'detail');
    IF @var38 IS NOT NULL EXEC(N'ALTER TABLE [silver_quality_issues] DROP CONSTRAINT ' + @var38 + ';');
    ALTER TABLE [silver_quality_issues] ALTER COLUMN [detail] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_silver]
    WHERE [MigrationId] = N'20261128115046_OneCollation'
)
BEGIN
    DECLARE @var39 nvarchar(max);
    SELECT @var39 = QUOTENAME([d].[name])
    FROM [sys].[default_constraints] [d]
    INNER JOIN [sys].[columns] [c] ON [d].[parent_column_id] = [c].[column_id] AND [d].[parent_object_id] = [c].[object_id]
    WHERE ([d].[parent_object_id] = OBJECT_ID(N'[silver_pokemon_master]') AND [c].[name] = N'source');
    IF @var39 IS NOT NULL EXEC(N'ALTER TABLE [silver_pokemon_master] DROP CONSTRAINT ' + @var39 + ';');
    ALTER TABLE [silver_pokemon_master] ALTER COLUMN [source] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_silver]
    WHERE [MigrationId] = N'20261128115046_OneCollation'
)
BEGIN
    DECLARE @var40 nvarchar(max);
    SELECT @var40 = QUOTENAME([d].[name])
    FROM [sys].[default_constraints] [d]
    INNER JOIN [sys].[columns] [c] ON [d].[parent_column_id] = [c].[column_id] AND [d].[parent_object_id] = [c].[object_id]
    WHERE ([d].[parent_object_id] = OBJECT_ID(N'[silver_pokemon_master]') AND [c].[name] = N'name');
    IF @var40 IS NOT NULL EXEC(N'ALTER TABLE [silver_pokemon_master] DROP CONSTRAINT ' + @var40 + ';');
    ALTER TABLE [silver_pokemon_master] ALTER COLUMN [name] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_silver]
    WHERE [MigrationId] = N'20261128115046_OneCollation'
)
BEGIN
    DECLARE @var41 nvarchar(max);
    SELECT @var41 = QUOTENAME([d].[name])
    FROM [sys].[default_constraints] [d]
    INNER JOIN [sys].[columns] [c] ON [d].[parent_column_id] = [c].[column_id] AND [d].[parent_object_id] = [c].[object_id]
    WHERE ([d].[parent_object_id] = OBJECT_ID(N'[silver_pokemon_master]') AND [c].[name] = N'color');
    IF @var41 IS NOT NULL EXEC(N'ALTER TABLE [silver_pokemon_master] DROP CONSTRAINT ' + @var41 + ';');
    ALTER TABLE [silver_pokemon_master] ALTER COLUMN [color] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_silver]
    WHERE [MigrationId] = N'20261128115046_OneCollation'
)
BEGIN
    DROP INDEX [ix_silver_changes_sync] ON [silver_changes];
    DECLARE @var42 nvarchar(max);
    SELECT @var42 = QUOTENAME([d].[name])
    FROM [sys].[default_constraints] [d]
    INNER JOIN [sys].[columns] [c] ON [d].[parent_column_id] = [c].[column_id] AND [d].[parent_object_id] = [c].[object_id]
    WHERE ([d].[parent_object_id] = OBJECT_ID(N'[silver_changes]') AND [c].[name] = N'sync_id');
    IF @var42 IS NOT NULL EXEC(N'ALTER TABLE [silver_changes] DROP CONSTRAINT ' + @var42 + ';');
    ALTER TABLE [silver_changes] ALTER COLUMN [sync_id] nvarchar(36) COLLATE Latin1_General_100_BIN2 NULL;
    CREATE INDEX [ix_silver_changes_sync] ON [silver_changes] ([sync_id], [kind]);
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_silver]
    WHERE [MigrationId] = N'20261128115046_OneCollation'
)
BEGIN
    DECLARE @var43 nvarchar(max);
    SELECT @var43 = QUOTENAME([d].[name])
    FROM [sys].[default_constraints] [d]
    INNER JOIN [sys].[columns] [c] ON [d].[parent_column_id] = [c].[column_id] AND [d].[parent_object_id] = [c].[object_id]
    WHERE ([d].[parent_object_id] = OBJECT_ID(N'[silver_changes]') AND [c].[name] = N'fields');
    IF @var43 IS NOT NULL EXEC(N'ALTER TABLE [silver_changes] DROP CONSTRAINT ' + @var43 + ';');
    ALTER TABLE [silver_changes] ALTER COLUMN [fields] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_silver]
    WHERE [MigrationId] = N'20261128115046_OneCollation'
)
BEGIN
    DECLARE @var44 nvarchar(max);
    SELECT @var44 = QUOTENAME([d].[name])
    FROM [sys].[default_constraints] [d]
    INNER JOIN [sys].[columns] [c] ON [d].[parent_column_id] = [c].[column_id] AND [d].[parent_object_id] = [c].[object_id]
    WHERE ([d].[parent_object_id] = OBJECT_ID(N'[silver_card_prices]') AND [c].[name] = N'extra');
    IF @var44 IS NOT NULL EXEC(N'ALTER TABLE [silver_card_prices] DROP CONSTRAINT ' + @var44 + ';');
    ALTER TABLE [silver_card_prices] ALTER COLUMN [extra] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_silver]
    WHERE [MigrationId] = N'20261128115046_OneCollation'
)
BEGIN
    DECLARE @var45 nvarchar(max);
    SELECT @var45 = QUOTENAME([d].[name])
    FROM [sys].[default_constraints] [d]
    INNER JOIN [sys].[columns] [c] ON [d].[parent_column_id] = [c].[column_id] AND [d].[parent_object_id] = [c].[object_id]
    WHERE ([d].[parent_object_id] = OBJECT_ID(N'[silver_card_prices]') AND [c].[name] = N'currency');
    IF @var45 IS NOT NULL EXEC(N'ALTER TABLE [silver_card_prices] DROP CONSTRAINT ' + @var45 + ';');
    ALTER TABLE [silver_card_prices] ALTER COLUMN [currency] nvarchar(3) COLLATE Latin1_General_100_BIN2 NOT NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_silver]
    WHERE [MigrationId] = N'20261128115046_OneCollation'
)
BEGIN
    DECLARE @var46 nvarchar(max);
    SELECT @var46 = QUOTENAME([d].[name])
    FROM [sys].[default_constraints] [d]
    INNER JOIN [sys].[columns] [c] ON [d].[parent_column_id] = [c].[column_id] AND [d].[parent_object_id] = [c].[object_id]
    WHERE ([d].[parent_object_id] = OBJECT_ID(N'[silver_card_identities]') AND [c].[name] = N'matched_by');
    IF @var46 IS NOT NULL EXEC(N'ALTER TABLE [silver_card_identities] DROP CONSTRAINT ' + @var46 + ';');
    ALTER TABLE [silver_card_identities] ALTER COLUMN [matched_by] nvarchar(40) COLLATE Latin1_General_100_BIN2 NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_silver]
    WHERE [MigrationId] = N'20261128115046_OneCollation'
)
BEGIN
    DECLARE @var47 nvarchar(max);
    SELECT @var47 = QUOTENAME([d].[name])
    FROM [sys].[default_constraints] [d]
    INNER JOIN [sys].[columns] [c] ON [d].[parent_column_id] = [c].[column_id] AND [d].[parent_object_id] = [c].[object_id]
    WHERE ([d].[parent_object_id] = OBJECT_ID(N'[silver_card_identities]') AND [c].[name] = N'confidence');
    IF @var47 IS NOT NULL EXEC(N'ALTER TABLE [silver_card_identities] DROP CONSTRAINT ' + @var47 + ';');
    ALTER TABLE [silver_card_identities] ALTER COLUMN [confidence] nvarchar(20) COLLATE Latin1_General_100_BIN2 NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_silver]
    WHERE [MigrationId] = N'20261128115046_OneCollation'
)
BEGIN
    EXEC sp_refreshview N'current_cards';
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_silver]
    WHERE [MigrationId] = N'20261128115046_OneCollation'
)
BEGIN
    EXEC sp_refreshview N'latest_prices';
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_silver]
    WHERE [MigrationId] = N'20261128115046_OneCollation'
)
BEGIN
    EXEC sp_refreshview N'set_completion';
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_silver]
    WHERE [MigrationId] = N'20261128115046_OneCollation'
)
BEGIN
    EXEC sp_refreshview N'generation_completion';
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_silver]
    WHERE [MigrationId] = N'20261128115046_OneCollation'
)
BEGIN
    EXEC sp_refreshview N'rarity_ranks';
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_silver]
    WHERE [MigrationId] = N'20261128115046_OneCollation'
)
BEGIN
    INSERT INTO [__ef_migrations_silver] ([MigrationId], [ProductVersion])
    VALUES (N'20261128115046_OneCollation', N'10.0.14');
END;

COMMIT;
GO

BEGIN TRANSACTION;
IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_silver]
    WHERE [MigrationId] = N'20261128123033_IdentitiesAndFinishes'
)
BEGIN
    ALTER TABLE [silver_tcg_sets] ADD [game] nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL DEFAULT N'tcg';
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_silver]
    WHERE [MigrationId] = N'20261128123033_IdentitiesAndFinishes'
)
BEGIN
    ALTER TABLE [silver_tcg_sets] ADD [merged_into] nvarchar(200) COLLATE Latin1_General_100_BIN2 NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_silver]
    WHERE [MigrationId] = N'20261128123033_IdentitiesAndFinishes'
)
BEGIN
    ALTER TABLE [silver_card_identities] ADD [candidate_id] nvarchar(200) COLLATE Latin1_General_100_BIN2 NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_silver]
    WHERE [MigrationId] = N'20261128123033_IdentitiesAndFinishes'
)
BEGIN
    CREATE TABLE [silver_card_finishes] (
        [card_id] nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [source] nvarchar(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [position] int NOT NULL,
        [finish] nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [subtype] nvarchar(200) COLLATE Latin1_General_100_BIN2 NULL,
        [foil] nvarchar(200) COLLATE Latin1_General_100_BIN2 NULL,
        [stamps] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        [size] nvarchar(200) COLLATE Latin1_General_100_BIN2 NULL,
        [language] nvarchar(20) COLLATE Latin1_General_100_BIN2 NULL,
        [tcgplayer_id] int NULL,
        [cardmarket_id] int NULL,
        [variant_id] nvarchar(200) COLLATE Latin1_General_100_BIN2 NULL,
        CONSTRAINT [PK_silver_card_finishes] PRIMARY KEY ([card_id], [source], [position])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_silver]
    WHERE [MigrationId] = N'20261128123033_IdentitiesAndFinishes'
)
BEGIN
    CREATE TABLE [silver_card_texts] (
        [card_id] nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [language] nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [name] nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [rarity] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        [flavor_text] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        [evolves_from] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        [types] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        [rules] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        [abilities] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        [attacks] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        [bronze_id] bigint NOT NULL,
        CONSTRAINT [PK_silver_card_texts] PRIMARY KEY ([card_id], [language])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_silver]
    WHERE [MigrationId] = N'20261128123033_IdentitiesAndFinishes'
)
BEGIN
    CREATE INDEX [ix_silver_card_identities_candidate] ON [silver_card_identities] ([candidate_id]);
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_silver]
    WHERE [MigrationId] = N'20261128123033_IdentitiesAndFinishes'
)
BEGIN
    CREATE INDEX [ix_silver_card_texts_name] ON [silver_card_texts] ([name]);
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_silver]
    WHERE [MigrationId] = N'20261128123033_IdentitiesAndFinishes'
)
BEGIN
    INSERT INTO [__ef_migrations_silver] ([MigrationId], [ProductVersion])
    VALUES (N'20261128123033_IdentitiesAndFinishes', N'10.0.14');
END;

COMMIT;
GO

BEGIN TRANSACTION;
IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_silver]
    WHERE [MigrationId] = N'20261128153503_ViewsOfSeveralFeeds'
)
BEGIN
    DROP VIEW current_cards;
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_silver]
    WHERE [MigrationId] = N'20261128153503_ViewsOfSeveralFeeds'
)
BEGIN
    DROP VIEW set_completion;
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_silver]
    WHERE [MigrationId] = N'20261128153503_ViewsOfSeveralFeeds'
)
BEGIN
    EXEC(N'CREATE VIEW current_cards AS
    SELECT c.card_id, c.set_id, s.name AS set_name, s.series, s.release_date, c.name, c.number, c.number_sort, c.supertype, c.subtypes, c.types,
        c.rarity, c.hp, c.artist, c.flavor_text, c.level, c.evolves_from, c.evolves_to, c.rules, c.abilities, c.attacks, c.weaknesses,
        c.resistances, c.retreat_cost, c.converted_retreat_cost, c.regulation_mark, c.ancient_trait, c.legalities, c.image_small_url,
        c.image_large_url, c.extra, s.game
    FROM silver_tcg_cards c JOIN silver_tcg_sets s ON s.set_id = c.set_id
    WHERE c.retired_at IS NULL AND c.merged_into IS NULL;');
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_silver]
    WHERE [MigrationId] = N'20261128153503_ViewsOfSeveralFeeds'
)
BEGIN
    EXEC(N'CREATE VIEW set_completion AS
    SELECT s.set_id, s.name, s.series, s.release_date, s.printed_total, s.total, i.listed, COALESCE(c.cards, 0) AS cards,
        ROUND(100.0 * CASE WHEN c.cards > i.listed THEN i.listed ELSE COALESCE(c.cards, 0) END / NULLIF(i.listed, 0), 1) AS percent_of_listed,
        ROUND(100.0 * COALESCE(c.cards, 0) / NULLIF(s.total, 0), 1) AS percent_of_total, s.game
    FROM silver_tcg_sets s
    LEFT JOIN (SELECT f.set_id, MAX(f.listed) AS listed FROM (
        SELECT set_id, feed, SUM(listed) AS listed FROM silver_set_identities WHERE feed NOT LIKE ''%/%'' OR feed LIKE ''%/en'' GROUP BY set_id, feed) f
        GROUP BY f.set_id) i ON i.set_id = s.set_id
    LEFT JOIN (SELECT set_id, COUNT(*) AS cards FROM silver_tcg_cards WHERE retired_at IS NULL AND merged_into IS NULL GROUP BY set_id) c ON c.set_id = s.set_id
    WHERE s.merged_into IS NULL;');
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_silver]
    WHERE [MigrationId] = N'20261128153503_ViewsOfSeveralFeeds'
)
BEGIN
    INSERT INTO [__ef_migrations_silver] ([MigrationId], [ProductVersion])
    VALUES (N'20261128153503_ViewsOfSeveralFeeds', N'10.0.14');
END;

COMMIT;
GO

BEGIN TRANSACTION;
IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_silver]
    WHERE [MigrationId] = N'20261129224703_ViewsOfOneGame'
)
BEGIN
    DROP VIEW generation_completion;
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_silver]
    WHERE [MigrationId] = N'20261129224703_ViewsOfOneGame'
)
BEGIN
    DROP VIEW rarity_ranks;
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_silver]
    WHERE [MigrationId] = N'20261129224703_ViewsOfOneGame'
)
BEGIN
    EXEC(N'CREATE VIEW generation_completion AS
    SELECT m.generation, COUNT(DISTINCT m.pokedex_number) AS species, COUNT(DISTINCT CASE WHEN c.card_id IS NOT NULL THEN m.pokedex_number END) AS species_with_cards,
        COUNT(DISTINCT c.card_id) AS cards,
        ROUND(100.0 * COUNT(DISTINCT CASE WHEN c.card_id IS NOT NULL THEN m.pokedex_number END) / COUNT(DISTINCT m.pokedex_number), 1) AS percent_of_species
    FROM silver_pokemon_master m
    LEFT JOIN silver_tcg_card_pokemon l ON l.pokedex_number = m.pokedex_number
    LEFT JOIN (SELECT t.card_id FROM silver_tcg_cards t JOIN silver_tcg_sets s ON s.set_id = t.set_id
        WHERE t.retired_at IS NULL AND t.merged_into IS NULL AND s.game = ''tcg'') c ON c.card_id = l.card_id
    GROUP BY m.generation;');
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_silver]
    WHERE [MigrationId] = N'20261129224703_ViewsOfOneGame'
)
BEGIN
    EXEC(N'CREATE VIEW rarity_ranks AS
    SELECT a.rarity, r.rank, a.cards
    FROM (SELECT t.rarity COLLATE Latin1_General_100_BIN2 AS rarity, COUNT(*) AS cards FROM silver_tcg_cards t JOIN silver_tcg_sets s ON s.set_id = t.set_id
        WHERE t.retired_at IS NULL AND t.merged_into IS NULL AND t.rarity IS NOT NULL AND s.game = ''tcg'' GROUP BY t.rarity COLLATE Latin1_General_100_BIN2) a
    LEFT JOIN silver_rarities r ON r.rarity = a.rarity;');
END;

IF NOT EXISTS (
    SELECT * FROM [__ef_migrations_silver]
    WHERE [MigrationId] = N'20261129224703_ViewsOfOneGame'
)
BEGIN
    INSERT INTO [__ef_migrations_silver] ([MigrationId], [ProductVersion])
    VALUES (N'20261129224703_ViewsOfOneGame', N'10.0.14');
END;

COMMIT;
GO

