using System.Data.Common;
using System.Text.Json;
using PokedexTop.Data;

namespace PokedexTop.Normalize.Silver;

/// <summary>A silver row that cannot be read: edited by hand, or damaged below.</summary>
/// <param name="Id">The card's or set's silver id.</param>
/// <param name="Reason">The first column that the reader stumbled over, and why.</param>
internal sealed record DamagedRow(string Id, string Reason);

/// <summary>Reads rows so that one that cannot be read costs only itself.</summary>
internal static class DamagedRows
{
    // A name that stands twice cannot be written out.
    private static readonly JsonDocumentOptions s_strict = new() { AllowDuplicateProperties = false };

    /// <summary>Fills an item with a row of <see cref="BulkTable{T}.Select"/>; a column that cannot be read is left as it was.</summary>
    /// <returns>What is damaged first; null where nothing is.</returns>
    public static string? Fill<T>(BulkTable<T> table, T item, DbDataReader row)
    {
        string? damage = null;
        for (var i = 0; i < table.Readable.Count; i++)
        {
            try
            {
                table.Readable[i].Read!(item, row, i);
            }
            catch (Exception error) when (IsDamage(error))
            {
                damage ??= $"{table.Readable[i].Name}: {error.Message}";
            }
        }
        return damage;
    }

    /// <summary>What is wrong with a row's <c>extra</c>, which is text to the reader and JSON to whoever writes the row out; null where nothing is.</summary>
    public static string? OfExtra(string? extra) => extra is null || IsObject(extra) ? null : "extra: no JSON object";

    /// <summary>What database clients and the JSON reader throw for values that are not what their column promises.</summary>
    public static bool IsDamage(Exception error) =>
        error is JsonException or InvalidOperationException or InvalidCastException or FormatException or OverflowException or ArgumentException;

    private static bool IsObject(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, s_strict);
            return document.RootElement.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
