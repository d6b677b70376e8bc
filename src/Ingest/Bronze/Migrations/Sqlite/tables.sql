CREATE TABLE IF NOT EXISTS "__ef_migrations_bronze" (
    "MigrationId" TEXT NOT NULL CONSTRAINT "PK___ef_migrations_bronze" PRIMARY KEY,
    "ProductVersion" TEXT NOT NULL
);

BEGIN TRANSACTION;
CREATE TABLE "bronze_api_calls" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_bronze_api_calls" PRIMARY KEY,
    "sync_id" TEXT NULL,
    "source" TEXT NOT NULL,
    "endpoint" TEXT NOT NULL,
    "requested_at" TEXT NOT NULL,
    "status_code" INTEGER NULL,
    "duration_ms" REAL NULL,
    "bytes" INTEGER NULL,
    "outcome" TEXT NOT NULL,
    "error" TEXT NULL,
    "item_count" INTEGER NULL,
    "items" TEXT NULL,
    "keyed" INTEGER NOT NULL,
    "retry_at" TEXT NULL
);

CREATE TABLE "bronze_pokemon_species" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_bronze_pokemon_species" PRIMARY KEY,
    "pokedex_number" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    "content_hash" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "requested_at" TEXT NOT NULL,
    "fetched_at" TEXT NOT NULL,
    "api_call_id" INTEGER NOT NULL,
    "payload" TEXT NOT NULL
);

CREATE TABLE "bronze_rejects" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_bronze_rejects" PRIMARY KEY,
    "api_call_id" INTEGER NOT NULL,
    "sync_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "payload" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "received_at" TEXT NOT NULL
);

CREATE TABLE "bronze_set_fetches" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_bronze_set_fetches" PRIMARY KEY,
    "sync_id" TEXT NOT NULL,
    "feed" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "set_id" TEXT NULL,
    "query" TEXT NULL,
    "position" INTEGER NOT NULL,
    "status" TEXT NOT NULL,
    "complete" INTEGER NOT NULL,
    "expected" INTEGER NULL,
    "received" INTEGER NULL,
    "members" TEXT NULL,
    "members_hash" TEXT NULL,
    "attempts" INTEGER NOT NULL,
    "next_attempt_at" TEXT NULL,
    "started_at" TEXT NULL,
    "finished_at" TEXT NULL,
    "error" TEXT NULL
);

CREATE TABLE "bronze_sync_runs" (
    "sync_id" TEXT NOT NULL CONSTRAINT "PK_bronze_sync_runs" PRIMARY KEY,
    "scope" TEXT NOT NULL,
    "feed" TEXT NULL,
    "source" TEXT NULL,
    "force" INTEGER NOT NULL,
    "status" TEXT NOT NULL,
    "requested_by" TEXT NOT NULL,
    "requested_at" TEXT NOT NULL,
    "started_at" TEXT NULL,
    "finished_at" TEXT NULL,
    "lease_owner" TEXT NULL,
    "lease_token" INTEGER NOT NULL,
    "lease_until" TEXT NULL,
    "error" TEXT NULL
);

CREATE TABLE "bronze_tcg_cards" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_bronze_tcg_cards" PRIMARY KEY,
    "feed" TEXT NOT NULL,
    "card_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "content_hash" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "set_id" TEXT NULL,
    "requested_at" TEXT NOT NULL,
    "fetched_at" TEXT NOT NULL,
    "api_call_id" INTEGER NOT NULL,
    "sync_id" TEXT NOT NULL,
    "payload" TEXT NOT NULL
);

CREATE TABLE "bronze_tcg_prices" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_bronze_tcg_prices" PRIMARY KEY,
    "feed" TEXT NOT NULL,
    "card_id" TEXT NOT NULL,
    "market" TEXT NOT NULL,
    "observed_on" TEXT NOT NULL,
    "payload" TEXT NOT NULL,
    "content_hash" TEXT NOT NULL,
    "fetched_at" TEXT NOT NULL
);

CREATE TABLE "bronze_tcg_sets" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_bronze_tcg_sets" PRIMARY KEY,
    "feed" TEXT NOT NULL,
    "set_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "content_hash" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "requested_at" TEXT NOT NULL,
    "fetched_at" TEXT NOT NULL,
    "api_call_id" INTEGER NOT NULL,
    "sync_id" TEXT NOT NULL,
    "payload" TEXT NOT NULL
);

CREATE INDEX "ix_bronze_api_calls_source" ON "bronze_api_calls" ("source", "requested_at");

CREATE INDEX "ix_bronze_api_calls_sync" ON "bronze_api_calls" ("sync_id");

CREATE UNIQUE INDEX "ux_bronze_pokemon_species_version" ON "bronze_pokemon_species" ("pokedex_number", "version" DESC);

CREATE INDEX "ix_bronze_rejects_sync" ON "bronze_rejects" ("sync_id");

CREATE INDEX "ix_bronze_set_fetches_set" ON "bronze_set_fetches" ("feed", "set_id", "complete", "id");

CREATE INDEX "ix_bronze_set_fetches_sync" ON "bronze_set_fetches" ("sync_id", "status", "position");

CREATE INDEX "ix_bronze_sync_runs_status" ON "bronze_sync_runs" ("status", "requested_at");

CREATE UNIQUE INDEX "ux_bronze_sync_runs_running" ON "bronze_sync_runs" ("feed") WHERE status = 'running';

CREATE INDEX "ix_bronze_tcg_cards_sync" ON "bronze_tcg_cards" ("sync_id", "feed", "card_id", "id", "version");

CREATE UNIQUE INDEX "ux_bronze_tcg_cards_version" ON "bronze_tcg_cards" ("feed", "card_id", "version" DESC);

CREATE INDEX "ix_bronze_tcg_prices_card" ON "bronze_tcg_prices" ("feed", "card_id", "market", "id" DESC);

CREATE UNIQUE INDEX "ux_bronze_tcg_sets_version" ON "bronze_tcg_sets" ("feed", "set_id", "version" DESC);

INSERT INTO "__ef_migrations_bronze" ("MigrationId", "ProductVersion")
VALUES ('20261123192643_Initial', '10.0.14');

COMMIT;

BEGIN TRANSACTION;
ALTER TABLE "bronze_sync_runs" ADD "reason" TEXT NULL;

ALTER TABLE "bronze_set_fetches" ADD "rejected" INTEGER NULL;

ALTER TABLE "bronze_api_calls" ADD "fetch_id" INTEGER NULL;

ALTER TABLE "bronze_api_calls" ADD "findings" TEXT NULL;

INSERT INTO "__ef_migrations_bronze" ("MigrationId", "ProductVersion")
VALUES ('20261128052955_SyncReasons', '10.0.14');

COMMIT;

BEGIN TRANSACTION;
ALTER TABLE "bronze_set_fetches" ADD "content_hash" TEXT NULL;

INSERT INTO "__ef_migrations_bronze" ("MigrationId", "ProductVersion")
VALUES ('20261128083844_UnchangedSets', '10.0.14');

COMMIT;

