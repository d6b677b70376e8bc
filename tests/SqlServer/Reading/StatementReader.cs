using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace PokedexTop.SqlServer.Tests.Reading;

/// <summary>
/// Finds what SQL Server would refuse, or do without its indexes, because of types and collations: comparisons, lists, joins,
/// UNION, GROUP BY. What it does not know it complains of too, so that nothing passes unread.
/// </summary>
internal sealed partial class StatementReader(SqlCatalog catalog, IReadOnlyDictionary<string, SqlType> parameters, List<string> faults)
{
    private readonly Dictionary<string, SqlType> _variables = new(parameters, StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyList<(string Name, SqlType Type)>> _temporary = new(StringComparer.Ordinal);

    /// <summary>The complaints about a statement.</summary>
    /// <param name="catalog">The tables.</param>
    /// <param name="sql">The statement.</param>
    /// <param name="parameters">Its parameters' declarations: <c>@id bigint, @ids nvarchar(max)</c>.</param>
    public static IReadOnlyList<string> Faults(SqlCatalog catalog, string sql, string parameters = "")
    {
        var faults = new List<string>();
        var declared = new Dictionary<string, SqlType>(StringComparer.Ordinal);
        if (parameters.Length > 0)
            foreach (var variable in ((DeclareVariableStatement)((TSqlScript)SqlCatalog.Parse("DECLARE " + parameters)).Batches[0].Statements[0]).Declarations)
                declared[variable.VariableName.Value] = SqlType.Of(variable.DataType);
        var reader = new StatementReader(catalog, declared, faults);
        foreach (var statement in ((TSqlScript)SqlCatalog.Parse(sql)).Batches.SelectMany(b => b.Statements))
            reader.Read(statement);
        return [.. faults.Distinct(StringComparer.Ordinal)];
    }

    public IReadOnlyList<(string, SqlType)> ReadView(QueryExpression view) => Query(view, null);

    private void Read(TSqlStatement statement)
    {
        switch (statement)
        {
            case SelectStatement { WithCtesAndXmlNamespaces: null } select:
                var columns = Query(select.QueryExpression, null);
                if (select.Into is { } into)
                    _temporary[into.BaseIdentifier.Value] = columns;
                break;
            case InsertStatement { InsertSpecification: { Target: NamedTableReference target, InsertSource: var source } insert }:
                var into2 = Scope([target], null);
                var written = insert.Columns.Select(c => Column(c, into2)).ToList();
                if (source is SelectInsertSource { Select: var rows })
                    Assign(written, [.. Query(rows, null).Select(c => c.Type)], insert);
                else if (source is ValuesInsertSource { RowValues: var values })
                    foreach (var row in values)
                        Assign(written, [.. row.ColumnValues.Select(v => Type(v, null))], row);
                break;
            case UpdateStatement { UpdateSpecification: var update }:
                var scope = Scope(update.FromClause?.TableReferences ?? [update.Target], null);
                foreach (var set in update.SetClauses.Cast<AssignmentSetClause>())
                    Assign([Column(set.Column, scope)], [Type(set.NewValue, scope)], set);
                Condition(update.WhereClause?.SearchCondition, scope);
                break;
            case DeleteStatement { DeleteSpecification: var delete }:
                Condition(delete.WhereClause?.SearchCondition, Scope(delete.FromClause?.TableReferences ?? [delete.Target], null));
                break;
            case DeclareVariableStatement declare:
                foreach (var variable in declare.Declarations)
                    _variables[variable.VariableName.Value] = SqlType.Of(variable.DataType);
                break;
            case IfStatement branch:
                Condition(branch.Predicate, null);
                Read(branch.ThenStatement);
                break;
            case DropTableStatement or ExecuteStatement or ThrowStatement:
                break;
            default:
                Complain(statement, $"a {statement.GetType().Name} is not known here");
                break;
        }
    }

    private void Assign(List<SqlType> columns, List<SqlType> values, TSqlFragment at)
    {
        if (columns.Count != values.Count)
            Complain(at, $"{columns.Count} columns and {values.Count} values");
        foreach (var (column, value) in columns.Zip(values))
        {
            // A text takes the column's collation, a number its type; nothing else is written as what it is not.
            if (value.Name != SqlType.Any.Name && column.Name != SqlType.Any.Name && column.Name != value.Name && !(column.IsText && value.IsText) && !(column.IsNumber && value.IsNumber))
                Complain(at, $"{value.Name} into {column.Name}");
        }
    }

    private List<(string Name, SqlType Type)> Query(QueryExpression query, Names? outer)
    {
        switch (query)
        {
            case QueryParenthesisExpression { QueryExpression: var inner }:
                return Query(inner, outer);
            case BinaryQueryExpression union:
                return [.. Query(union.FirstQueryExpression, outer).Zip(Query(union.SecondQueryExpression, outer), (a, b) => (a.Name, Merge(a.Type, b.Type, union)))];
            case QuerySpecification select:
                var scope = Scope(select.FromClause?.TableReferences ?? [], outer);
                Condition(select.WhereClause?.SearchCondition, scope);
                foreach (var group in (select.GroupByClause?.GroupingSpecifications ?? []).OfType<ExpressionGroupingSpecification>())
                    Type(group.Expression, scope);
                Condition(select.HavingClause?.SearchCondition, scope);
                var columns = select.SelectElements.SelectMany(e => Selected(e, scope)).ToList();
                foreach (var order in select.OrderByClause?.OrderByElements ?? [])
                    Type(order.Expression, new Names(scope, [("", columns)]));
                return columns;
            default:
                Complain(query, $"a {query.GetType().Name} is not known here");
                return [];
        }
    }

    private IEnumerable<(string, SqlType)> Selected(SelectElement element, Names scope) => element switch
    {
        SelectScalarExpression { Expression: var value } scalar => [(scalar.ColumnName?.Value ?? ((value as ColumnReferenceExpression)?.MultiPartIdentifier[^1].Value ?? ""), Type(value, scope))],
        SelectStarExpression star => scope.Tables.Where(t => star.Qualifier is null || t.Alias == star.Qualifier[^1].Value).SelectMany(t => t.Columns),
        SelectSetVariable { Expression: var value } => [("", Type(value, scope))],
        _ => [("", SqlType.Any)],
    };

    private SqlType Merge(SqlType one, SqlType other, TSqlFragment at)
    {
        if (SqlType.Either(one, other) is { } either)
            return either;
        Complain(at, $"two collations: {one.Collation} and {other.Collation}");
        return one;
    }

    private void Complain(TSqlFragment at, string what) =>
        faults.Add($"{what}: {(at.ScriptTokenStream is { } tokens ? string.Concat(tokens.Skip(at.FirstTokenIndex).Take(at.LastTokenIndex - at.FirstTokenIndex + 1).Select(t => t.Text)) : "")}");

    /// <summary>The tables that names may mean, the nearest first.</summary>
    internal sealed record Names(Names? Outer, List<(string Alias, IReadOnlyList<(string Name, SqlType Type)> Columns)> Tables);
}
