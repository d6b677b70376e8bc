using System.Globalization;
using Microsoft.SqlServer.Dac.Model;
using PokedexTop.SqlServer.Tests.Capture;

namespace PokedexTop.SqlServer.Tests.Reading;

/// <summary>The tables as SQL Server's own tools model them, which bind each statement's names to them.</summary>
internal static class BoundModel
{
    /// <summary>What the statements name that is not there.</summary>
    public static IReadOnlyList<string> Complaints(SqlCatalog catalog, IReadOnlyList<Statement> statements)
    {
        using var model = new TSqlModel(SqlServerVersion.Sql150, new TSqlModelOptions { Collation = "Latin1_General_CS_AS" });
        foreach (var declaration in catalog.Declarations)
            model.AddObjects(declaration);
        for (var i = 0; i < statements.Count; i++)
        {
            // The server's own tables and procedures are not in the model.
            if (statements[i].Sql.Contains("FROM sys.", StringComparison.Ordinal) || statements[i].Sql.Contains("= sp_", StringComparison.Ordinal))
                continue;
            model.AddObjects($"CREATE PROCEDURE [s{i.ToString(CultureInfo.InvariantCulture)}] {statements[i].Parameters} AS BEGIN {statements[i].Sql}\nEND");
        }
        return [.. model.Validate().Select(m => $"{m.Message}\n{Of(m.Message, statements)}")];
    }

    private static string Of(string message, IReadOnlyList<Statement> statements)
    {
        var from = message.IndexOf("[dbo].[s", StringComparison.Ordinal) + "[dbo].[s".Length;
        var to = message.IndexOf(']', Math.Max(from, 0));
        return int.TryParse(message.AsSpan(from, Math.Max(0, to - from)), CultureInfo.InvariantCulture, out var i) ? statements[i].Sql : "";
    }
}
