using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace PokedexTop.Testing;

/// <summary>Reads SQL as SQL Server 2022 does, without a server: syntax, and the names of functions.</summary>
public static class TransactSql
{
    /// <summary>Functions that exist there and that the program uses.</summary>
    private static readonly HashSet<string> s_functions = new(StringComparer.OrdinalIgnoreCase)
    {
        "COUNT", "MAX", "MIN", "SUM", "JSON_VALUE", "JSON_QUERY", "LEN", "ROW_NUMBER", "OBJECT_ID", "SCOPE_IDENTITY", "DB_NAME", "DB_ID", "SUSER_ID", "USER_ID", "SERVERPROPERTY", "QUOTENAME", "ROUND",
    };

    /// <summary>Fails with what SQL Server's grammar does not take.</summary>
    public static void AssertParses(string sql)
    {
        using var reader = new StringReader(sql);
        var script = new TSql160Parser(initialQuotedIdentifiers: true).Parse(reader, out var errors);
        Assert.True(errors.Count == 0, $"{string.Join('\n', errors.Select(e => $"line {e.Line}, column {e.Column}: {e.Message}"))}\n{sql}");
        var foreign = new ForeignWords();
        script.Accept(foreign);
        Assert.True(foreign.Found.Count == 0, $"not SQL Server's: {string.Join(", ", foreign.Found)}\n{sql}");
    }

    /// <summary>What the grammar takes for a name, and no server would know.</summary>
    private sealed class ForeignWords : TSqlFragmentVisitor
    {
        public List<string> Found { get; } = [];

        public override void Visit(FunctionCall node)
        {
            if (!s_functions.Contains(node.FunctionName.Value))
                Found.Add(node.FunctionName.Value + "()");
        }

        public override void Visit(ColumnReferenceExpression node)
        {
            if (node.MultiPartIdentifier is { Count: 1 } name && name[0].QuoteType == QuoteType.NotQuoted && name[0].Value.ToUpperInvariant() is "TRUE" or "FALSE" or "LIMIT")
                Found.Add(node.MultiPartIdentifier[0].Value);
        }

        public override void Visit(NamedTableReference node)
        {
            // FROM t LIMIT 5 reads as an alias, were the number not there.
            if (node.Alias?.Value.ToUpperInvariant() is "LIMIT" or "RETURNING")
                Found.Add(node.Alias.Value);
        }
    }
}
