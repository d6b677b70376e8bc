using System.Globalization;
using PokedexTop.Data;

namespace PokedexTop.Search.Indexing;

/// <summary>Up to which rows an index has taken the catalogue in. Ids of these tables follow the order of commits.</summary>
/// <param name="Change">Of <c>silver_changes</c>.</param>
/// <param name="Price">Of <c>bronze_tcg_prices</c>.</param>
/// <param name="Text">The newest bronze row a text in another language was made from.</param>
/// <param name="Sets">When a set was last normalised, and how many there are.</param>
/// <param name="Cards">How many cards silver holds: where a feed gives way to another they go without a change.</param>
internal sealed record CatalogueMarks(long Change, long Price, long Text, string Sets, long Cards)
{
    private const string Key = "marks";

    public static async Task<CatalogueMarks> ReadAsync(SqlDatabase database, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var select = connection.Command(
            """
            SELECT (SELECT COALESCE(MAX(id), 0) FROM silver_changes), (SELECT COALESCE(MAX(id), 0) FROM bronze_tcg_prices), (SELECT COALESCE(MAX(bronze_id), 0) FROM silver_card_texts),
                (SELECT MAX(normalized_at) FROM silver_tcg_sets), (SELECT COUNT(*) FROM silver_tcg_sets), (SELECT COUNT(*) FROM silver_tcg_cards)
            """);
        return (await select.ReadAsync(
            r => new CatalogueMarks(r.GetInt64(0), r.GetInt64(1), r.GetInt64(2), string.Create(CultureInfo.InvariantCulture, $"{r.UtcOrNull(3):O} {Number(r.GetValue(4))}"), Number(r.GetValue(5))), cancellationToken))[0];

        // COUNT is an int on SQL Server.
        static long Number(object value) => Convert.ToInt64(value, CultureInfo.InvariantCulture);
    }

    /// <param name="layout">What an index of another program's version is told by.</param>
    public Dictionary<string, string> ToSave(string layout) => new(StringComparer.Ordinal)
    {
        [Key] = string.Create(CultureInfo.InvariantCulture, $"{layout}|{Change}|{Price}|{Text}|{Sets}|{Cards}"),
    };

    /// <summary>What was saved; null where it was not, or for another layout.</summary>
    public static CatalogueMarks? Saved(IDictionary<string, string>? marks, string layout) =>
        marks is not null && marks.TryGetValue(Key, out var text) && text.Split('|') is [var of, var change, var price, var texts, var sets, var cards] && of == layout
            ? new(Parsed(change), Parsed(price), Parsed(texts), sets, Parsed(cards)) : null;

    private static long Parsed(string number) => long.Parse(number, CultureInfo.InvariantCulture);
}
