CREATE TABLE IF NOT EXISTS "__ef_migrations_images" (
    "MigrationId" TEXT NOT NULL CONSTRAINT "PK___ef_migrations_images" PRIMARY KEY,
    "ProductVersion" TEXT NOT NULL
);

BEGIN TRANSACTION;
CREATE TABLE "silver_card_images" (
    "rendition" TEXT NOT NULL,
    "card_id" TEXT NOT NULL,
    "change_id" INTEGER NULL,
    "source_url" TEXT NULL,
    "object_key" TEXT NULL,
    "url" TEXT NULL,
    "sha256" TEXT NULL,
    "width" INTEGER NULL,
    "height" INTEGER NULL,
    "bytes" INTEGER NULL,
    "status" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL,
    "next_attempt_at" TEXT NULL,
    "stored_at" TEXT NULL,
    "reason" TEXT NULL,
    "etag" TEXT NULL,
    "last_modified" TEXT NULL,
    "checked_at" TEXT NULL,
    "wanted_url" TEXT NULL,
    "fallback_url" TEXT NULL,
    "settings" TEXT NULL,
    "lease_token" TEXT NULL,
    "lease_until" TEXT NULL,
    "writing_sha256" TEXT NULL,
    CONSTRAINT "PK_silver_card_images" PRIMARY KEY ("card_id", "rendition")
);

CREATE TABLE "silver_set_images" (
    "rendition" TEXT NOT NULL,
    "set_id" TEXT NOT NULL,
    "source_url" TEXT NULL,
    "object_key" TEXT NULL,
    "url" TEXT NULL,
    "sha256" TEXT NULL,
    "width" INTEGER NULL,
    "height" INTEGER NULL,
    "bytes" INTEGER NULL,
    "status" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL,
    "next_attempt_at" TEXT NULL,
    "stored_at" TEXT NULL,
    "reason" TEXT NULL,
    "etag" TEXT NULL,
    "last_modified" TEXT NULL,
    "checked_at" TEXT NULL,
    "wanted_url" TEXT NULL,
    "fallback_url" TEXT NULL,
    "settings" TEXT NULL,
    "lease_token" TEXT NULL,
    "lease_until" TEXT NULL,
    "writing_sha256" TEXT NULL,
    CONSTRAINT "PK_silver_set_images" PRIMARY KEY ("set_id", "rendition")
);

CREATE INDEX "ix_silver_card_images_change" ON "silver_card_images" ("card_id", "change_id") WHERE change_id IS NOT NULL;

CREATE INDEX "ix_silver_card_images_due" ON "silver_card_images" ("next_attempt_at", "card_id") WHERE next_attempt_at IS NOT NULL;

CREATE INDEX "ix_silver_card_images_lease" ON "silver_card_images" ("lease_token") WHERE lease_token IS NOT NULL;

CREATE INDEX "ix_silver_card_images_picture" ON "silver_card_images" ("sha256") WHERE change_id IS NOT NULL;

CREATE INDEX "ix_silver_card_images_settings" ON "silver_card_images" ("settings", "card_id") WHERE settings IS NOT NULL;

CREATE INDEX "ix_silver_card_images_status" ON "silver_card_images" ("rendition", "status");

INSERT INTO "__ef_migrations_images" ("MigrationId", "ProductVersion")
VALUES ('20261124190228_Initial', '10.0.14');

COMMIT;

BEGIN TRANSACTION;
CREATE TABLE "silver_image_issues" (
    "card_id" TEXT NOT NULL,
    "rule" TEXT NOT NULL,
    "detail" TEXT NOT NULL,
    "found_at" TEXT NOT NULL,
    CONSTRAINT "PK_silver_image_issues" PRIMARY KEY ("card_id", "rule")
);

INSERT INTO "__ef_migrations_images" ("MigrationId", "ProductVersion")
VALUES ('20261128054705_ImageIssues', '10.0.14');

COMMIT;

