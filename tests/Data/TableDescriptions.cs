using System.Data;
using System.Reflection;
using Microsoft.EntityFrameworkCore;

namespace PokedexTop.Data.Tests;

/// <summary>Holds what a layer says of its tables against EF's model and against itself; compiled into the layers' test projects.</summary>
/// <param name="tables">The class whose fields are the layer's <see cref="BulkTable{T}"/>s.</param>
internal sealed class TableDescriptions(Type tables)
{
    /// <summary>What differs, by table: columns and keys that only one of the two knows.</summary>
    public List<string> DifferencesFrom(DbContext context)
    {
        var model = context.Model.GetRelationalModel().Tables.ToDictionary(t => t.Name);
        return All<List<string>>(nameof(FromModel), model);
    }

    /// <summary>
    /// What differs when every table's readers read a row with another value in every column. A table is read with every column
    /// or with none.
    /// </summary>
    /// <param name="samples">What a JSON column holds, by name; an empty object else.</param>
    /// <param name="unread">Columns that rows are read without.</param>
    public List<string> DifferencesFromRead(Dictionary<string, string> samples, params string[] unread) => All<List<string>>(nameof(FromRead), samples, unread);

    private List<string> All<TResult>(string check, params object[] arguments) where TResult : List<string> =>
        [.. tables.GetFields().Where(f => f.FieldType.IsGenericType).SelectMany(field => (TResult)typeof(TableDescriptions).GetMethod(check, BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(field.FieldType.GetGenericArguments()).Invoke(null, [field.GetValue(null), .. arguments])!)];

    private static List<string> FromModel<T>(BulkTable<T> table, Dictionary<string, Microsoft.EntityFrameworkCore.Metadata.ITable> model)
    {
        var names = model[table.Name].Columns.Select(c => c.Name).ToList();
        var described = table.Columns.Select(c => c.Name).ToList();
        var key = model[table.Name].PrimaryKey!.Columns.Select(c => c.Name).ToList();
        return
        [
            .. names.Except(described).Select(c => $"{table.Name}.{c} is in the model only"),
            .. described.Except(names).Select(c => $"{table.Name}.{c} is not in the model"),
            .. described.GroupBy(c => c).Where(c => c.Count() > 1).Select(c => $"{table.Name}.{c.Key} stands twice"),
            .. key.SequenceEqual(table.Key) ? [] : new[] { $"{table.Name} has the key {string.Join(", ", key)}" },
        ];
    }

    private static List<string> FromRead<T>(BulkTable<T> table, Dictionary<string, string> samples, string[] unread)
    {
        if (table.Readable.Count == 0)
            return [];
        using var rows = new DataTable();
        foreach (var column in table.Readable)
            rows.Columns.Add(column.Name, Sample(column, 0, samples).GetType());
        rows.Rows.Add([.. table.Readable.Select((c, i) => Sample(c, i, samples))]);
        using var reader = rows.CreateDataReader();
        reader.Read();
        var row = table.Read(reader);
        return
        [
            .. table.Columns.Except(table.Readable).Where(c => !unread.Contains(c.Name)).Select(c => $"{table.Name}.{c.Name} is not read"),
            .. table.Readable.Where((c, i) => !Equals(AsRead(c.Value(row)), Sample(c, i, samples))).Select(c => $"{table.Name}.{c.Name} is read as {c.Value(row) ?? "null"}"),
        ];
    }

    /// <summary>A day comes from a database as the midnight it begins with.</summary>
    private static object? AsRead(object? value) => value is DateOnly day ? day.ToDateTime(TimeOnly.MinValue) : value;

    private static object Sample<T>(BulkColumn<T> column, int position, Dictionary<string, string> samples) => column.Type switch
    {
        BulkType.Integer => 100 + position,
        BulkType.BigInteger => 10_000_000_000 + position,
        BulkType.Boolean => true,
        BulkType.Timestamp => DateTime.UnixEpoch.AddDays(position),
        BulkType.Date => new DateTime(2000, 1, 1).AddDays(position),
        BulkType.Decimal => 100.25m + position,
        BulkType.Json => samples.GetValueOrDefault(column.Name, $"{{\"{column.Name}\":1}}"),
        _ => column.Name is "sync_id" or "id" or "import_id" or "lot_id" ? "0199d2a5-6c1f-7e7b-8000-0123456789ab" : column.Name,
    };
}
