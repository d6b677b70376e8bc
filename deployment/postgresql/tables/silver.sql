CREATE TABLE IF NOT EXISTS __ef_migrations_silver (
    "MigrationId" character varying(150) NOT NULL,
    "ProductVersion" character varying(32) NOT NULL,
    CONSTRAINT "PK___ef_migrations_silver" PRIMARY KEY ("MigrationId")
);

START TRANSACTION;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM __ef_migrations_silver WHERE "MigrationId" = '20261123192655_Initial') THEN
    CREATE TABLE silver_card_identities (
        feed character varying(40) NOT NULL,
        feed_card_id character varying(200) NOT NULL,
        card_id character varying(200),
        matched_by character varying(40),
        bronze_id bigint NOT NULL,
        normalizer_version integer NOT NULL,
        outcome character varying(20) NOT NULL,
        attempts integer NOT NULL,
        next_attempt_at timestamp with time zone,
        CONSTRAINT "PK_silver_card_identities" PRIMARY KEY (feed, feed_card_id)
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM __ef_migrations_silver WHERE "MigrationId" = '20261123192655_Initial') THEN
    CREATE TABLE silver_card_prices (
        card_id character varying(200) NOT NULL,
        market character varying(40) NOT NULL,
        observed_on date NOT NULL,
        finish character varying(60) NOT NULL,
        currency character varying(3) NOT NULL,
        low numeric(18,4),
        mid numeric(18,4),
        high numeric(18,4),
        market_price numeric(18,4),
        direct_low numeric(18,4),
        average_sell numeric(18,4),
        average1 numeric(18,4),
        average7 numeric(18,4),
        average30 numeric(18,4),
        low_excellent_plus numeric(18,4),
        suggested numeric(18,4),
        german_pro_low numeric(18,4),
        extra jsonb,
        bronze_id bigint NOT NULL,
        CONSTRAINT "PK_silver_card_prices" PRIMARY KEY (card_id, market, finish, observed_on)
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM __ef_migrations_silver WHERE "MigrationId" = '20261123192655_Initial') THEN
    CREATE TABLE silver_changes (
        id bigint NOT NULL,
        card_id character varying(200) NOT NULL,
        kind character varying(20) NOT NULL,
        fields jsonb,
        bronze_id bigint NOT NULL,
        sync_id character varying(36),
        at timestamp with time zone NOT NULL,
        CONSTRAINT "PK_silver_changes" PRIMARY KEY (id)
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM __ef_migrations_silver WHERE "MigrationId" = '20261123192655_Initial') THEN
    CREATE TABLE silver_pokemon_master (
        pokedex_number integer NOT NULL,
        name text NOT NULL,
        generation integer NOT NULL,
        source text NOT NULL,
        is_legendary boolean,
        is_mythical boolean,
        is_baby boolean,
        evolves_from integer,
        color text,
        bronze_id bigint,
        CONSTRAINT "PK_silver_pokemon_master" PRIMARY KEY (pokedex_number)
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM __ef_migrations_silver WHERE "MigrationId" = '20261123192655_Initial') THEN
    CREATE TABLE silver_price_marks (
        feed character varying(40) NOT NULL,
        bronze_id bigint NOT NULL,
        CONSTRAINT "PK_silver_price_marks" PRIMARY KEY (feed)
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM __ef_migrations_silver WHERE "MigrationId" = '20261123192655_Initial') THEN
    CREATE TABLE silver_quality_issues (
        id bigint NOT NULL,
        card_id character varying(200),
        set_id character varying(200),
        bronze_id bigint NOT NULL,
        rule character varying(60) NOT NULL,
        severity character varying(20) NOT NULL,
        detail text NOT NULL,
        original_value text,
        found_at timestamp with time zone NOT NULL,
        CONSTRAINT "PK_silver_quality_issues" PRIMARY KEY (id)
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM __ef_migrations_silver WHERE "MigrationId" = '20261123192655_Initial') THEN
    CREATE TABLE silver_rejects (
        id bigint NOT NULL,
        layer character varying(20) NOT NULL,
        key character varying(300) NOT NULL,
        bronze_id bigint,
        reason text NOT NULL,
        detail text NOT NULL,
        attempts integer NOT NULL,
        first_at timestamp with time zone NOT NULL,
        last_at timestamp with time zone NOT NULL,
        resolved_at timestamp with time zone,
        CONSTRAINT "PK_silver_rejects" PRIMARY KEY (id)
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM __ef_migrations_silver WHERE "MigrationId" = '20261123192655_Initial') THEN
    CREATE TABLE silver_schema_drift (
        path character varying(400) NOT NULL,
        kind character varying(40) NOT NULL,
        example_id text NOT NULL,
        first_at timestamp with time zone NOT NULL,
        occurrences integer NOT NULL,
        CONSTRAINT "PK_silver_schema_drift" PRIMARY KEY (path, kind)
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM __ef_migrations_silver WHERE "MigrationId" = '20261123192655_Initial') THEN
    CREATE TABLE silver_set_identities (
        feed character varying(40) NOT NULL,
        feed_set_id character varying(200) NOT NULL,
        set_id character varying(200),
        bronze_id bigint NOT NULL,
        normalizer_version integer NOT NULL,
        outcome character varying(20) NOT NULL,
        attempts integer NOT NULL,
        next_attempt_at timestamp with time zone,
        applied_fetch_id bigint NOT NULL,
        applied_members character varying(64),
        compare_again boolean NOT NULL,
        CONSTRAINT "PK_silver_set_identities" PRIMARY KEY (feed, feed_set_id)
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM __ef_migrations_silver WHERE "MigrationId" = '20261123192655_Initial') THEN
    CREATE TABLE silver_tcg_sets (
        set_id character varying(200) NOT NULL,
        name text NOT NULL,
        series text,
        printed_total integer,
        total integer,
        ptcgo_code text,
        release_date date,
        updated_at timestamp with time zone,
        symbol_url text,
        logo_url text,
        extra jsonb,
        bronze_id bigint NOT NULL,
        content_hash character varying(64) NOT NULL,
        normalized_at timestamp with time zone NOT NULL,
        legalities jsonb,
        CONSTRAINT "PK_silver_tcg_sets" PRIMARY KEY (set_id)
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM __ef_migrations_silver WHERE "MigrationId" = '20261123192655_Initial') THEN
    CREATE TABLE silver_tcg_cards (
        card_id character varying(200) NOT NULL,
        set_id character varying(200) NOT NULL,
        name text NOT NULL,
        number text NOT NULL,
        number_sort character varying(200) NOT NULL,
        supertype text NOT NULL,
        subtypes jsonb,
        types jsonb,
        rarity text,
        hp integer,
        artist text,
        flavor_text text,
        level text,
        evolves_from text,
        evolves_to jsonb,
        rules jsonb,
        retreat_cost jsonb,
        converted_retreat_cost integer,
        regulation_mark text,
        image_small_url text,
        image_large_url text,
        extra jsonb,
        bronze_id bigint NOT NULL,
        content_hash character varying(64) NOT NULL,
        normalized_at timestamp with time zone NOT NULL,
        retired_at timestamp with time zone,
        merged_into character varying(200),
        abilities jsonb,
        ancient_trait jsonb,
        attacks jsonb,
        legalities jsonb,
        resistances jsonb,
        weaknesses jsonb,
        CONSTRAINT "PK_silver_tcg_cards" PRIMARY KEY (card_id),
        CONSTRAINT "FK_silver_tcg_cards_silver_tcg_sets_set_id" FOREIGN KEY (set_id) REFERENCES silver_tcg_sets (set_id) ON DELETE RESTRICT
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM __ef_migrations_silver WHERE "MigrationId" = '20261123192655_Initial') THEN
    CREATE TABLE silver_tcg_card_pokemon (
        card_id character varying(200) NOT NULL,
        position integer NOT NULL,
        pokedex_number integer NOT NULL,
        CONSTRAINT "PK_silver_tcg_card_pokemon" PRIMARY KEY (card_id, position),
        CONSTRAINT "FK_silver_tcg_card_pokemon_silver_pokemon_master_pokedex_number" FOREIGN KEY (pokedex_number) REFERENCES silver_pokemon_master (pokedex_number) ON DELETE RESTRICT,
        CONSTRAINT "FK_silver_tcg_card_pokemon_silver_tcg_cards_card_id" FOREIGN KEY (card_id) REFERENCES silver_tcg_cards (card_id) ON DELETE CASCADE
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM __ef_migrations_silver WHERE "MigrationId" = '20261123192655_Initial') THEN
    CREATE INDEX ix_silver_card_identities_backlog ON silver_card_identities (feed, feed_card_id, bronze_id, normalizer_version);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM __ef_migrations_silver WHERE "MigrationId" = '20261123192655_Initial') THEN
    CREATE INDEX ix_silver_card_identities_card ON silver_card_identities (card_id);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM __ef_migrations_silver WHERE "MigrationId" = '20261123192655_Initial') THEN
    CREATE INDEX ix_silver_card_identities_outcome ON silver_card_identities (outcome, next_attempt_at);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM __ef_migrations_silver WHERE "MigrationId" = '20261123192655_Initial') THEN
    CREATE INDEX ix_silver_changes_card ON silver_changes (card_id, id);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM __ef_migrations_silver WHERE "MigrationId" = '20261123192655_Initial') THEN
    CREATE INDEX ix_silver_changes_sync ON silver_changes (sync_id, kind);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM __ef_migrations_silver WHERE "MigrationId" = '20261123192655_Initial') THEN
    CREATE INDEX ix_silver_pokemon_master_generation ON silver_pokemon_master (generation);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM __ef_migrations_silver WHERE "MigrationId" = '20261123192655_Initial') THEN
    CREATE INDEX ix_silver_quality_issues_card ON silver_quality_issues (card_id);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM __ef_migrations_silver WHERE "MigrationId" = '20261123192655_Initial') THEN
    CREATE INDEX ix_silver_quality_issues_rule ON silver_quality_issues (rule);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM __ef_migrations_silver WHERE "MigrationId" = '20261123192655_Initial') THEN
    CREATE INDEX ix_silver_quality_issues_set ON silver_quality_issues (set_id);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM __ef_migrations_silver WHERE "MigrationId" = '20261123192655_Initial') THEN
    CREATE UNIQUE INDEX ux_silver_rejects_key ON silver_rejects (layer, key);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM __ef_migrations_silver WHERE "MigrationId" = '20261123192655_Initial') THEN
    CREATE INDEX ix_silver_tcg_card_pokemon_species ON silver_tcg_card_pokemon (pokedex_number, card_id);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM __ef_migrations_silver WHERE "MigrationId" = '20261123192655_Initial') THEN
    CREATE INDEX ix_silver_tcg_cards_bronze ON silver_tcg_cards (bronze_id);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM __ef_migrations_silver WHERE "MigrationId" = '20261123192655_Initial') THEN
    CREATE INDEX ix_silver_tcg_cards_set ON silver_tcg_cards (set_id, number_sort);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM __ef_migrations_silver WHERE "MigrationId" = '20261123192655_Initial') THEN
    INSERT INTO __ef_migrations_silver ("MigrationId", "ProductVersion")
    VALUES ('20261123192655_Initial', '10.0.14');
    END IF;
