CREATE TABLE IF NOT EXISTS __ef_migrations_images (
    "MigrationId" character varying(150) NOT NULL,
    "ProductVersion" character varying(32) NOT NULL,
    CONSTRAINT "PK___ef_migrations_images" PRIMARY KEY ("MigrationId")
);

START TRANSACTION;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM __ef_migrations_images WHERE "MigrationId" = '20261124190258_Initial') THEN
    CREATE TABLE silver_card_images (
        rendition character varying(20) NOT NULL,
        card_id character varying(200) NOT NULL,
        change_id bigint,
        source_url text,
        object_key character varying(300),
        url text,
        sha256 character varying(64),
        width integer,
        height integer,
        bytes bigint,
        status character varying(20) NOT NULL,
        attempts integer NOT NULL,
        next_attempt_at timestamp with time zone,
        stored_at timestamp with time zone,
        reason character varying(500),
        etag character varying(300),
        last_modified character varying(300),
        checked_at timestamp with time zone,
        wanted_url text,
        fallback_url text,
        settings character varying(100),
        lease_token character varying(36),
        lease_until timestamp with time zone,
        writing_sha256 character varying(64),
        CONSTRAINT "PK_silver_card_images" PRIMARY KEY (card_id, rendition)
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM __ef_migrations_images WHERE "MigrationId" = '20261124190258_Initial') THEN
    CREATE TABLE silver_set_images (
        rendition character varying(20) NOT NULL,
        set_id character varying(200) NOT NULL,
        source_url text,
        object_key character varying(300),
        url text,
        sha256 character varying(64),
        width integer,
        height integer,
        bytes bigint,
        status character varying(20) NOT NULL,
        attempts integer NOT NULL,
        next_attempt_at timestamp with time zone,
        stored_at timestamp with time zone,
        reason character varying(500),
        etag character varying(300),
        last_modified character varying(300),
        checked_at timestamp with time zone,
        wanted_url text,
        fallback_url text,
        settings character varying(100),
        lease_token character varying(36),
        lease_until timestamp with time zone,
        writing_sha256 character varying(64),
        CONSTRAINT "PK_silver_set_images" PRIMARY KEY (set_id, rendition)
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM __ef_migrations_images WHERE "MigrationId" = '20261124190258_Initial') THEN
    CREATE INDEX ix_silver_card_images_change ON silver_card_images (card_id, change_id) WHERE change_id IS NOT NULL;
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM __ef_migrations_images WHERE "MigrationId" = '20261124190258_Initial') THEN
    CREATE INDEX ix_silver_card_images_due ON silver_card_images (next_attempt_at, card_id) WHERE next_attempt_at IS NOT NULL;
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM __ef_migrations_images WHERE "MigrationId" = '20261124190258_Initial') THEN
    CREATE INDEX ix_silver_card_images_lease ON silver_card_images (lease_token) WHERE lease_token IS NOT NULL;
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM __ef_migrations_images WHERE "MigrationId" = '20261124190258_Initial') THEN
    CREATE INDEX ix_silver_card_images_picture ON silver_card_images (sha256) WHERE change_id IS NOT NULL;
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM __ef_migrations_images WHERE "MigrationId" = '20261124190258_Initial') THEN
    CREATE INDEX ix_silver_card_images_settings ON silver_card_images (settings, card_id) WHERE settings IS NOT NULL;
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM __ef_migrations_images WHERE "MigrationId" = '20261124190258_Initial') THEN
    CREATE INDEX ix_silver_card_images_status ON silver_card_images (rendition, status);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM __ef_migrations_images WHERE "MigrationId" = '20261124190258_Initial') THEN
    INSERT INTO __ef_migrations_images ("MigrationId", "ProductVersion")
    VALUES ('20261124190258_Initial', '10.0.14');
    END IF;
END $EF$;
COMMIT;

START TRANSACTION;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM __ef_migrations_images WHERE "MigrationId" = '20261128054723_ImageIssues') THEN
    CREATE TABLE silver_image_issues (
        card_id character varying(200) NOT NULL,
        rule character varying(60) NOT NULL,
        detail character varying(1000) NOT NULL,
        found_at timestamp with time zone NOT NULL,
        CONSTRAINT "PK_silver_image_issues" PRIMARY KEY (card_id, rule)
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM __ef_migrations_images WHERE "MigrationId" = '20261128054723_ImageIssues') THEN
    INSERT INTO __ef_migrations_images ("MigrationId", "ProductVersion")
    VALUES ('20261128054723_ImageIssues', '10.0.14');
    END IF;
END $EF$;
COMMIT;

