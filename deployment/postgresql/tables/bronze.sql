CREATE TABLE IF NOT EXISTS __ef_migrations_bronze (
    "MigrationId" character varying(150) NOT NULL,
    "ProductVersion" character varying(32) NOT NULL,
    CONSTRAINT "PK___ef_migrations_bronze" PRIMARY KEY ("MigrationId")
);

START TRANSACTION;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM __ef_migrations_bronze WHERE "MigrationId" = '20261123192651_Initial') THEN
    CREATE TABLE bronze_api_calls (
        id bigint NOT NULL,
        sync_id character varying(36),
        source character varying(40) NOT NULL,
        endpoint text NOT NULL,
        requested_at timestamp with time zone NOT NULL,
        status_code integer,
        duration_ms double precision,
        bytes bigint,
        outcome character varying(20) NOT NULL,
        error text,
        item_count integer,
        items text,
        keyed boolean NOT NULL,
        retry_at timestamp with time zone,
        CONSTRAINT "PK_bronze_api_calls" PRIMARY KEY (id)
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM __ef_migrations_bronze WHERE "MigrationId" = '20261123192651_Initial') THEN
    CREATE TABLE bronze_pokemon_species (
        id bigint NOT NULL,
        pokedex_number integer NOT NULL,
        version integer NOT NULL,
        content_hash character varying(64) NOT NULL,
        source text NOT NULL,
        requested_at timestamp with time zone NOT NULL,
        fetched_at timestamp with time zone NOT NULL,
        api_call_id bigint NOT NULL,
        payload text NOT NULL,
        CONSTRAINT "PK_bronze_pokemon_species" PRIMARY KEY (id)
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM __ef_migrations_bronze WHERE "MigrationId" = '20261123192651_Initial') THEN
    CREATE TABLE bronze_rejects (
        id bigint NOT NULL,
        api_call_id bigint NOT NULL,
        sync_id character varying(36) NOT NULL,
        position integer NOT NULL,
        payload text NOT NULL,
        reason text NOT NULL,
        received_at timestamp with time zone NOT NULL,
        CONSTRAINT "PK_bronze_rejects" PRIMARY KEY (id)
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM __ef_migrations_bronze WHERE "MigrationId" = '20261123192651_Initial') THEN
    CREATE TABLE bronze_set_fetches (
        id bigint NOT NULL,
        sync_id character varying(36) NOT NULL,
        feed character varying(40) NOT NULL,
        source text NOT NULL,
        set_id character varying(200),
        query text,
        position integer NOT NULL,
        status character varying(20) NOT NULL,
        complete boolean NOT NULL,
        expected integer,
        received integer,
        members text,
        members_hash character varying(64),
        attempts integer NOT NULL,
        next_attempt_at timestamp with time zone,
        started_at timestamp with time zone,
        finished_at timestamp with time zone,
        error text,
        CONSTRAINT "PK_bronze_set_fetches" PRIMARY KEY (id)
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM __ef_migrations_bronze WHERE "MigrationId" = '20261123192651_Initial') THEN
    CREATE TABLE bronze_sync_runs (
        sync_id character varying(36) NOT NULL,
        scope text NOT NULL,
        feed character varying(40),
        source text,
        force boolean NOT NULL,
        status character varying(20) NOT NULL,
        requested_by text NOT NULL,
        requested_at timestamp with time zone NOT NULL,
        started_at timestamp with time zone,
        finished_at timestamp with time zone,
        lease_owner character varying(200),
        lease_token bigint NOT NULL,
        lease_until timestamp with time zone,
        error text,
        CONSTRAINT "PK_bronze_sync_runs" PRIMARY KEY (sync_id)
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM __ef_migrations_bronze WHERE "MigrationId" = '20261123192651_Initial') THEN
    CREATE TABLE bronze_tcg_cards (
        id bigint NOT NULL,
        feed character varying(40) NOT NULL,
        card_id character varying(200) NOT NULL,
        version integer NOT NULL,
        content_hash character varying(64) NOT NULL,
        source text NOT NULL,
        set_id character varying(200),
        requested_at timestamp with time zone NOT NULL,
        fetched_at timestamp with time zone NOT NULL,
        api_call_id bigint NOT NULL,
        sync_id character varying(36) NOT NULL,
        payload text NOT NULL,
        CONSTRAINT "PK_bronze_tcg_cards" PRIMARY KEY (id)
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM __ef_migrations_bronze WHERE "MigrationId" = '20261123192651_Initial') THEN
    CREATE TABLE bronze_tcg_prices (
        id bigint NOT NULL,
        feed character varying(40) NOT NULL,
        card_id character varying(200) NOT NULL,
        market character varying(40) NOT NULL,
        observed_on date NOT NULL,
        payload text NOT NULL,
        content_hash character varying(64) NOT NULL,
        fetched_at timestamp with time zone NOT NULL,
        CONSTRAINT "PK_bronze_tcg_prices" PRIMARY KEY (id)
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM __ef_migrations_bronze WHERE "MigrationId" = '20261123192651_Initial') THEN
    CREATE TABLE bronze_tcg_sets (
        id bigint NOT NULL,
        feed character varying(40) NOT NULL,
        set_id character varying(200) NOT NULL,
        version integer NOT NULL,
        content_hash character varying(64) NOT NULL,
        source text NOT NULL,
        requested_at timestamp with time zone NOT NULL,
        fetched_at timestamp with time zone NOT NULL,
        api_call_id bigint NOT NULL,
        sync_id character varying(36) NOT NULL,
        payload text NOT NULL,
        CONSTRAINT "PK_bronze_tcg_sets" PRIMARY KEY (id)
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM __ef_migrations_bronze WHERE "MigrationId" = '20261123192651_Initial') THEN
    CREATE INDEX ix_bronze_api_calls_source ON bronze_api_calls (source, requested_at);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM __ef_migrations_bronze WHERE "MigrationId" = '20261123192651_Initial') THEN
    CREATE INDEX ix_bronze_api_calls_sync ON bronze_api_calls (sync_id);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM __ef_migrations_bronze WHERE "MigrationId" = '20261123192651_Initial') THEN
    CREATE UNIQUE INDEX ux_bronze_pokemon_species_version ON bronze_pokemon_species (pokedex_number, version DESC);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM __ef_migrations_bronze WHERE "MigrationId" = '20261123192651_Initial') THEN
    CREATE INDEX ix_bronze_rejects_sync ON bronze_rejects (sync_id);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM __ef_migrations_bronze WHERE "MigrationId" = '20261123192651_Initial') THEN
    CREATE INDEX ix_bronze_set_fetches_set ON bronze_set_fetches (feed, set_id, complete, id);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM __ef_migrations_bronze WHERE "MigrationId" = '20261123192651_Initial') THEN
    CREATE INDEX ix_bronze_set_fetches_sync ON bronze_set_fetches (sync_id, status, position);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM __ef_migrations_bronze WHERE "MigrationId" = '20261123192651_Initial') THEN
    CREATE INDEX ix_bronze_sync_runs_status ON bronze_sync_runs (status, requested_at);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM __ef_migrations_bronze WHERE "MigrationId" = '20261123192651_Initial') THEN
    CREATE UNIQUE INDEX ux_bronze_sync_runs_running ON bronze_sync_runs (feed) WHERE status = 'running';
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM __ef_migrations_bronze WHERE "MigrationId" = '20261123192651_Initial') THEN
    CREATE INDEX ix_bronze_tcg_cards_sync ON bronze_tcg_cards (sync_id, feed, card_id, id, version);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM __ef_migrations_bronze WHERE "MigrationId" = '20261123192651_Initial') THEN
    CREATE UNIQUE INDEX ux_bronze_tcg_cards_version ON bronze_tcg_cards (feed, card_id, version DESC);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM __ef_migrations_bronze WHERE "MigrationId" = '20261123192651_Initial') THEN
    CREATE INDEX ix_bronze_tcg_prices_card ON bronze_tcg_prices (feed, card_id, market, id DESC);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM __ef_migrations_bronze WHERE "MigrationId" = '20261123192651_Initial') THEN
    CREATE UNIQUE INDEX ux_bronze_tcg_sets_version ON bronze_tcg_sets (feed, set_id, version DESC);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM __ef_migrations_bronze WHERE "MigrationId" = '20261123192651_Initial') THEN
    INSERT INTO __ef_migrations_bronze ("MigrationId", "ProductVersion")
    VALUES ('20261123192651_Initial', '10.0.14');
    END IF;
