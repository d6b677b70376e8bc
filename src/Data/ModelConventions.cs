using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using PokedexTop.Configuration;

namespace PokedexTop.Data;

/// <summary>What every layer's EF model has in common, so that names and types are the same on all three databases.</summary>
public static class ModelConventions
{
    /// <summary>UTC times; sync ids as lower-case text, as messages and JSON print them; payloads are UTF-8 in the program and text in the database.</summary>
    public static void Apply(ModelConfigurationBuilder conventions)
    {
        conventions.Properties<DateTime>().HaveConversion<UtcConverter>();
        conventions.Properties<Guid>().HaveConversion<GuidTextConverter>().HaveMaxLength(36);
        conventions.Properties<ReadOnlyMemory<byte>>().HaveConversion<Utf8Converter>();
    }

    /// <summary>
    /// snake_case columns; every text compared byte by byte on SQL Server, where the database's own default would take <c>a</c>
    /// for <c>A</c>, and columns of two collations cannot be compared at all; amounts as numbers on SQLite, where EF would store
    /// them as text, which sorts 99.94 above 326.67.
    /// </summary>
    public static void Apply(ModelBuilder model, DatabaseProvider provider)
    {
        foreach (var entity in model.Model.GetEntityTypes())
        {
            foreach (var property in entity.GetProperties())
            {
                property.SetColumnName(SnakeCase(property.Name));
                if (provider == DatabaseProvider.SqlServer && IsText(property))
                    property.SetCollation(SqlServerStatements.Collation);
                if (provider == DatabaseProvider.Sqlite && (Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType) == typeof(decimal))
                    property.SetProviderClrType(typeof(double));
            }
            foreach (var complex in entity.GetComplexProperties())
                complex.ComplexType.SetContainerColumnName(SnakeCase(complex.Name));
        }
    }

    private static bool IsText(IMutableProperty property) =>
        property.IsPrimitiveCollection || (Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType) is var type && (type == typeof(string) || type == typeof(Guid) || type == typeof(ReadOnlyMemory<byte>));

    public static string SnakeCase(string name)
    {
        var text = new StringBuilder(name.Length + 4);
        foreach (var c in name)
        {
            if (char.IsUpper(c) && text.Length > 0)
                text.Append('_');
            text.Append(char.ToLowerInvariant(c));
        }
        return text.ToString();
    }

    private sealed class UtcConverter() : ValueConverter<DateTime, DateTime>(
        value => value, value => DateTime.SpecifyKind(value, DateTimeKind.Utc));

    private sealed class Utf8Converter() : ValueConverter<ReadOnlyMemory<byte>, string>(value => Text(value), value => Encoding.UTF8.GetBytes(value));

    private static string Text(ReadOnlyMemory<byte> utf8) => Encoding.UTF8.GetString(utf8.Span);

    private sealed class GuidTextConverter() : ValueConverter<Guid, string>(
        value => value.ToString("D"), value => Guid.Parse(value));
}
