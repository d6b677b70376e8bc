using Microsoft.Data.Sqlite;

namespace PokedexTop.Benchmarks.Loading;

/// <summary>One prepared INSERT: SQLite's fastest way in.</summary>
internal sealed class LoaderTable : IDisposable
{
    private readonly SqliteCommand _insert;

    public LoaderTable(SqliteConnection connection, SqliteTransaction transaction, string name, string columns)
    {
        var count = columns.Count(c => c == ',') + 1;
        _insert = connection.CreateCommand();
        _insert.Transaction = transaction;
#pragma warning disable CA2100 // Table and column names of this file's neighbours.
        _insert.CommandText = $"INSERT INTO {name} ({columns}) VALUES ({string.Join(", ", Enumerable.Range(0, count).Select(i => $"@p{i}"))})";
#pragma warning restore CA2100
        for (var i = 0; i < count; i++)
            _insert.Parameters.Add(new SqliteParameter { ParameterName = $"@p{i}" });
    }

    public void Insert(params ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++)
            _insert.Parameters[i].Value = values[i] ?? DBNull.Value;
        _insert.ExecuteNonQuery();
    }

    public void Dispose() => _insert.Dispose();
}