END $EF$;
COMMIT;

START TRANSACTION;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM __ef_migrations_bronze WHERE "MigrationId" = '20261128053051_SyncReasons') THEN
    ALTER TABLE bronze_sync_runs ADD reason character varying(40);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM __ef_migrations_bronze WHERE "MigrationId" = '20261128053051_SyncReasons') THEN
    ALTER TABLE bronze_set_fetches ADD rejected integer;
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM __ef_migrations_bronze WHERE "MigrationId" = '20261128053051_SyncReasons') THEN
    ALTER TABLE bronze_api_calls ADD fetch_id bigint;
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM __ef_migrations_bronze WHERE "MigrationId" = '20261128053051_SyncReasons') THEN
    ALTER TABLE bronze_api_calls ADD findings text;
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM __ef_migrations_bronze WHERE "MigrationId" = '20261128053051_SyncReasons') THEN
    INSERT INTO __ef_migrations_bronze ("MigrationId", "ProductVersion")
    VALUES ('20261128053051_SyncReasons', '10.0.14');
    END IF;
END $EF$;
COMMIT;

START TRANSACTION;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM __ef_migrations_bronze WHERE "MigrationId" = '20261128083910_UnchangedSets') THEN
    ALTER TABLE bronze_set_fetches ADD content_hash character varying(64);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM __ef_migrations_bronze WHERE "MigrationId" = '20261128083910_UnchangedSets') THEN
    INSERT INTO __ef_migrations_bronze ("MigrationId", "ProductVersion")
    VALUES ('20261128083910_UnchangedSets', '10.0.14');
    END IF;
END $EF$;
COMMIT;

