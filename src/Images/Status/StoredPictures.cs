using PokedexTop.Data;

namespace PokedexTop.Images.Status;

/// <summary>Two addresses of one owner: small and large of a card, symbol and logo of a set. Null where there is no such object.</summary>
/// <param name="First">Small, or the symbol.</param>
/// <param name="Second">Large, or the logo.</param>
/// <param name="IsWide">Whether they are wider than high, as of a card that is printed across.</param>
public sealed record PicturePair(string? First, string? Second, bool IsWide = false);

/// <summary>Where browsers find the pictures that are stored; addresses in the web stage's own folder begin with a slash.</summary>
/// <param name="Cards">Small and large, by card.</param>
/// <param name="Sets">Symbol and logo, by set.</param>
public sealed record PictureAddresses(IReadOnlyDictionary<string, PicturePair> Cards, IReadOnlyDictionary<string, PicturePair> Sets);

/// <summary>Reads the addresses of stored pictures.</summary>
public sealed class StoredPictures(SqlDatabase database)
{
    public async Task<PictureAddresses> ReadAsync(CancellationToken cancellationToken) => new(
        await ReadAsync("silver_card_images", "card_id", "small", "large", cancellationToken),
        await ReadAsync("silver_set_images", "set_id", "symbol", "logo", cancellationToken));

    private async Task<Dictionary<string, PicturePair>> ReadAsync(string table, string owner, string first, string second, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var select = connection.Command(
            $"SELECT {owner}, MAX(CASE WHEN rendition = '{first}' THEN url END), MAX(CASE WHEN rendition = '{second}' THEN url END), MAX(CASE WHEN width > height THEN 1 ELSE 0 END) FROM {table} WHERE url IS NOT NULL AND rendition IN ('{first}', '{second}') GROUP BY {owner}");
        return (await select.ReadAsync(r => (Id: r.GetString(0), Pair: new PicturePair(r.TextOrNull(1), r.TextOrNull(2), r.Count(3) > 0)), cancellationToken)).ToDictionary(p => p.Id, p => p.Pair, StringComparer.Ordinal);
    }
}
