using System.Globalization;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace PokedexTop.SqlServer.Tests.Reading;

/// <summary>How strongly a text insists on its collation (SQL Server's rules of collation precedence).</summary>
internal enum Insistence
{
    /// <summary>A literal, a variable: takes the other side's.</summary>
    None,
    /// <summary>A column.</summary>
    Implicit,
    /// <summary>COLLATE.</summary>
    Explicit,
}

/// <summary>What SQL Server knows of an expression before it runs.</summary>
/// <param name="Name">Lower-case name of the type; <c>sql_variant</c> for a NULL and whatever else fits every type.</param>
/// <param name="Length">Characters of a text; -1 for max.</param>
/// <param name="Collation">Of a text.</param>
/// <param name="Insists">On that collation.</param>
/// <param name="IsColumn">Whether an index may be asked for it.</param>
internal sealed record SqlType(string Name, int Length = 0, string? Collation = null, Insistence Insists = Insistence.None, bool IsColumn = false)
{
    /// <summary>Of a column for which nobody has chosen one.</summary>
    public const string DefaultCollation = "the database's default";

    public static readonly SqlType Any = new("sql_variant");

    public static readonly SqlType Bit = new("bit");

    public static readonly SqlType Integer = new("int");

    public static readonly SqlType Long = new("bigint");

    public static readonly SqlType Float = new("float");

    public static SqlType Text(int length) => new("nvarchar", length, DefaultCollation);

    public bool IsText => Name is "nvarchar" or "varchar" or "nchar" or "char";

    public bool IsInteger => Name is "bit" or "tinyint" or "smallint" or "int" or "bigint";

    public bool IsNumber => IsInteger || Name is "decimal" or "numeric" or "float" or "real";

    public static SqlType Of(DataTypeReference type)
    {
        var name = type is SqlDataTypeReference known ? known.SqlDataTypeOption.ToString().ToLowerInvariant() : type.Name.BaseIdentifier.Value.ToLowerInvariant();
        if (name == "sysname")
            return Text(128);
        var length = type is ParameterizedDataTypeReference { Parameters: [var first, ..] } ? first is MaxLiteral ? -1 : int.Parse(first.Value, CultureInfo.InvariantCulture) : 0;
        return new SqlType(name, length) is { IsText: true } text ? text with { Collation = DefaultCollation } : new SqlType(name);
    }

    /// <summary>The type of what may be either; null where their collations cannot be.</summary>
    public static SqlType? Either(SqlType one, SqlType other)
    {
        if (one.Name == Any.Name)
            return other with { IsColumn = false };
        if (!one.IsText || !other.IsText)
            return (one.IsText || !other.IsText ? one : other) with { IsColumn = false };
        if (one.Insists == other.Insists && one.Insists != Insistence.None && one.Collation != other.Collation)
            return null;
        var strong = one.Insists >= other.Insists ? one : other;
        return strong with { Length = one.Length < 0 || other.Length < 0 ? -1 : Math.Max(one.Length, other.Length), IsColumn = false };
    }

    /// <summary>Why two sides cannot be compared as they are, or only after every row of one was converted; null where they can.</summary>
    public static string? Fault(SqlType one, SqlType other)
    {
        if (one.Name == Any.Name || other.Name == Any.Name)
            return null;
        if (Either(one, other) is null)
            return $"two collations: {one.Collation} and {other.Collation}";
        if (one.IsText != other.IsText || one.IsNumber != other.IsNumber)
            return $"{one.Name} and {other.Name}";
        if (!one.IsText && !one.IsNumber && one.Name != other.Name)
            return $"{one.Name} and {other.Name}";
        return ColumnIsConverted(one, other) ? $"the column is converted: {one} and {other}" : ColumnIsConverted(other, one) ? $"the column is converted: {other} and {one}" : null;
    }

    private static bool ColumnIsConverted(SqlType column, SqlType other) => column.IsColumn && !other.IsColumn &&
        ((column.IsText && column.Length > 0 && other.Length < 0) || (column.Name is "varchar" or "char" && other.Name is "nvarchar" or "nchar") || (column.IsInteger && other is { IsNumber: true, IsInteger: false }));

    public override string ToString() => IsText ? $"{Name}({(Length < 0 ? "max" : Length.ToString(CultureInfo.InvariantCulture))})" : Name;
}
