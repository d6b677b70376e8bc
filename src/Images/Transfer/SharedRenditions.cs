using PokedexTop.Data;
using PokedexTop.Images.Rendering;
using PokedexTop.Images.Rows;

namespace PokedexTop.Images.Transfer;

/// <summary>Finds renditions that some card with the same picture has already: two cards with one picture share its objects.</summary>
internal sealed class SharedRenditions(SqlDatabase database)
{
    /// <returns>One object for each of the wanted renditions, or none.</returns>
    public async Task<IReadOnlyList<ImageObject>> FindAsync(string originalSha256, string settings, IReadOnlyList<Rendition> wanted, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        // The settings are compared by value only: an index over them would lead through every card.
        await using var owner = connection.Command(
            "SELECT MIN(card_id) FROM silver_card_images WHERE sha256 = @sha AND change_id IS NOT NULL AND COALESCE(settings, '') = @settings", ("@sha", originalSha256), ("@settings", settings));
        if (await owner.ExecuteScalarAsync(cancellationToken) is not string cardId)
            return [];
        await using var select = connection.Command(
            "SELECT rendition, object_key, url, sha256, width, height, bytes FROM silver_card_images WHERE card_id = @card AND rendition <> 'original' AND object_key IS NOT NULL",
            ("@card", cardId));
        var found = (await select.ReadAsync(r => new ImageObject(r.GetString(0), r.GetString(1), r.GetString(2), r.GetString(3), r.GetInt32(4), r.GetInt32(5), r.GetInt64(6)), cancellationToken))
            .Where(o => o.Key == ImageKeys.Rendition(settings, originalSha256, o.Rendition))
            .ToDictionary(o => o.Rendition, StringComparer.Ordinal);
        return wanted.All(w => found.ContainsKey(w.Name)) ? [.. wanted.Select(w => found[w.Name])] : [];
    }
}
