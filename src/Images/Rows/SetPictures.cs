using System.Data.Common;
using PokedexTop.Data;

namespace PokedexTop.Images.Rows;

/// <summary>Makes a command on a connection or inside a transaction.</summary>
internal delegate DbCommand CommandFactory(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters);

/// <summary>The symbols and logos the catalogue names. There are a few hundred, so all are read and compared here.</summary>
internal static class SetPictures
{
    /// <summary>Those without a row, or with another address.</summary>
    public static async Task<List<(string SetId, string Rendition, string? Url)>> BehindAsync(CommandFactory command, CancellationToken cancellationToken)
    {
        await using var wanted = command("SELECT set_id, symbol_url, logo_url FROM silver_tcg_sets");
        var sets = await wanted.ReadAsync(r => (Id: r.GetString(0), Symbol: ImageText.Address(r.TextOrNull(1)), Logo: ImageText.Address(r.TextOrNull(2))), cancellationToken);
        await using var have = command("SELECT set_id, rendition, wanted_url FROM silver_set_images");
        var known = (await have.ReadAsync(r => (Key: (r.GetString(0), r.GetString(1)), Url: r.TextOrNull(2)), cancellationToken)).ToDictionary(k => k.Key, k => k.Url);
        return [.. sets
            .SelectMany(s => new[] { (s.Id, SetImage.Symbol, s.Symbol), (s.Id, SetImage.Logo, s.Logo) })
            .Where(p => !known.TryGetValue((p.Id, p.Item2), out var url) || url != p.Item3)];
    }
}
