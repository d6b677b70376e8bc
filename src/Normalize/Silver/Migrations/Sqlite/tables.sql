CREATE TABLE IF NOT EXISTS "__ef_migrations_silver" (
    "MigrationId" TEXT NOT NULL CONSTRAINT "PK___ef_migrations_silver" PRIMARY KEY,
    "ProductVersion" TEXT NOT NULL
);

BEGIN TRANSACTION;
CREATE TABLE "silver_card_identities" (
    "feed" TEXT NOT NULL,
    "feed_card_id" TEXT NOT NULL,
    "card_id" TEXT NULL,
    "matched_by" TEXT NULL,
    "bronze_id" INTEGER NOT NULL,
    "normalizer_version" INTEGER NOT NULL,
    "outcome" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL,
    "next_attempt_at" TEXT NULL,
    CONSTRAINT "PK_silver_card_identities" PRIMARY KEY ("feed", "feed_card_id")
);

CREATE TABLE "silver_card_prices" (
    "card_id" TEXT NOT NULL,
    "market" TEXT NOT NULL,
    "observed_on" TEXT NOT NULL,
    "finish" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "low" TEXT NULL,
    "mid" TEXT NULL,
    "high" TEXT NULL,
    "market_price" TEXT NULL,
    "direct_low" TEXT NULL,
    "average_sell" TEXT NULL,
    "average1" TEXT NULL,
    "average7" TEXT NULL,
    "average30" TEXT NULL,
    "low_excellent_plus" TEXT NULL,
    "suggested" TEXT NULL,
    "german_pro_low" TEXT NULL,
    "extra" TEXT NULL,
    "bronze_id" INTEGER NOT NULL,
    CONSTRAINT "PK_silver_card_prices" PRIMARY KEY ("card_id", "market", "finish", "observed_on")
);

CREATE TABLE "silver_changes" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_silver_changes" PRIMARY KEY,
    "card_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "fields" TEXT NULL,
    "bronze_id" INTEGER NOT NULL,
    "sync_id" TEXT NULL,
    "at" TEXT NOT NULL
);

CREATE TABLE "silver_pokemon_master" (
    "pokedex_number" INTEGER NOT NULL CONSTRAINT "PK_silver_pokemon_master" PRIMARY KEY,
    "name" TEXT NOT NULL,
    "generation" INTEGER NOT NULL,
    "source" TEXT NOT NULL,
    "is_legendary" INTEGER NULL,
    "is_mythical" INTEGER NULL,
    "is_baby" INTEGER NULL,
    "evolves_from" INTEGER NULL,
    "color" TEXT NULL,
    "bronze_id" INTEGER NULL
);

CREATE TABLE "silver_price_marks" (
    "feed" TEXT NOT NULL CONSTRAINT "PK_silver_price_marks" PRIMARY KEY,
    "bronze_id" INTEGER NOT NULL
);

CREATE TABLE "silver_quality_issues" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_silver_quality_issues" PRIMARY KEY,
    "card_id" TEXT NULL,
    "set_id" TEXT NULL,
    "bronze_id" INTEGER NOT NULL,
    "rule" TEXT NOT NULL,
    "severity" TEXT NOT NULL,
    "detail" TEXT NOT NULL,
    "original_value" TEXT NULL,
    "found_at" TEXT NOT NULL
);

CREATE TABLE "silver_rejects" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_silver_rejects" PRIMARY KEY,
    "layer" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "bronze_id" INTEGER NULL,
    "reason" TEXT NOT NULL,
    "detail" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL,
    "first_at" TEXT NOT NULL,
    "last_at" TEXT NOT NULL,
    "resolved_at" TEXT NULL
);

CREATE TABLE "silver_schema_drift" (
    "path" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "example_id" TEXT NOT NULL,
    "first_at" TEXT NOT NULL,
    "occurrences" INTEGER NOT NULL,
    CONSTRAINT "PK_silver_schema_drift" PRIMARY KEY ("path", "kind")
);

