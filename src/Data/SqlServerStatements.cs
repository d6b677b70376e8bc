namespace PokedexTop.Data;

/// <summary>
/// The statements only SQL Server has, apart, so that they can be parsed by a test without a server. UPDATE and then
/// INSERT instead of MERGE, which races without HOLDLOCK; the writer lock keeps other writers out anyway.
/// </summary>
public static class SqlServerStatements
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

    public const string TakeWriterLock =
        """
        DECLARE @granted int;
        EXEC @granted = sp_getapplock @Resource = @layer, @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = 60000;
        IF @granted < 0 THROW 50001, 'The writer lock of the layer was not granted within 60 seconds.', 1;
        """;

    public static string CreateStage(string stage, string table, string columns) =>
        $"DROP TABLE IF EXISTS {stage}; SELECT TOP 0 {columns} INTO {stage} FROM {table};";

    public static string UpdateThenInsert(string stage, string table, IReadOnlyList<string> key, IReadOnlyList<string> updated, string columns)
    {
        var match = string.Join(" AND ", key.Select(c => $"t.{c} = s.{c}"));
        var update = updated.Count == 0
            ? ""
            : $"UPDATE t SET {string.Join(", ", updated.Select(c => $"t.{c} = s.{c}"))} FROM {table} t JOIN {stage} s ON {match};\n";
        return $"{update}INSERT INTO {table} ({columns}) SELECT {columns} FROM {stage} s WHERE NOT EXISTS (SELECT 1 FROM {table} t WHERE {match});";
    }
}
