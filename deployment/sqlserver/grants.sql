-- A role for each stage: it writes its own layer and reads those before it; the web stage also writes what users change. Run it in the database after `migrate` (or the scripts of
-- tables/), as an administrator, and again after every upgrade: it finds the tables by their names. Then make each process a login:
--   CREATE LOGIN ingest WITH PASSWORD = N'…'; CREATE USER ingest FOR LOGIN ingest; ALTER ROLE pokedextop_ingest ADD MEMBER ingest;
-- `migrate` itself, and verbs run by hand, want db_owner as create-database.sql gives it.
IF DATABASE_PRINCIPAL_ID(N'pokedextop_ingest') IS NULL CREATE ROLE pokedextop_ingest;
IF DATABASE_PRINCIPAL_ID(N'pokedextop_normalize') IS NULL CREATE ROLE pokedextop_normalize;
IF DATABASE_PRINCIPAL_ID(N'pokedextop_images') IS NULL CREATE ROLE pokedextop_images;
IF DATABASE_PRINCIPAL_ID(N'pokedextop_collections') IS NULL CREATE ROLE pokedextop_collections;
IF DATABASE_PRINCIPAL_ID(N'pokedextop_schedule') IS NULL CREATE ROLE pokedextop_schedule;
IF DATABASE_PRINCIPAL_ID(N'pokedextop_web') IS NULL CREATE ROLE pokedextop_web;
GO
DECLARE @grants nvarchar(max) = N'';
WITH layers AS (
    SELECT QUOTENAME(name) AS name, CASE
        WHEN name LIKE N'bronze[_]%' THEN 1
        WHEN name IN (N'silver_card_images', N'silver_set_images', N'silver_image_issues') THEN 3
        WHEN name LIKE N'silver[_]%' THEN 2
        WHEN name LIKE N'gold[_]%' THEN 4
        WHEN name LIKE N'schedule[_]%' THEN 5
        WHEN name LIKE N'[_][_]ef[_]migrations[_]%' THEN 0
        END AS layer
    FROM sys.tables WHERE schema_id = SCHEMA_ID(N'dbo')),
stages AS (SELECT * FROM (VALUES (N'pokedextop_ingest', 1), (N'pokedextop_normalize', 2), (N'pokedextop_images', 3), (N'pokedextop_collections', 4), (N'pokedextop_schedule', 5), (N'pokedextop_web', 6)) s (role, layer))
SELECT @grants = @grants + N'GRANT ' + CASE WHEN l.layer = s.layer OR (l.layer IN (4, 5) AND s.layer = 6) THEN N'SELECT, INSERT, UPDATE, DELETE' ELSE N'SELECT' END
    + N' ON dbo.' + l.name + N' TO ' + s.role + N';'
FROM layers l JOIN stages s ON l.layer <= s.layer AND NOT (s.layer = 5 AND l.layer IN (2, 3, 4));
EXEC (@grants);
GO
-- Who asks for a sync writes its row; the admin API marks rows for replays and retries.
GRANT INSERT, UPDATE ON dbo.bronze_sync_runs TO pokedextop_schedule;
GRANT INSERT, UPDATE ON dbo.bronze_sync_runs TO pokedextop_web;
GRANT UPDATE ON dbo.silver_card_identities TO pokedextop_web;
GRANT UPDATE ON dbo.silver_set_identities TO pokedextop_web;
GO