CREATE TABLE "silver_set_identities" (
    "feed" TEXT NOT NULL,
    "feed_set_id" TEXT NOT NULL,
    "set_id" TEXT NULL,
    "bronze_id" INTEGER NOT NULL,
    "normalizer_version" INTEGER NOT NULL,
    "outcome" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL,
    "next_attempt_at" TEXT NULL,
    "applied_fetch_id" INTEGER NOT NULL,
    "applied_members" TEXT NULL,
    "compare_again" INTEGER NOT NULL,
    CONSTRAINT "PK_silver_set_identities" PRIMARY KEY ("feed", "feed_set_id")
);

CREATE TABLE "silver_tcg_sets" (
    "set_id" TEXT NOT NULL CONSTRAINT "PK_silver_tcg_sets" PRIMARY KEY,
    "name" TEXT NOT NULL,
    "series" TEXT NULL,
    "printed_total" INTEGER NULL,
    "total" INTEGER NULL,
    "ptcgo_code" TEXT NULL,
    "release_date" TEXT NULL,
    "updated_at" TEXT NULL,
    "symbol_url" TEXT NULL,
    "logo_url" TEXT NULL,
    "extra" TEXT NULL,
    "bronze_id" INTEGER NOT NULL,
    "content_hash" TEXT NOT NULL,
    "normalized_at" TEXT NOT NULL,
    "legalities" TEXT NULL
);

CREATE TABLE "silver_tcg_cards" (
    "card_id" TEXT NOT NULL CONSTRAINT "PK_silver_tcg_cards" PRIMARY KEY,
    "set_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "number_sort" TEXT NOT NULL,
    "supertype" TEXT NOT NULL,
    "subtypes" TEXT NULL,
    "types" TEXT NULL,
    "rarity" TEXT NULL,
    "hp" INTEGER NULL,
    "artist" TEXT NULL,
    "flavor_text" TEXT NULL,
    "level" TEXT NULL,
    "evolves_from" TEXT NULL,
    "evolves_to" TEXT NULL,
    "rules" TEXT NULL,
    "retreat_cost" TEXT NULL,
    "converted_retreat_cost" INTEGER NULL,
    "regulation_mark" TEXT NULL,
    "image_small_url" TEXT NULL,
    "image_large_url" TEXT NULL,
    "extra" TEXT NULL,
    "bronze_id" INTEGER NOT NULL,
    "content_hash" TEXT NOT NULL,
    "normalized_at" TEXT NOT NULL,
    "retired_at" TEXT NULL,
    "merged_into" TEXT NULL,
    "abilities" TEXT NULL,
    "ancient_trait" TEXT NULL,
    "attacks" TEXT NULL,
    "legalities" TEXT NULL,
    "resistances" TEXT NULL,
    "weaknesses" TEXT NULL,
    CONSTRAINT "FK_silver_tcg_cards_silver_tcg_sets_set_id" FOREIGN KEY ("set_id") REFERENCES "silver_tcg_sets" ("set_id") ON DELETE RESTRICT
);

CREATE TABLE "silver_tcg_card_pokemon" (
    "card_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "pokedex_number" INTEGER NOT NULL,
    CONSTRAINT "PK_silver_tcg_card_pokemon" PRIMARY KEY ("card_id", "position"),
    CONSTRAINT "FK_silver_tcg_card_pokemon_silver_pokemon_master_pokedex_number" FOREIGN KEY ("pokedex_number") REFERENCES "silver_pokemon_master" ("pokedex_number") ON DELETE RESTRICT,
    CONSTRAINT "FK_silver_tcg_card_pokemon_silver_tcg_cards_card_id" FOREIGN KEY ("card_id") REFERENCES "silver_tcg_cards" ("card_id") ON DELETE CASCADE
);

CREATE INDEX "ix_silver_card_identities_backlog" ON "silver_card_identities" ("feed", "feed_card_id", "bronze_id", "normalizer_version");

CREATE INDEX "ix_silver_card_identities_card" ON "silver_card_identities" ("card_id");

CREATE INDEX "ix_silver_card_identities_outcome" ON "silver_card_identities" ("outcome", "next_attempt_at");

CREATE INDEX "ix_silver_changes_card" ON "silver_changes" ("card_id", "id");

