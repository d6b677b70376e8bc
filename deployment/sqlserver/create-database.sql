-- The database and the login that `pokedextop migrate` expects; an administrator runs it, as often as they like:
--   sqlcmd -S server -U sa -i create-database.sql -v PASSWORD="…"
-- It also sets the login's password to what is given.
IF DB_ID(N'pokedextop') IS NULL
    CREATE DATABASE pokedextop;
GO
-- Readers see the last committed rows and do not wait for writers, as on PostgreSQL.
IF (SELECT is_read_committed_snapshot_on FROM sys.databases WHERE name = N'pokedextop') = 0
    ALTER DATABASE pokedextop SET READ_COMMITTED_SNAPSHOT ON WITH ROLLBACK IMMEDIATE;
GO
-- The lake is written from all tables as they are at one moment, while stages go on writing.
IF (SELECT snapshot_isolation_state FROM sys.databases WHERE name = N'pokedextop') = 0
    ALTER DATABASE pokedextop SET ALLOW_SNAPSHOT_ISOLATION ON;
GO
IF SUSER_ID(N'pokedextop') IS NULL
    CREATE LOGIN pokedextop WITH PASSWORD = N'$(PASSWORD)';
ELSE
    ALTER LOGIN pokedextop WITH PASSWORD = N'$(PASSWORD)';
GO
-- To end a writer that was stopped in the middle of a transaction and keeps its layer's lock. Without these two a stopped process
-- keeps the others waiting until it is ended by hand; nothing else needs them.
GRANT VIEW SERVER STATE TO pokedextop;
GRANT ALTER ANY CONNECTION TO pokedextop;
GO
USE pokedextop;
GO
IF USER_ID(N'pokedextop') IS NULL
    CREATE USER pokedextop FOR LOGIN pokedextop;
ALTER ROLE db_owner ADD MEMBER pokedextop;
GO
