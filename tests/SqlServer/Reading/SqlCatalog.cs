using System.Globalization;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace PokedexTop.SqlServer.Tests.Reading;

/// <summary>The tables and views that a migration script leaves behind: what it makes, and what it changes of that later.</summary>
internal sealed class SqlCatalog
{
    private readonly Dictionary<string, Dictionary<string, (ColumnDefinition Definition, SqlType Type)>> _tables = new(StringComparer.Ordinal);
    private readonly Dictionary<string, QueryExpression> _views = new(StringComparer.Ordinal);
    private readonly List<string> _viewTexts = [];

    /// <summary>A table's or view's columns in order; null where there is none of the name, whose case counts in some databases.</summary>
    public IReadOnlyList<(string Name, SqlType Type)>? Columns(string name)
    {
        if (_tables.TryGetValue(name, out var columns))
            return [.. columns.Select(c => (c.Key, c.Value.Type with { IsColumn = true }))];
        return _views.TryGetValue(name, out var view) ? new StatementReader(this, new Dictionary<string, SqlType>(), []).ReadView(view) : null;
    }

    /// <summary>The names of all columns of all tables.</summary>
    public IEnumerable<string> ColumnNames => _tables.SelectMany(t => t.Value.Keys).Distinct(StringComparer.OrdinalIgnoreCase);

    /// <summary>Every text column with its collation, as <c>table.column</c>.</summary>
    public IEnumerable<(string Column, SqlType Type)> Texts => _tables.SelectMany(t => t.Value.Where(c => c.Value.Type.IsText).Select(c => ($"{t.Key}.{c.Key}", c.Value.Type)));

    /// <summary>The tables and views as one script of declarations.</summary>
    public IEnumerable<string> Declarations =>
    [
        .. _tables.Select(t => $"CREATE TABLE [{t.Key}] ({string.Join(", ", t.Value.Select(c => $"[{c.Key}] {Declared(c.Value.Definition, c.Value.Type)}"))});"),
        .. _viewTexts,
    ];

    /// <summary>Each table with its columns, for comparing.</summary>
    public IEnumerable<string> Lines => _tables.SelectMany(t => t.Value.Select(c => $"{t.Key}.{c.Key} {Declared(c.Value.Definition, c.Value.Type)}")).Concat(_views.Keys).Order(StringComparer.Ordinal);

    /// <summary>Runs a script's declarations.</summary>
    public SqlCatalog Apply(string script)
    {
        var fragment = (TSqlScript)Parse(script);
        foreach (var statement in fragment.Batches.SelectMany(b => b.Statements))
            Apply(statement);
        return this;
    }

    public static TSqlFragment Parse(string sql)
    {
        using var reader = new StringReader(sql);
        var fragment = new TSql150Parser(initialQuotedIdentifiers: true).Parse(reader, out var errors);
        return errors.Count == 0 ? fragment : throw new FormatException($"{errors[0].Message} (line {errors[0].Line})\n{sql}");
    }

    private void Apply(TSqlStatement statement)
    {
        switch (statement)
        {
            case CreateTableStatement create:
                _tables[Name(create.SchemaObjectName)] = create.Definition.ColumnDefinitions.ToDictionary(c => c.ColumnIdentifier.Value, c => (c, TypeOf(c)), StringComparer.Ordinal);
                break;
            case AlterTableAddTableElementStatement add:
                foreach (var column in add.Definition.ColumnDefinitions)
                    _tables[Name(add.SchemaObjectName)].Add(column.ColumnIdentifier.Value, (column, TypeOf(column)));
                break;
            case AlterTableAlterColumnStatement alter:
                var altered = new ColumnDefinition { ColumnIdentifier = alter.ColumnIdentifier, DataType = alter.DataType, Collation = alter.Collation };
                altered.Constraints.Add(new NullableConstraintDefinition { Nullable = alter.AlterTableAlterColumnOption != AlterTableAlterColumnOption.NotNull });
                _tables[Name(alter.SchemaObjectName)][alter.ColumnIdentifier.Value] = (altered, TypeOf(altered));
                break;
            case AlterTableDropTableElementStatement drop:
                foreach (var element in drop.AlterTableDropTableElements.Where(e => e.TableElementType == TableElementType.Column))
                    _tables[Name(drop.SchemaObjectName)].Remove(element.Name.Value);
                break;
            case DropTableStatement drop:
                _tables.Remove(Name(drop.Objects[0]));
                break;
            case CreateViewStatement view:
                _views[Name(view.SchemaObjectName)] = view.SelectStatement.QueryExpression;
                _viewTexts.Add(string.Concat(view.ScriptTokenStream.Skip(view.FirstTokenIndex).Take(view.LastTokenIndex - view.FirstTokenIndex + 1).Select(t => t.Text)));
                break;
            case DropViewStatement drop:
                _views.Remove(Name(drop.Objects[0]));
                _viewTexts.RemoveAll(v => v.StartsWith($"CREATE VIEW {Name(drop.Objects[0])} ", StringComparison.Ordinal));
                break;
            case ExecuteStatement { ExecuteSpecification.ExecutableEntity: ExecutableStringList { Strings: [StringLiteral text] } }:
                Apply(text.Value);
                break;
            case IfStatement { ThenStatement: var then }:
                Apply(then);
                break;
            case BeginEndBlockStatement block:
                foreach (var inner in block.StatementList.Statements)
                    Apply(inner);
                break;
        }
    }

    private static string Name(SchemaObjectName name) => name.BaseIdentifier.Value;

    private static SqlType TypeOf(ColumnDefinition column) => SqlType.Of(column.DataType) is { IsText: true } text
        ? text with { Collation = column.Collation?.Value ?? SqlType.DefaultCollation, Insists = Insistence.Implicit }
        : SqlType.Of(column.DataType);

    private static string Declared(ColumnDefinition column, SqlType type)
    {
        new Sql150ScriptGenerator().GenerateScript(column.DataType, out var name);
        var required = column.Constraints.OfType<NullableConstraintDefinition>().Any(c => !c.Nullable);
        var collation = type.IsText && type.Collation != SqlType.DefaultCollation ? $" COLLATE {type.Collation}" : "";
        return string.Create(CultureInfo.InvariantCulture, $"{name.ToLowerInvariant().Replace(" ", "", StringComparison.Ordinal)}{collation}{(required ? " NOT NULL" : " NULL")}");
    }
}
