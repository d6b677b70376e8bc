using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace PokedexTop.SqlServer.Tests.Reading;

internal sealed partial class StatementReader
{
    private Names Scope(IEnumerable<TableReference> tables, Names? outer)
    {
        var scope = new Names(outer, []);
        foreach (var table in tables)
            Add(table, scope);
        return scope;
    }

    private void Add(TableReference table, Names scope)
    {
        switch (table)
        {
            case NamedTableReference named:
                var name = named.SchemaObject.BaseIdentifier.Value;
                // UPDATE t … FROM table t: the target is an alias of what FROM names.
                scope.Tables.Add((named.Alias?.Value ?? name, named.SchemaObject.SchemaIdentifier?.Value == "sys" ? [] : _temporary.GetValueOrDefault(name) ?? catalog.Columns(name) ?? Unknown(named)));
                break;
            case QueryDerivedTable derived:
                var columns = Query(derived.QueryExpression, scope.Outer);
                scope.Tables.Add((derived.Alias.Value, derived.Columns.Count == 0 ? columns : [.. columns.Zip(derived.Columns, (c, n) => (n.Value, c.Type))]));
                break;
            case JoinParenthesisTableReference { Join: var inner }:
                Add(inner, scope);
                break;
            case JoinTableReference join:
                Add(join.FirstTableReference, scope);
                Add(join.SecondTableReference, scope);
                Condition((join as QualifiedJoin)?.SearchCondition, scope);
                break;
            case OpenJsonTableReference json:
                Type(json.Variable, scope);
                scope.Tables.Add((json.Alias?.Value ?? "", json.SchemaDeclarationItems.Count == 0
                    ? [("key", new SqlType("nvarchar", 4000, "Latin1_General_BIN2", Insistence.Implicit)), ("value", new SqlType("nvarchar", -1, SqlType.DefaultCollation, Insistence.Implicit)), ("type", SqlType.Integer)]
                    : [.. json.SchemaDeclarationItems.Select(i => (i.ColumnDefinition.ColumnIdentifier.Value, OfJson(i.ColumnDefinition)))]));
                break;
            default:
                Complain(table, $"a {table.GetType().Name} is not known here");
                break;
        }
    }

    private static SqlType OfJson(ColumnDefinitionBase column) => SqlType.Of(column.DataType) is { IsText: true } text
        ? text with { Collation = column.Collation?.Value ?? SqlType.DefaultCollation, Insists = Insistence.Implicit }
        : SqlType.Of(column.DataType);

    private List<(string, SqlType)> Unknown(NamedTableReference table)
    {
        Complain(table, "no such table");
        return [];
    }

    private void Condition(BooleanExpression? condition, Names? scope)
    {
        switch (condition)
        {
            case null:
                break;
            case BooleanParenthesisExpression { Expression: var inner }:
                Condition(inner, scope);
                break;
            case BooleanNotExpression { Expression: var inner }:
                Condition(inner, scope);
                break;
            case BooleanBinaryExpression both:
                Condition(both.FirstExpression, scope);
                Condition(both.SecondExpression, scope);
                break;
            case BooleanComparisonExpression compared:
                Compare(Type(compared.FirstExpression, scope), Type(compared.SecondExpression, scope), compared);
                break;
            case BooleanIsNullExpression { Expression: var value }:
                Type(value, scope);
                break;
            case BooleanTernaryExpression between:
                Compare(Type(between.FirstExpression, scope), Type(between.SecondExpression, scope), between);
                Compare(Type(between.FirstExpression, scope), Type(between.ThirdExpression, scope), between);
                break;
            case LikePredicate like:
                Compare(Type(like.FirstExpression, scope), Type(like.SecondExpression, scope), like);
                break;
            case InPredicate { Subquery: { } list } member:
                Compare(Type(member.Expression, scope), Query(list.QueryExpression, scope)[0].Type, member);
                break;
            case InPredicate member:
                foreach (var value in member.Values)
                    Compare(Type(member.Expression, scope), Type(value, scope), member);
                break;
            case ExistsPredicate { Subquery: var query }:
                Query(query.QueryExpression, scope);
                break;
            default:
                Complain(condition, $"a {condition.GetType().Name} is not known here");
                break;
        }
    }

    private void Compare(SqlType one, SqlType other, TSqlFragment at)
    {
        if (SqlType.Fault(one, other) is { } fault)
            Complain(at, fault);
    }