CREATE INDEX "ix_silver_changes_sync" ON "silver_changes" ("sync_id", "kind");

CREATE INDEX "ix_silver_pokemon_master_generation" ON "silver_pokemon_master" ("generation");

CREATE INDEX "ix_silver_quality_issues_card" ON "silver_quality_issues" ("card_id");

CREATE INDEX "ix_silver_quality_issues_rule" ON "silver_quality_issues" ("rule");

CREATE INDEX "ix_silver_quality_issues_set" ON "silver_quality_issues" ("set_id");

CREATE UNIQUE INDEX "ux_silver_rejects_key" ON "silver_rejects" ("layer", "key");

CREATE INDEX "ix_silver_tcg_card_pokemon_species" ON "silver_tcg_card_pokemon" ("pokedex_number", "card_id");

CREATE INDEX "ix_silver_tcg_cards_bronze" ON "silver_tcg_cards" ("bronze_id");

CREATE INDEX "ix_silver_tcg_cards_set" ON "silver_tcg_cards" ("set_id", "number_sort");

INSERT INTO "__ef_migrations_silver" ("MigrationId", "ProductVersion")
VALUES ('20261123192647_Initial', '10.0.14');

COMMIT;

BEGIN TRANSACTION;
ALTER TABLE silver_card_prices RENAME TO old_silver_card_prices;
CREATE TABLE "silver_card_prices" (
    "card_id" TEXT NOT NULL,
    "market" TEXT NOT NULL,
    "observed_on" TEXT NOT NULL,
    "finish" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "low" REAL NULL,
    "mid" REAL NULL,
    "high" REAL NULL,
    "market_price" REAL NULL,
    "direct_low" REAL NULL,
    "average_sell" REAL NULL,
    "average1" REAL NULL,
    "average7" REAL NULL,
    "average30" REAL NULL,
    "low_excellent_plus" REAL NULL,
    "suggested" REAL NULL,
    "german_pro_low" REAL NULL,
    "extra" TEXT NULL,
    "bronze_id" INTEGER NOT NULL,
    CONSTRAINT "PK_silver_card_prices" PRIMARY KEY ("card_id", "market", "finish", "observed_on")
);
INSERT INTO silver_card_prices SELECT * FROM old_silver_card_prices;
DROP TABLE old_silver_card_prices;

ALTER TABLE silver_tcg_cards ADD "number_or_null" TEXT NULL;
UPDATE silver_tcg_cards SET number_or_null = number;
ALTER TABLE silver_tcg_cards DROP COLUMN "number";
ALTER TABLE silver_tcg_cards RENAME COLUMN "number_or_null" TO "number";

ALTER TABLE "silver_tcg_card_pokemon" ADD "matched_by" TEXT NOT NULL DEFAULT 'source';

ALTER TABLE "silver_set_identities" ADD "listed" INTEGER NULL;

CREATE TABLE "silver_rarities" (
    "rarity" TEXT NOT NULL CONSTRAINT "PK_silver_rarities" PRIMARY KEY,
    "rank" INTEGER NOT NULL
);

CREATE VIEW current_cards AS
SELECT c.card_id, c.set_id, s.name AS set_name, s.series, s.release_date, c.name, c.number, c.number_sort, c.supertype, c.subtypes, c.types,
    c.rarity, c.hp, c.artist, c.flavor_text, c.level, c.evolves_from, c.evolves_to, c.rules, c.abilities, c.attacks, c.weaknesses,
    c.resistances, c.retreat_cost, c.converted_retreat_cost, c.regulation_mark, c.ancient_trait, c.legalities, c.image_small_url,
    c.image_large_url, c.extra
FROM silver_tcg_cards c JOIN silver_tcg_sets s ON s.set_id = c.set_id
WHERE c.retired_at IS NULL AND c.merged_into IS NULL;

CREATE VIEW latest_prices AS
SELECT p.card_id, p.market, p.finish, p.observed_on, p.currency, p.low, p.mid, p.high, p.market_price, p.direct_low, p.average_sell,
    p.average1, p.average7, p.average30, p.low_excellent_plus, p.suggested, p.german_pro_low
