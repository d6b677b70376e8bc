-- A role for each stage: it writes its own layer and reads those before it; the web stage also writes what users change. Run it in the database after `migrate` (or the scripts of
-- tables/), as the tables' owner with CREATEROLE, and again after every upgrade: it finds the tables by their names. Then make each
-- process a login: CREATE ROLE ingest LOGIN PASSWORD '…' IN ROLE pokedextop_ingest;
-- `migrate` itself, and verbs run by hand, want the tables' owner. Only an owner gathers statistics of new tables before autovacuum
-- does: run the first sync as the owner, or ANALYZE once in the middle of it.
DO $$
DECLARE
    stage record;
    made record;
BEGIN
    FOR stage IN SELECT * FROM (VALUES ('pokedextop_ingest', 1), ('pokedextop_normalize', 2), ('pokedextop_images', 3), ('pokedextop_collections', 4), ('pokedextop_schedule', 5), ('pokedextop_web', 6)) s (role, layer) LOOP
        IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = stage.role) THEN
            EXECUTE format('CREATE ROLE %I', stage.role);
        END IF;
        FOR made IN
            SELECT tablename AS name, CASE
                WHEN tablename LIKE 'bronze\_%' THEN 1
                WHEN tablename IN ('silver_card_images', 'silver_set_images', 'silver_image_issues') THEN 3
                WHEN tablename LIKE 'silver\_%' THEN 2
                WHEN tablename LIKE 'gold\_%' THEN 4
                WHEN tablename LIKE 'schedule\_%' THEN 5
                WHEN tablename LIKE '\_\_ef\_migrations\_%' THEN 0
                END AS layer
            FROM pg_tables WHERE schemaname = current_schema()
        LOOP
            IF made.layer = stage.layer OR (made.layer IN (4, 5) AND stage.layer = 6) THEN
                EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO %I', made.name, stage.role);
            ELSIF made.layer < stage.layer AND NOT (stage.layer = 5 AND made.layer IN (2, 3, 4)) THEN
                EXECUTE format('GRANT SELECT ON %I TO %I', made.name, stage.role);
            END IF;
        END LOOP;
    END LOOP;
END $$;
-- Who asks for a sync writes its row; the admin API marks rows for replays and retries.
GRANT INSERT, UPDATE ON bronze_sync_runs TO pokedextop_schedule, pokedextop_web;
GRANT UPDATE ON silver_card_identities, silver_set_identities TO pokedextop_web;
