CREATE TABLE IF NOT EXISTS "__ef_migrations_gold" (
    "MigrationId" TEXT NOT NULL CONSTRAINT "PK___ef_migrations_gold" PRIMARY KEY,
    "ProductVersion" TEXT NOT NULL
);

BEGIN TRANSACTION;
CREATE TABLE "gold_pokemon_generations" (
    "generation" INTEGER NOT NULL CONSTRAINT "PK_gold_pokemon_generations" PRIMARY KEY,
    "name" TEXT NOT NULL,
    "region" TEXT NOT NULL,
    "first_number" INTEGER NOT NULL,
    "last_number" INTEGER NOT NULL
);

CREATE TABLE "gold_user_collections" (
    "id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "card_id" TEXT NOT NULL,
    "list" TEXT NOT NULL,
    "finish" TEXT NULL,
    "condition" TEXT NULL,
    "language" TEXT NULL,
    "quantity" INTEGER NOT NULL,
    "grade_company" TEXT NULL,
    "grade" TEXT NULL,
    "certificate" TEXT NULL,
    "location" TEXT NULL,
    "notes" TEXT NULL,
    "acquired_on" TEXT NULL,
    "price_paid" REAL NULL,
    "currency" TEXT NULL,
    "source" TEXT NULL,
    "version" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "moved_from" TEXT NULL,
    "moved_at" TEXT NULL,
    CONSTRAINT "PK_gold_user_collections" PRIMARY KEY ("user_id", "id")
);

CREATE TABLE "gold_users" (
    "id" TEXT NOT NULL CONSTRAINT "PK_gold_users" PRIMARY KEY,
    "issuer" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "display_name" TEXT NULL,
    "role" TEXT NOT NULL,
    "created_at" TEXT NOT NULL
);

CREATE INDEX "ix_gold_user_collections_card" ON "gold_user_collections" ("card_id");

CREATE UNIQUE INDEX "ux_gold_users_subject" ON "gold_users" ("issuer", "subject");

INSERT INTO "__ef_migrations_gold" ("MigrationId", "ProductVersion")
VALUES ('20261128185703_Initial', '10.0.14');

COMMIT;

BEGIN TRANSACTION;
ALTER TABLE "gold_users" ADD "public_name" TEXT NULL;

CREATE TABLE "gold_api_tokens" (
    "id" TEXT NOT NULL CONSTRAINT "PK_gold_api_tokens" PRIMARY KEY,
    "user_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "created_at" TEXT NOT NULL,
    "expires_at" TEXT NULL
);

CREATE TABLE "gold_audit_log" (
    "id" TEXT NOT NULL CONSTRAINT "PK_gold_audit_log" PRIMARY KEY,
    "at" TEXT NOT NULL,
    "actor" TEXT NOT NULL,
    "user_id" TEXT NULL,
    "action" TEXT NOT NULL,
    "detail" TEXT NULL,
    "address" TEXT NULL,
    "status" INTEGER NULL
);

CREATE TABLE "gold_session_keys" (
    "name" TEXT NOT NULL CONSTRAINT "PK_gold_session_keys" PRIMARY KEY,
    "xml" TEXT NOT NULL,
    "created_at" TEXT NOT NULL
);

CREATE UNIQUE INDEX "ux_gold_users_public_name" ON "gold_users" ("public_name");

CREATE INDEX "ix_gold_api_tokens_user" ON "gold_api_tokens" ("user_id");

CREATE UNIQUE INDEX "ux_gold_api_tokens_hash" ON "gold_api_tokens" ("hash");

INSERT INTO "__ef_migrations_gold" ("MigrationId", "ProductVersion")
VALUES ('20261128214025_Users', '10.0.14');

COMMIT;

BEGIN TRANSACTION;
CREATE TABLE "gold_import_rows" (
    "import_id" TEXT NOT NULL,
    "row" INTEGER NOT NULL,
    "raw" TEXT NOT NULL,
    "lot" TEXT NULL,
    "outcome" TEXT NOT NULL,
    "effect" TEXT NULL,
    "card_id" TEXT NULL,
    "lot_id" TEXT NULL,
    "candidates" TEXT NULL,
    "reason" TEXT NULL,
    CONSTRAINT "PK_gold_import_rows" PRIMARY KEY ("import_id", "row")
);

CREATE TABLE "gold_imports" (
    "id" TEXT NOT NULL CONSTRAINT "PK_gold_imports" PRIMARY KEY,
    "user_id" TEXT NOT NULL,
    "file_name" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "format" TEXT NOT NULL,
    "currency" TEXT NULL,
    "warnings" TEXT NULL,
    "created_at" TEXT NOT NULL,
    "previewed_at" TEXT NOT NULL,
    "committed_at" TEXT NULL,
    "commits" INTEGER NOT NULL
);

CREATE UNIQUE INDEX "ux_gold_imports_file" ON "gold_imports" ("user_id", "sha256");

INSERT INTO "__ef_migrations_gold" ("MigrationId", "ProductVersion")
VALUES ('20261128221556_Imports', '10.0.14');

COMMIT;