FROM silver_card_prices p
WHERE NOT EXISTS (SELECT 1 FROM silver_card_prices n
    WHERE n.card_id = p.card_id AND n.market = p.market AND n.finish = p.finish AND n.observed_on > p.observed_on);

CREATE VIEW set_completion AS
SELECT s.set_id, s.name, s.series, s.release_date, s.printed_total, s.total, i.listed, COALESCE(c.cards, 0) AS cards,
    ROUND(100.0 * COALESCE(c.cards, 0) / NULLIF(i.listed, 0), 1) AS percent_of_listed,
    ROUND(100.0 * COALESCE(c.cards, 0) / NULLIF(s.total, 0), 1) AS percent_of_total
FROM silver_tcg_sets s
LEFT JOIN (SELECT set_id, MAX(listed) AS listed FROM silver_set_identities GROUP BY set_id) i ON i.set_id = s.set_id
LEFT JOIN (SELECT set_id, COUNT(*) AS cards FROM silver_tcg_cards WHERE retired_at IS NULL AND merged_into IS NULL GROUP BY set_id) c ON c.set_id = s.set_id;

CREATE VIEW generation_completion AS
SELECT m.generation, COUNT(DISTINCT m.pokedex_number) AS species, COUNT(DISTINCT CASE WHEN c.card_id IS NOT NULL THEN m.pokedex_number END) AS species_with_cards,
    COUNT(DISTINCT c.card_id) AS cards,
    ROUND(100.0 * COUNT(DISTINCT CASE WHEN c.card_id IS NOT NULL THEN m.pokedex_number END) / COUNT(DISTINCT m.pokedex_number), 1) AS percent_of_species
FROM silver_pokemon_master m
LEFT JOIN silver_tcg_card_pokemon l ON l.pokedex_number = m.pokedex_number
LEFT JOIN silver_tcg_cards c ON c.card_id = l.card_id AND c.retired_at IS NULL AND c.merged_into IS NULL
GROUP BY m.generation;

CREATE VIEW rarity_ranks AS
SELECT a.rarity, r.rank, a.cards
FROM (SELECT rarity AS rarity, COUNT(*) AS cards FROM silver_tcg_cards
    WHERE retired_at IS NULL AND merged_into IS NULL AND rarity IS NOT NULL GROUP BY rarity) a
LEFT JOIN silver_rarities r ON r.rarity = a.rarity;

UPDATE silver_set_identities SET applied_members = NULL;

INSERT INTO "__ef_migrations_silver" ("MigrationId", "ProductVersion")
VALUES ('20261128053157_NumbersAndRules', '10.0.14');

COMMIT;

BEGIN TRANSACTION;
ALTER TABLE "silver_tcg_sets" ADD "given_by" TEXT NULL;

ALTER TABLE "silver_tcg_cards" ADD "given_by" TEXT NULL;

ALTER TABLE "silver_card_identities" ADD "absent_at" TEXT NULL;

ALTER TABLE "silver_card_identities" ADD "confidence" TEXT NULL;

UPDATE silver_card_identities SET confidence = 'certain' WHERE card_id IS NOT NULL;

UPDATE silver_card_identities SET absent_at = (SELECT c.retired_at FROM silver_tcg_cards c WHERE c.card_id = silver_card_identities.card_id)
WHERE card_id IN (SELECT c.card_id FROM silver_tcg_cards c WHERE c.retired_at IS NOT NULL);

INSERT INTO "__ef_migrations_silver" ("MigrationId", "ProductVersion")
VALUES ('20261128083934_CanonicalCard', '10.0.14');

COMMIT;

BEGIN TRANSACTION;
ALTER TABLE "silver_tcg_sets" ADD "game" TEXT NOT NULL DEFAULT 'tcg';

ALTER TABLE "silver_tcg_sets" ADD "merged_into" TEXT NULL;

ALTER TABLE "silver_card_identities" ADD "candidate_id" TEXT NULL;

