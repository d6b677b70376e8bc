using System.Linq.Expressions;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;

namespace PokedexTop.Normalize.Silver;

/// <summary>A silver row that cannot be read: edited by hand, or damaged below.</summary>
/// <param name="Id">The card's or set's silver id.</param>
/// <param name="Reason">What the reader stumbled over.</param>
internal sealed record DamagedRow(string Id, string Reason);

/// <summary>Reads rows so that one that cannot be read costs only itself.</summary>
internal static class DamagedRows
{
    // A name that stands twice cannot be written out.
    private static readonly JsonDocumentOptions s_strict = new() { AllowDuplicateProperties = false };

    /// <param name="rows">The rows, in the wanted order.</param>
    /// <param name="id">A row's key.</param>
    /// <param name="extra">A row's <c>extra</c>, which is text to the reader and JSON to whoever writes the row out.</param>
    /// <param name="damaged">Takes the rows that cannot be read.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task<List<T>> ReadAsync<T>(
        IQueryable<T> rows, Expression<Func<T, string>> id, Func<T, string?> extra, List<DamagedRow> damaged, CancellationToken cancellationToken)
    {
        List<T> list;
        try
        {
            list = await rows.ToListAsync(cancellationToken);
        }
        catch (Exception error) when (IsDamage(error))
        {
            list = await OneByOneAsync(rows, id, damaged, cancellationToken);
        }
        var key = new Lazy<Func<T, string>>(id.Compile);
        list.RemoveAll(row =>
        {
            if (extra(row) is not { } text || IsObject(text))
                return false;
            damaged.Add(new DamagedRow(key.Value(row), "extra is no JSON object"));
            return true;
        });
        return list;
    }

    /// <summary>What EF and the JSON reader throw for values that are not what their column promises.</summary>
    public static bool IsDamage(Exception error) =>
        error is JsonException or InvalidOperationException or InvalidCastException or FormatException or OverflowException or ArgumentException;

    private static async Task<List<T>> OneByOneAsync<T>(IQueryable<T> rows, Expression<Func<T, string>> id, List<DamagedRow> damaged, CancellationToken cancellationToken)
    {
        var list = new List<T>();
        foreach (var key in await rows.Select(id).ToListAsync(cancellationToken))
        {
            try
            {
                var isRow = Expression.Lambda<Func<T, bool>>(Expression.Equal(id.Body, Expression.Constant(key)), id.Parameters);
                list.AddRange(await rows.Where(isRow).ToListAsync(cancellationToken));
            }
            catch (Exception error) when (IsDamage(error))
            {
                damaged.Add(new DamagedRow(key, error.Message));
            }
        }
        return list;
    }

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
