using System.Collections.Concurrent;
using System.Data;
using System.Data.Common;
using System.Diagnostics;
using Microsoft.Data.SqlClient;
using PokedexTop.Data;

namespace PokedexTop.SqlServer.Tests.Capture;

/// <summary>A statement as it would reach SQL Server.</summary>
/// <param name="Sql">Its text.</param>
/// <param name="Parameters">Each parameter's name and type, in order: <c>@ids nvarchar(4000)</c>.</param>
internal sealed record Statement(string Sql, string Parameters);

/// <summary>Every statement once, and every line of the stages that made a command.</summary>
internal sealed class Captured
{
    private readonly ConcurrentDictionary<Statement, bool> _statements = new();

    /// <summary>The columns that rows have, where there is no database to say so.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    public ICollection<Statement> Statements => _statements.Keys;

    /// <summary>Lines that made commands, as <c>File.cs:12</c>.</summary>
    public ConcurrentDictionary<string, bool> Lines { get; } = new(StringComparer.Ordinal);

    public void Add(string sql, DbParameterCollection? parameters = null)
    {
        // As the program itself would give the values to SqlClient.
        using var connection = new SqlConnection();
        using var command = connection.Command(sql, [.. (parameters ?? new SqlCommand().Parameters).Cast<DbParameter>().Select(p => (p.ParameterName, p.Value))]);
        AddAsSent(command);
    }

    /// <summary>What EF gave to SqlClient itself.</summary>
    public void AddAsSent(DbCommand command) =>
        _statements[new Statement(command.CommandText, string.Join(", ", command.Parameters.Cast<SqlParameter>().Select(p => $"@{p.ParameterName.TrimStart('@')} {TypeOf(p)}")))] = true;

    /// <summary>Notes the lines that ask for a command now: the stage's, and those of <c>src/Data</c> that it asks by.</summary>
    public void AddLine()
    {
        foreach (var frame in new StackTrace(fNeedFileInfo: true).GetFrames())
        {
            var file = frame.GetFileName()?.Replace('\\', '/');
            if (file is null || !file.Contains("/src/", StringComparison.Ordinal))
                continue;
            Lines[$"{Path.GetFileName(file)}:{frame.GetFileLineNumber()}"] = true;
            if (!file.Contains("/src/Data/", StringComparison.Ordinal))
                return;
        }
    }

    private static string TypeOf(SqlParameter parameter) => parameter.Value is DBNull or null
        ? "sql_variant"
        : parameter.SqlDbType switch
        {
            SqlDbType.NVarChar => parameter.Size is > 0 and <= 4000 ? $"nvarchar({parameter.Size})" : "nvarchar(max)",
            SqlDbType.Decimal => "decimal(38, 10)",
            var type => type.ToString().ToLowerInvariant(),
        };
}