CREATE TABLE "silver_card_finishes" (
    "card_id" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "finish" TEXT NOT NULL,
    "subtype" TEXT NULL,
    "foil" TEXT NULL,
    "stamps" TEXT NULL,
    "size" TEXT NULL,
    "language" TEXT NULL,
    "tcgplayer_id" INTEGER NULL,
    "cardmarket_id" INTEGER NULL,
    "variant_id" TEXT NULL,
    CONSTRAINT "PK_silver_card_finishes" PRIMARY KEY ("card_id", "source", "position")
);

CREATE TABLE "silver_card_texts" (
    "card_id" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "rarity" TEXT NULL,
    "flavor_text" TEXT NULL,
    "evolves_from" TEXT NULL,
    "types" TEXT NULL,
    "rules" TEXT NULL,
    "abilities" TEXT NULL,
    "attacks" TEXT NULL,
    "bronze_id" INTEGER NOT NULL,
    CONSTRAINT "PK_silver_card_texts" PRIMARY KEY ("card_id", "language")
);

CREATE INDEX "ix_silver_card_identities_candidate" ON "silver_card_identities" ("candidate_id");

CREATE INDEX "ix_silver_card_texts_name" ON "silver_card_texts" ("name");

INSERT INTO "__ef_migrations_silver" ("MigrationId", "ProductVersion")
VALUES ('20261128123023_IdentitiesAndFinishes', '10.0.14');

COMMIT;

BEGIN TRANSACTION;
DROP VIEW current_cards;

DROP VIEW set_completion;

CREATE VIEW current_cards AS
SELECT c.card_id, c.set_id, s.name AS set_name, s.series, s.release_date, c.name, c.number, c.number_sort, c.supertype, c.subtypes, c.types,
    c.rarity, c.hp, c.artist, c.flavor_text, c.level, c.evolves_from, c.evolves_to, c.rules, c.abilities, c.attacks, c.weaknesses,
    c.resistances, c.retreat_cost, c.converted_retreat_cost, c.regulation_mark, c.ancient_trait, c.legalities, c.image_small_url,
    c.image_large_url, c.extra, s.game
FROM silver_tcg_cards c JOIN silver_tcg_sets s ON s.set_id = c.set_id
WHERE c.retired_at IS NULL AND c.merged_into IS NULL;

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

INSERT INTO "__ef_migrations_silver" ("MigrationId", "ProductVersion")
VALUES ('20261128153501_ViewsOfSeveralFeeds', '10.0.14');

COMMIT;

BEGIN TRANSACTION;
DROP VIEW generation_completion;

DROP VIEW rarity_ranks;

CREATE VIEW generation_completion AS
SELECT m.generation, COUNT(DISTINCT m.pokedex_number) AS species, COUNT(DISTINCT CASE WHEN c.card_id IS NOT NULL THEN m.pokedex_number END) AS species_with_cards,
    COUNT(DISTINCT c.card_id) AS cards,
    ROUND(100.0 * COUNT(DISTINCT CASE WHEN c.card_id IS NOT NULL THEN m.pokedex_number END) / COUNT(DISTINCT m.pokedex_number), 1) AS percent_of_species
FROM silver_pokemon_master m
LEFT JOIN silver_tcg_card_pokemon l ON l.pokedex_number = m.pokedex_number
LEFT JOIN (SELECT t.card_id FROM silver_tcg_cards t JOIN silver_tcg_sets s ON s.set_id = t.set_id
    WHERE t.retired_at IS NULL AND t.merged_into IS NULL AND s.game = 'tcg') c ON c.card_id = l.card_id
GROUP BY m.generation;

CREATE VIEW rarity_ranks AS
SELECT a.rarity, r.rank, a.cards
FROM (SELECT t.rarity AS rarity, COUNT(*) AS cards FROM silver_tcg_cards t JOIN silver_tcg_sets s ON s.set_id = t.set_id
    WHERE t.retired_at IS NULL AND t.merged_into IS NULL AND t.rarity IS NOT NULL AND s.game = 'tcg' GROUP BY t.rarity) a
LEFT JOIN silver_rarities r ON r.rarity = a.rarity;

INSERT INTO "__ef_migrations_silver" ("MigrationId", "ProductVersion")
VALUES ('20261129224701_ViewsOfOneGame', '10.0.14');

COMMIT;