END $EF$;
COMMIT;

START TRANSACTION;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM __ef_migrations_silver WHERE "MigrationId" = '20261128053212_NumbersAndRules') THEN
    ALTER TABLE silver_tcg_cards ALTER COLUMN number DROP NOT NULL;
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM __ef_migrations_silver WHERE "MigrationId" = '20261128053212_NumbersAndRules') THEN
    ALTER TABLE silver_tcg_card_pokemon ADD matched_by character varying(40) NOT NULL DEFAULT 'source';
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM __ef_migrations_silver WHERE "MigrationId" = '20261128053212_NumbersAndRules') THEN
    ALTER TABLE silver_set_identities ADD listed integer;
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM __ef_migrations_silver WHERE "MigrationId" = '20261128053212_NumbersAndRules') THEN
    CREATE TABLE silver_rarities (
        rarity character varying(200) NOT NULL,
        rank integer NOT NULL,
        CONSTRAINT "PK_silver_rarities" PRIMARY KEY (rarity)
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM __ef_migrations_silver WHERE "MigrationId" = '20261128053212_NumbersAndRules') THEN
    CREATE VIEW current_cards AS
    SELECT c.card_id, c.set_id, s.name AS set_name, s.series, s.release_date, c.name, c.number, c.number_sort, c.supertype, c.subtypes, c.types,
        c.rarity, c.hp, c.artist, c.flavor_text, c.level, c.evolves_from, c.evolves_to, c.rules, c.abilities, c.attacks, c.weaknesses,
        c.resistances, c.retreat_cost, c.converted_retreat_cost, c.regulation_mark, c.ancient_trait, c.legalities, c.image_small_url,
        c.image_large_url, c.extra
    FROM silver_tcg_cards c JOIN silver_tcg_sets s ON s.set_id = c.set_id
    WHERE c.retired_at IS NULL AND c.merged_into IS NULL;
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM __ef_migrations_silver WHERE "MigrationId" = '20261128053212_NumbersAndRules') THEN
    CREATE VIEW latest_prices AS
    SELECT p.card_id, p.market, p.finish, p.observed_on, p.currency, p.low, p.mid, p.high, p.market_price, p.direct_low, p.average_sell,
        p.average1, p.average7, p.average30, p.low_excellent_plus, p.suggested, p.german_pro_low
    FROM silver_card_prices p
    WHERE NOT EXISTS (SELECT 1 FROM silver_card_prices n
        WHERE n.card_id = p.card_id AND n.market = p.market AND n.finish = p.finish AND n.observed_on > p.observed_on);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM __ef_migrations_silver WHERE "MigrationId" = '20261128053212_NumbersAndRules') THEN
    CREATE VIEW set_completion AS
    SELECT s.set_id, s.name, s.series, s.release_date, s.printed_total, s.total, i.listed, COALESCE(c.cards, 0) AS cards,
        ROUND(100.0 * COALESCE(c.cards, 0) / NULLIF(i.listed, 0), 1) AS percent_of_listed,
        ROUND(100.0 * COALESCE(c.cards, 0) / NULLIF(s.total, 0), 1) AS percent_of_total
    FROM silver_tcg_sets s
    LEFT JOIN (SELECT set_id, MAX(listed) AS listed FROM silver_set_identities GROUP BY set_id) i ON i.set_id = s.set_id
    LEFT JOIN (SELECT set_id, COUNT(*) AS cards FROM silver_tcg_cards WHERE retired_at IS NULL AND merged_into IS NULL GROUP BY set_id) c ON c.set_id = s.set_id;
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM __ef_migrations_silver WHERE "MigrationId" = '20261128053212_NumbersAndRules') THEN
    CREATE VIEW generation_completion AS
    SELECT m.generation, COUNT(DISTINCT m.pokedex_number) AS species, COUNT(DISTINCT CASE WHEN c.card_id IS NOT NULL THEN m.pokedex_number END) AS species_with_cards,
        COUNT(DISTINCT c.card_id) AS cards,
        ROUND(100.0 * COUNT(DISTINCT CASE WHEN c.card_id IS NOT NULL THEN m.pokedex_number END) / COUNT(DISTINCT m.pokedex_number), 1) AS percent_of_species
    FROM silver_pokemon_master m
    LEFT JOIN silver_tcg_card_pokemon l ON l.pokedex_number = m.pokedex_number
    LEFT JOIN silver_tcg_cards c ON c.card_id = l.card_id AND c.retired_at IS NULL AND c.merged_into IS NULL
    GROUP BY m.generation;
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM __ef_migrations_silver WHERE "MigrationId" = '20261128053212_NumbersAndRules') THEN
    CREATE VIEW rarity_ranks AS
    SELECT a.rarity, r.rank, a.cards
    FROM (SELECT rarity AS rarity, COUNT(*) AS cards FROM silver_tcg_cards
        WHERE retired_at IS NULL AND merged_into IS NULL AND rarity IS NOT NULL GROUP BY rarity) a
    LEFT JOIN silver_rarities r ON r.rarity = a.rarity;
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM __ef_migrations_silver WHERE "MigrationId" = '20261128053212_NumbersAndRules') THEN
    UPDATE silver_set_identities SET applied_members = NULL;
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM __ef_migrations_silver WHERE "MigrationId" = '20261128053212_NumbersAndRules') THEN
    INSERT INTO __ef_migrations_silver ("MigrationId", "ProductVersion")
    VALUES ('20261128053212_NumbersAndRules', '10.0.14');
    END IF;
