namespace PokedexTop.Data;

/// <summary>
/// The statements only SQL Server has, apart, so that they can be parsed by a test without a server. UPDATE and then
/// INSERT instead of MERGE, which races without HOLDLOCK; the writer lock keeps other writers out anyway.
/// </summary>
internal static class SqlServerStatements
{
    /// <summary>
    /// Of every text column, and of every text that comes out of JSON, which would have the database's own. It compares as the
    /// other databases do, but for blanks at the end, which no collation there counts.
    /// </summary>
    public const string Collation = "Latin1_General_100_BIN2";

    // Longer than any key: a text that is cut to it is equal to none. Without a length a text column is compared only after
    // a conversion.
    public static string IsOneOf(string column, string parameter) =>
        $"{column} IN (SELECT value COLLATE {Collation} FROM OPENJSON({parameter}) WITH (value nvarchar(450) '$'))";

    /// <summary>Characters of an nvarchar parameter that is no nvarchar(max).</summary>
    public const int LongestText = 4000;

    /// <summary>How long one request waits for a layer's writer lock, and how long a write transaction may do nothing while another waits.</summary>
    public const int LockSeconds = 15;

    /// <summary>Answers 0 or 1 where the lock was granted, -1 where it was not in time, and the server's time. <c>@layer</c> is the lock's name.</summary>
    public static readonly string TakeWriterLock =
        $"""
        DECLARE @granted int;
        EXEC @granted = sp_getapplock @Resource = @layer, @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = {LockSeconds}000;
        IF @granted < -1 THROW 50001, 'The writer lock of the layer was not granted.', 1;
        SELECT @granted, SYSUTCDATETIME();
        """;

    /// <summary>
    /// Ends the session that has a layer's writer lock and has done nothing for a while: a process that was stopped keeps its
    /// transaction, and the server has no limit of its own for that. Whoever may not see or end other sessions ends none.
    /// </summary>
    public static readonly string EndSilentWriter =
        $"""
        DECLARE @kill nvarchar(100);
        SELECT @kill = N'KILL ' + CAST(s.session_id AS nvarchar(10))
        FROM sys.dm_tran_locks l JOIN sys.dm_exec_sessions s ON s.session_id = l.request_session_id
        WHERE l.resource_type = N'APPLICATION' AND l.resource_database_id = DB_ID() AND l.request_mode = N'X' AND l.request_status = N'GRANT'
            AND CHARINDEX(N'[' + @layer + N']', l.resource_description) > 0
            AND s.status = N'sleeping' AND s.last_request_end_time < DATEADD(second, -{LockSeconds}, SYSDATETIME());
        IF @kill IS NOT NULL EXEC (@kill);
        """;

    /// <summary>What the program needs of the database it is given: readers that do not wait for writers, and OPENJSON; and its time.</summary>
    public const string Settings = "SELECT name, is_read_committed_snapshot_on, compatibility_level, SYSUTCDATETIME() FROM sys.databases WHERE database_id = DB_ID()";

    /// <summary>Fails where the compatibility level is too low for it.</summary>
    public const string ReadsJson = "SELECT COUNT(*) FROM OPENJSON(N'[]')";

    /// <summary>Bytes of every table, its indexes included; pages have 8 KB.</summary>
    public const string TableSizes =
        """
        SELECT t.name, SUM(CAST(u.total_pages AS bigint)) * 8192
        FROM sys.tables t JOIN sys.partitions p ON p.object_id = t.object_id
        JOIN sys.allocation_units u ON u.container_id = CASE WHEN u.type = 2 THEN p.partition_id ELSE p.hobt_id END
        WHERE t.schema_id = SCHEMA_ID() GROUP BY t.name
        """;

    /// <summary>The name of the temporary table that rows are sent to before they are written.</summary>
    public static string StageOf<T>(BulkTable<T> table) => "#stage_" + table.Name;

    public static string CreateStage<T>(BulkTable<T> table) =>
        $"DROP TABLE IF EXISTS {StageOf(table)}; SELECT TOP 0 {Columns(table)} INTO {StageOf(table)} FROM {table.Name};";

    public static string UpdateThenInsert<T>(BulkTable<T> table)
    {
        var match = string.Join(" AND ", table.Key.Select(c => $"t.[{c}] = s.[{c}]"));
        var update = table.Updated.Any()
            ? $"UPDATE t SET {string.Join(", ", table.Updated.Select(c => $"t.[{c}] = s.[{c}]"))} FROM {table.Name} t JOIN {StageOf(table)} s ON {match};\n"
            : "";
        return $"{update}INSERT INTO {table.Name} ({Columns(table)}) SELECT {Columns(table)} FROM {StageOf(table)} s WHERE NOT EXISTS (SELECT 1 FROM {table.Name} t WHERE {match});";
    }

    // Some column names (key, rule) are words of the language there.
    private static string Columns<T>(BulkTable<T> table) => string.Join(", ", table.Columns.Select(c => $"[{c.Name}]"));
}
