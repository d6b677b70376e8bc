using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace PokedexTop.Testing;

/// <summary>
/// What the grammar takes and SQL Server 2022 does not have: words of other databases that read as names there, and what came
/// after that version, which the parser of its grammar accepts all the same.
/// </summary>
internal sealed class ForeignSql : TSqlFragmentVisitor
{
    /// <summary>Functions that exist there and that the program or its tests use.</summary>
    private static readonly HashSet<string> s_functions = new(StringComparer.OrdinalIgnoreCase)
    {
        "COUNT", "MAX", "MIN", "SUM", "JSON_VALUE", "JSON_QUERY", "LEN", "ROW_NUMBER", "OBJECT_ID", "SCOPE_IDENTITY", "DB_NAME", "DB_ID", "SUSER_ID", "USER_ID", "SERVERPROPERTY", "QUOTENAME", "ROUND", "SCHEMA_ID",
        "CHARINDEX", "DATEADD", "SYSDATETIME", "SYSUTCDATETIME", "DATABASE_PRINCIPAL_ID", "REPLACE",
    };

    /// <summary>Aggregates, which are functions of several values elsewhere.</summary>
    private static readonly HashSet<string> s_aggregates = new(StringComparer.OrdinalIgnoreCase) { "COUNT", "MAX", "MIN", "SUM" };

    private static readonly HashSet<string> s_tableFunctions = new(StringComparer.OrdinalIgnoreCase) { "STRING_SPLIT", "GENERATE_SERIES" };

    /// <summary>Literals and functions of others that are written without parentheses.</summary>
    private static readonly HashSet<string> s_names = new(StringComparer.OrdinalIgnoreCase) { "TRUE", "FALSE", "LIMIT", "LOCALTIME", "LOCALTIMESTAMP", "ROWID", "CTID" };

    /// <summary>Each as a complaint.</summary>
    public List<string> Found { get; } = [];

    public override void Visit(BinaryExpression node) => Refuse(node.BinaryExpressionType == BinaryExpressionType.Concat, "||");

    public override void Visit(AssignmentSetClause node) => Refuse(node.AssignmentKind == AssignmentKind.ConcatEquals, "||=");

    public override void Visit(SetVariableStatement node) => Refuse(node.AssignmentKind == AssignmentKind.ConcatEquals, "||=");

    /// <summary>No class of the database is used, so two colons are a cast as PostgreSQL writes it.</summary>
    public override void Visit(UserDefinedTypeCallTarget node) => Refuse(true, "::");

    public override void Visit(ParameterlessCall node) => Refuse(node.ParameterlessCallType == ParameterlessCallType.CurrentDate, "CURRENT_DATE");

    public override void Visit(SqlDataTypeReference node) =>
        Refuse(node.SqlDataTypeOption is SqlDataTypeOption.Json or SqlDataTypeOption.Vector, $"type {node.SqlDataTypeOption.ToString().ToLowerInvariant()}");

    public override void Visit(UserDataTypeReference node) =>
        Refuse(!node.Name.BaseIdentifier.Value.Equals("sysname", StringComparison.OrdinalIgnoreCase), $"type {node.Name.BaseIdentifier.Value}");

    public override void Visit(FunctionCall node)
    {
        var name = node.FunctionName.Value;
        Refuse(!s_functions.Contains(name), $"{name}()");
        Refuse(s_aggregates.Contains(name) && node.Parameters.Count != 1, $"{name}() of {node.Parameters.Count} values");
    }

    public override void Visit(SchemaObjectFunctionTableReference node) =>
        Refuse(node.SchemaObject.SchemaIdentifier is null, $"{node.SchemaObject.BaseIdentifier.Value}() as a table");

    public override void Visit(GlobalFunctionTableReference node) => Refuse(!s_tableFunctions.Contains(node.Name.Value), $"{node.Name.Value}() as a table");

    public override void Visit(ColumnReferenceExpression node) =>
        Refuse(node.MultiPartIdentifier is [{ QuoteType: QuoteType.NotQuoted } name] && s_names.Contains(name.Value), node.MultiPartIdentifier?[0].Value ?? "");

    public override void Visit(SelectScalarExpression node)
    {
        if (node.ColumnName is not { } name)
            return;
        Refuse(name.ValueExpression is StringLiteral, $"a text as a name, which elsewhere is a literal with a type: '{name.Value}'");
        Refuse(name.StartOffset < node.Expression.StartOffset, $"{name.Value} = …, which elsewhere is a comparison");
    }

    // FROM t LIMIT 5 reads as an alias, were the number not there.
    public override void Visit(NamedTableReference node) => Refuse(node.Alias?.Value.ToUpperInvariant() is "LIMIT" or "RETURNING", node.Alias?.Value ?? "");

    public override void Visit(BinaryQueryExpression node) =>
        Refuse(node is { All: true, BinaryQueryExpressionType: not BinaryQueryExpressionType.Union }, $"{node.BinaryQueryExpressionType.ToString().ToUpperInvariant()} ALL");

    public override void Visit(UpdateForClause node) => Refuse(true, "FOR UPDATE");

    public override void Visit(PrimaryExpression node) => RefuseCollation(node.Collation);

    public override void Visit(ColumnDefinition node) => RefuseCollation(node.Collation);

    /// <summary>What is run as text is read as it is run; text that is put together cannot be.</summary>
    public override void Visit(ExecutableStringList node)
    {
        if (node.Strings is [StringLiteral text])
            Found.AddRange(TransactSql.Complaints(text.Value));
    }

    private void RefuseCollation(Identifier? collation) =>
        Refuse(collation is not null && !collation.Value.Contains('_', StringComparison.Ordinal), $"COLLATE {collation?.Value}");

    private void Refuse(bool isForeign, string what)
    {
        if (isForeign)
            Found.Add($"not SQL Server's: {what}");
    }
}