END $EF$;
COMMIT;

START TRANSACTION;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM __ef_migrations_silver WHERE "MigrationId" = '20261128083944_CanonicalCard') THEN
    ALTER TABLE silver_tcg_sets ADD given_by jsonb;
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM __ef_migrations_silver WHERE "MigrationId" = '20261128083944_CanonicalCard') THEN
    ALTER TABLE silver_tcg_cards ADD given_by jsonb;
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM __ef_migrations_silver WHERE "MigrationId" = '20261128083944_CanonicalCard') THEN
    ALTER TABLE silver_card_identities ADD absent_at timestamp with time zone;
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM __ef_migrations_silver WHERE "MigrationId" = '20261128083944_CanonicalCard') THEN
    ALTER TABLE silver_card_identities ADD confidence character varying(20);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM __ef_migrations_silver WHERE "MigrationId" = '20261128083944_CanonicalCard') THEN
    UPDATE silver_card_identities SET confidence = 'certain' WHERE card_id IS NOT NULL;
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM __ef_migrations_silver WHERE "MigrationId" = '20261128083944_CanonicalCard') THEN
    UPDATE silver_card_identities SET absent_at = (SELECT c.retired_at FROM silver_tcg_cards c WHERE c.card_id = silver_card_identities.card_id)
    WHERE card_id IN (SELECT c.card_id FROM silver_tcg_cards c WHERE c.retired_at IS NOT NULL);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM __ef_migrations_silver WHERE "MigrationId" = '20261128083944_CanonicalCard') THEN
    INSERT INTO __ef_migrations_silver ("MigrationId", "ProductVersion")
    VALUES ('20261128083944_CanonicalCard', '10.0.14');
    END IF;
