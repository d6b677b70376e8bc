CREATE TABLE IF NOT EXISTS __ef_migrations_gold (
    "MigrationId" character varying(150) NOT NULL,
    "ProductVersion" character varying(32) NOT NULL,
    CONSTRAINT "PK___ef_migrations_gold" PRIMARY KEY ("MigrationId")
);

START TRANSACTION;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM __ef_migrations_gold WHERE "MigrationId" = '20261128185706_Initial') THEN
    CREATE TABLE gold_pokemon_generations (
        generation integer NOT NULL,
        name character varying(40) NOT NULL,
        region character varying(40) NOT NULL,
        first_number integer NOT NULL,
        last_number integer NOT NULL,
        CONSTRAINT "PK_gold_pokemon_generations" PRIMARY KEY (generation)
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM __ef_migrations_gold WHERE "MigrationId" = '20261128185706_Initial') THEN
    CREATE TABLE gold_user_collections (
        id character varying(36) NOT NULL,
        user_id character varying(36) NOT NULL,
        card_id character varying(64) NOT NULL,
        list character varying(20) NOT NULL,
        finish character varying(60),
        condition character varying(20),
        language character varying(20),
        quantity integer NOT NULL,
        grade_company character varying(20),
        grade character varying(20),
        certificate character varying(50),
        location character varying(200),
        notes character varying(2000),
        acquired_on date,
        price_paid numeric(18,4),
        currency character varying(3),
        source character varying(200),
        version integer NOT NULL,
        created_at timestamp with time zone NOT NULL,
        updated_at timestamp with time zone NOT NULL,
        moved_from character varying(64),
        moved_at timestamp with time zone,
        CONSTRAINT "PK_gold_user_collections" PRIMARY KEY (user_id, id)
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM __ef_migrations_gold WHERE "MigrationId" = '20261128185706_Initial') THEN
    CREATE TABLE gold_users (
        id character varying(36) NOT NULL,
        issuer character varying(200) NOT NULL,
        subject character varying(200) NOT NULL,
        display_name character varying(200),
        role character varying(20) NOT NULL,
        created_at timestamp with time zone NOT NULL,
        CONSTRAINT "PK_gold_users" PRIMARY KEY (id)
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM __ef_migrations_gold WHERE "MigrationId" = '20261128185706_Initial') THEN
    CREATE INDEX ix_gold_user_collections_card ON gold_user_collections (card_id);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM __ef_migrations_gold WHERE "MigrationId" = '20261128185706_Initial') THEN
    CREATE UNIQUE INDEX ux_gold_users_subject ON gold_users (issuer, subject);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM __ef_migrations_gold WHERE "MigrationId" = '20261128185706_Initial') THEN
    INSERT INTO __ef_migrations_gold ("MigrationId", "ProductVersion")
    VALUES ('20261128185706_Initial', '10.0.14');
    END IF;
END $EF$;
COMMIT;

START TRANSACTION;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM __ef_migrations_gold WHERE "MigrationId" = '20261128214028_Users') THEN
    ALTER TABLE gold_users ADD public_name character varying(40);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM __ef_migrations_gold WHERE "MigrationId" = '20261128214028_Users') THEN
    CREATE TABLE gold_api_tokens (
        id character varying(36) NOT NULL,
        user_id character varying(36) NOT NULL,
        name character varying(100) NOT NULL,
        hash character varying(64) NOT NULL,
        scope character varying(10) NOT NULL,
        created_at timestamp with time zone NOT NULL,
        expires_at timestamp with time zone,
        CONSTRAINT "PK_gold_api_tokens" PRIMARY KEY (id)
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM __ef_migrations_gold WHERE "MigrationId" = '20261128214028_Users') THEN
    CREATE TABLE gold_audit_log (
        id character varying(36) NOT NULL,
        at timestamp with time zone NOT NULL,
        actor character varying(200) NOT NULL,
        user_id character varying(36),
        action character varying(100) NOT NULL,
        detail character varying(2000),
        address character varying(50),
        status integer,
        CONSTRAINT "PK_gold_audit_log" PRIMARY KEY (id)
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM __ef_migrations_gold WHERE "MigrationId" = '20261128214028_Users') THEN
    CREATE TABLE gold_session_keys (
        name character varying(200) NOT NULL,
        xml text NOT NULL,
        created_at timestamp with time zone NOT NULL,
        CONSTRAINT "PK_gold_session_keys" PRIMARY KEY (name)
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM __ef_migrations_gold WHERE "MigrationId" = '20261128214028_Users') THEN
    CREATE UNIQUE INDEX ux_gold_users_public_name ON gold_users (public_name);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM __ef_migrations_gold WHERE "MigrationId" = '20261128214028_Users') THEN
    CREATE INDEX ix_gold_api_tokens_user ON gold_api_tokens (user_id);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM __ef_migrations_gold WHERE "MigrationId" = '20261128214028_Users') THEN
    CREATE UNIQUE INDEX ux_gold_api_tokens_hash ON gold_api_tokens (hash);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM __ef_migrations_gold WHERE "MigrationId" = '20261128214028_Users') THEN
    INSERT INTO __ef_migrations_gold ("MigrationId", "ProductVersion")
    VALUES ('20261128214028_Users', '10.0.14');
    END IF;
END $EF$;
COMMIT;

START TRANSACTION;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM __ef_migrations_gold WHERE "MigrationId" = '20261128221604_Imports') THEN
    CREATE TABLE gold_import_rows (
        import_id character varying(36) NOT NULL,
        row integer NOT NULL,
        raw text NOT NULL,
        lot text,
        outcome character varying(20) NOT NULL,
        effect character varying(20),
        card_id character varying(64),
        lot_id character varying(36),
        candidates text,
        reason text,
        CONSTRAINT "PK_gold_import_rows" PRIMARY KEY (import_id, row)
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM __ef_migrations_gold WHERE "MigrationId" = '20261128221604_Imports') THEN
    CREATE TABLE gold_imports (
        id character varying(36) NOT NULL,
        user_id character varying(36) NOT NULL,
        file_name character varying(200) NOT NULL,
        sha256 character varying(64) NOT NULL,
        format character varying(20) NOT NULL,
        currency character varying(3),
        warnings text,
        created_at timestamp with time zone NOT NULL,
        previewed_at timestamp with time zone NOT NULL,
        committed_at timestamp with time zone,
        commits integer NOT NULL,
        CONSTRAINT "PK_gold_imports" PRIMARY KEY (id)
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM __ef_migrations_gold WHERE "MigrationId" = '20261128221604_Imports') THEN
    CREATE UNIQUE INDEX ux_gold_imports_file ON gold_imports (user_id, sha256);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM __ef_migrations_gold WHERE "MigrationId" = '20261128221604_Imports') THEN
    INSERT INTO __ef_migrations_gold ("MigrationId", "ProductVersion")
    VALUES ('20261128221604_Imports', '10.0.14');
    END IF;
END $EF$;
COMMIT;

