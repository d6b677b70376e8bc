using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace PokedexTop.Testing;

/// <summary>Reads SQL as SQL Server 2019 and 2022 do at compatibility level 150, without a server: syntax, types, operators and the names of functions.</summary>
public static class TransactSql
{
    /// <summary>What SQL Server would not take; nothing where it would.</summary>
    public static IReadOnlyList<string> Complaints(string sql)
    {
        using var reader = new StringReader(sql);
        var script = new TSql150Parser(initialQuotedIdentifiers: true).Parse(reader, out var errors);
        if (errors.Count > 0)
            return [.. errors.Select(e => $"line {e.Line}, column {e.Column}: {e.Message}")];
        var foreign = new ForeignSql();
        script.Accept(foreign);
        return [.. foreign.Found.Distinct(StringComparer.Ordinal)];
    }

    /// <summary>Fails with what SQL Server would not take.</summary>
    public static void AssertParses(string sql)
    {
        var complaints = Complaints(sql);
        Assert.True(complaints.Count == 0, $"{string.Join('\n', complaints)}\n{sql}");
    }
}