END $EF$;
COMMIT;

START TRANSACTION;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM __ef_migrations_silver WHERE "MigrationId" = '20261128123027_IdentitiesAndFinishes') THEN
    ALTER TABLE silver_tcg_sets ADD game character varying(20) NOT NULL DEFAULT 'tcg';
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM __ef_migrations_silver WHERE "MigrationId" = '20261128123027_IdentitiesAndFinishes') THEN
    ALTER TABLE silver_tcg_sets ADD merged_into character varying(200);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM __ef_migrations_silver WHERE "MigrationId" = '20261128123027_IdentitiesAndFinishes') THEN
    ALTER TABLE silver_card_identities ADD candidate_id character varying(200);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM __ef_migrations_silver WHERE "MigrationId" = '20261128123027_IdentitiesAndFinishes') THEN
    CREATE TABLE silver_card_finishes (
        card_id character varying(200) NOT NULL,
        source character varying(40) NOT NULL,
        position integer NOT NULL,
        finish character varying(200) NOT NULL,
        subtype character varying(200),
        foil character varying(200),
        stamps jsonb,
        size character varying(200),
        language character varying(20),
        tcgplayer_id integer,
        cardmarket_id integer,
        variant_id character varying(200),
        CONSTRAINT "PK_silver_card_finishes" PRIMARY KEY (card_id, source, position)
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM __ef_migrations_silver WHERE "MigrationId" = '20261128123027_IdentitiesAndFinishes') THEN
    CREATE TABLE silver_card_texts (
        card_id character varying(200) NOT NULL,
        language character varying(20) NOT NULL,
        name character varying(200) NOT NULL,
        rarity text,
        flavor_text text,
        evolves_from text,
        types jsonb,
        rules jsonb,
        abilities jsonb,
        attacks jsonb,
        bronze_id bigint NOT NULL,
        CONSTRAINT "PK_silver_card_texts" PRIMARY KEY (card_id, language)
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM __ef_migrations_silver WHERE "MigrationId" = '20261128123027_IdentitiesAndFinishes') THEN
    CREATE INDEX ix_silver_card_identities_candidate ON silver_card_identities (candidate_id);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM __ef_migrations_silver WHERE "MigrationId" = '20261128123027_IdentitiesAndFinishes') THEN
    CREATE INDEX ix_silver_card_texts_name ON silver_card_texts (name);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM __ef_migrations_silver WHERE "MigrationId" = '20261128123027_IdentitiesAndFinishes') THEN
    INSERT INTO __ef_migrations_silver ("MigrationId", "ProductVersion")
    VALUES ('20261128123027_IdentitiesAndFinishes', '10.0.14');
    END IF;