    private SqlType Column(ColumnReferenceExpression column, Names? scope)
    {
        var parts = column.MultiPartIdentifier;
        var name = parts[^1].Value;
        for (var names = scope; names is not null; names = names.Outer)
        {
            foreach (var (alias, columns) in names.Tables)
            {
                if (parts.Count > 1 && parts[^2].Value != alias)
                    continue;
                if (columns.FirstOrDefault(c => c.Name == name) is { Type: { } type })
                    return type;
                // Of the server's own tables nothing is known here; binding knows them.
                if (columns.Count == 0)
                    return SqlType.Any;
            }
        }
        Complain(column, "no such column");
        return SqlType.Any;
    }

    private SqlType Type(ScalarExpression? value, Names? scope) => value switch
    {
        null => SqlType.Any,
        PrimaryExpression { Collation: { } collation } primary => Plain(primary, scope) with { Collation = collation.Value, Insists = Insistence.Explicit },
        _ => Plain(value, scope),
    };

    private SqlType Plain(ScalarExpression value, Names? scope) => value switch
    {
        ColumnReferenceExpression { ColumnType: ColumnType.Wildcard } => SqlType.Any,
        ColumnReferenceExpression column => Column(column, scope),
        VariableReference variable => _variables.TryGetValue(variable.Name, out var type) ? type : Undeclared(variable),
        StringLiteral text => SqlType.Text(Math.Max(1, text.Value.Length)),
        IntegerLiteral => SqlType.Integer,
        // A literal fits any number.
        NumericLiteral or NullLiteral => SqlType.Any,
        // The part of a date that DATEADD is told.
        IdentifierLiteral => SqlType.Any,
        ParenthesisExpression { Expression: var inner } => Type(inner, scope),
        UnaryExpression { Expression: var inner } => Type(inner, scope) with { IsColumn = false },
        BinaryExpression sum => Merge(Type(sum.FirstExpression, scope), Type(sum.SecondExpression, scope), sum),
        CoalesceExpression { Expressions: var values } first => values.Select(v => Type(v, scope)).Aggregate((a, b) => Merge(a, b, first)),
        NullIfExpression nullIf => Merge(Type(nullIf.FirstExpression, scope), Type(nullIf.SecondExpression, scope), nullIf),
        CastCall cast => Cast(SqlType.Of(cast.DataType), Type(cast.Parameter, scope)),
        SearchedCaseExpression cases => Cases(cases, scope),
        SimpleCaseExpression cases => Cases(cases, scope),
        ScalarSubquery { QueryExpression: var query } => Query(query, scope) is [var (_, only), ..] ? only with { IsColumn = false } : SqlType.Any,
        FunctionCall call => Call(call, scope),
        _ => NotKnown(value),
    };

    private SqlType Call(FunctionCall call, Names? scope)
    {
        var arguments = call.Parameters.Select(p => Type(p, scope)).ToList();
        foreach (var partition in call.OverClause?.Partitions ?? [])
            Type(partition, scope);
        foreach (var order in call.OverClause?.OrderByClause?.OrderByElements ?? [])
            Type(order.Expression, scope);
        return call.FunctionName.Value.ToUpperInvariant() switch
        {
            "COUNT" or "LEN" or "CHARINDEX" or "DB_ID" or "SCHEMA_ID" => SqlType.Integer,
            "ROW_NUMBER" => SqlType.Long,
            "MAX" or "MIN" or "SUM" or "ROUND" or "LOWER" => arguments[0] with { IsColumn = false },
            "JSON_VALUE" or "JSON_QUERY" => arguments[0] with { Length = 4000, IsColumn = false },
            "DATEADD" => arguments[2] with { IsColumn = false },
            "SYSDATETIME" or "SYSUTCDATETIME" => new SqlType("datetime2"),
            _ => NotKnown(call),
        };
    }

    private SqlType Cases(CaseExpression cases, Names? scope)
    {
        var values = new List<SqlType>();
        foreach (var when in (cases as SearchedCaseExpression)?.WhenClauses ?? [])
        {
            Condition(when.WhenExpression, scope);
            values.Add(Type(when.ThenExpression, scope));
        }
        if (cases is SimpleCaseExpression simple)
            foreach (var when in simple.WhenClauses)
            {
                Compare(Type(simple.InputExpression, scope), Type(when.WhenExpression, scope), when);
                values.Add(Type(when.ThenExpression, scope));
            }
        values.Add(Type(cases.ElseExpression, scope));
        return values.Aggregate((a, b) => Merge(a, b, cases));
    }

    /// <summary>A text keeps its collation through a cast.</summary>
    private static SqlType Cast(SqlType target, SqlType source) =>
        target.IsText && source.IsText ? target with { Collation = source.Collation, Insists = source.Insists } : target;

    private SqlType Undeclared(VariableReference variable)
    {
        Complain(variable, "no such parameter");
        return SqlType.Any;
    }

    private SqlType NotKnown(ScalarExpression value)
    {
        Complain(value, $"a {value.GetType().Name} is not known here");
        return SqlType.Any;
    }
}