END $EF$;
COMMIT;

START TRANSACTION;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM __ef_migrations_silver WHERE "MigrationId" = '20261128153502_ViewsOfSeveralFeeds') THEN
    DROP VIEW current_cards;
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM __ef_migrations_silver WHERE "MigrationId" = '20261128153502_ViewsOfSeveralFeeds') THEN
    DROP VIEW set_completion;
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM __ef_migrations_silver WHERE "MigrationId" = '20261128153502_ViewsOfSeveralFeeds') THEN
    CREATE VIEW current_cards AS
    SELECT c.card_id, c.set_id, s.name AS set_name, s.series, s.release_date, c.name, c.number, c.number_sort, c.supertype, c.subtypes, c.types,
        c.rarity, c.hp, c.artist, c.flavor_text, c.level, c.evolves_from, c.evolves_to, c.rules, c.abilities, c.attacks, c.weaknesses,
        c.resistances, c.retreat_cost, c.converted_retreat_cost, c.regulation_mark, c.ancient_trait, c.legalities, c.image_small_url,
        c.image_large_url, c.extra, s.game
    FROM silver_tcg_cards c JOIN silver_tcg_sets s ON s.set_id = c.set_id
    WHERE c.retired_at IS NULL AND c.merged_into IS NULL;
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM __ef_migrations_silver WHERE "MigrationId" = '20261128153502_ViewsOfSeveralFeeds') THEN
    CREATE VIEW set_completion AS
    SELECT s.set_id, s.name, s.series, s.release_date, s.printed_total, s.total, i.listed, COALESCE(c.cards, 0) AS cards,
        ROUND(100.0 * CASE WHEN c.cards > i.listed THEN i.listed ELSE COALESCE(c.cards, 0) END / NULLIF(i.listed, 0), 1) AS percent_of_listed,
        ROUND(100.0 * COALESCE(c.cards, 0) / NULLIF(s.total, 0), 1) AS percent_of_total, s.game
    FROM silver_tcg_sets s
    LEFT JOIN (SELECT f.set_id, MAX(f.listed) AS listed FROM (
        SELECT set_id, feed, SUM(listed) AS listed FROM silver_set_identities WHERE feed NOT LIKE '%/%' OR feed LIKE '%/en' GROUP BY set_id, feed) f
        GROUP BY f.set_id) i ON i.set_id = s.set_id
    LEFT JOIN (SELECT set_id, COUNT(*) AS cards FROM silver_tcg_cards WHERE retired_at IS NULL AND merged_into IS NULL GROUP BY set_id) c ON c.set_id = s.set_id
    WHERE s.merged_into IS NULL;
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM __ef_migrations_silver WHERE "MigrationId" = '20261128153502_ViewsOfSeveralFeeds') THEN
    INSERT INTO __ef_migrations_silver ("MigrationId", "ProductVersion")
    VALUES ('20261128153502_ViewsOfSeveralFeeds', '10.0.14');
    END IF;
END $EF$;
COMMIT;

START TRANSACTION;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM __ef_migrations_silver WHERE "MigrationId" = '20261129224702_ViewsOfOneGame') THEN
    DROP VIEW generation_completion;
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM __ef_migrations_silver WHERE "MigrationId" = '20261129224702_ViewsOfOneGame') THEN
    DROP VIEW rarity_ranks;
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM __ef_migrations_silver WHERE "MigrationId" = '20261129224702_ViewsOfOneGame') THEN
    CREATE VIEW generation_completion AS
    SELECT m.generation, COUNT(DISTINCT m.pokedex_number) AS species, COUNT(DISTINCT CASE WHEN c.card_id IS NOT NULL THEN m.pokedex_number END) AS species_with_cards,
        COUNT(DISTINCT c.card_id) AS cards,
        ROUND(100.0 * COUNT(DISTINCT CASE WHEN c.card_id IS NOT NULL THEN m.pokedex_number END) / COUNT(DISTINCT m.pokedex_number), 1) AS percent_of_species
    FROM silver_pokemon_master m
    LEFT JOIN silver_tcg_card_pokemon l ON l.pokedex_number = m.pokedex_number
    LEFT JOIN (SELECT t.card_id FROM silver_tcg_cards t JOIN silver_tcg_sets s ON s.set_id = t.set_id
        WHERE t.retired_at IS NULL AND t.merged_into IS NULL AND s.game = 'tcg') c ON c.card_id = l.card_id
    GROUP BY m.generation;
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM __ef_migrations_silver WHERE "MigrationId" = '20261129224702_ViewsOfOneGame') THEN
    CREATE VIEW rarity_ranks AS
    SELECT a.rarity, r.rank, a.cards
    FROM (SELECT t.rarity AS rarity, COUNT(*) AS cards FROM silver_tcg_cards t JOIN silver_tcg_sets s ON s.set_id = t.set_id
        WHERE t.retired_at IS NULL AND t.merged_into IS NULL AND t.rarity IS NOT NULL AND s.game = 'tcg' GROUP BY t.rarity) a
    LEFT JOIN silver_rarities r ON r.rarity = a.rarity;
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM __ef_migrations_silver WHERE "MigrationId" = '20261129224702_ViewsOfOneGame') THEN
    INSERT INTO __ef_migrations_silver ("MigrationId", "ProductVersion")
    VALUES ('20261129224702_ViewsOfOneGame', '10.0.14');
    END IF;
END $EF$;
COMMIT;

