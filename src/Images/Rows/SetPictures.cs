using System.Data.Common;
using PokedexTop.Data;

namespace PokedexTop.Images.Rows;

/// <summary>Makes a command on a connection or inside a transaction.</summary>
internal delegate DbCommand CommandFactory(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters);

/// <summary>A symbol or logo and the address the catalogue has for it.</summary>
internal sealed record SetPicture(string SetId, string Rendition, string? Url);

/// <summary>The symbols and logos the catalogue names. There are a few hundred, so all are read and compared here.</summary>
internal static class SetPictures
{
    /// <summary>Those without a row, or with another address.</summary>
    public static async Task<List<SetPicture>> BehindAsync(CommandFactory command, CancellationToken cancellationToken)
    {
        await using var wanted = command("SELECT set_id, symbol_url, logo_url FROM silver_tcg_sets");
        var sets = await wanted.ReadAsync(r => new[]
        {
            new SetPicture(r.GetString(0), SetImage.Symbol, ImageText.Address(r.TextOrNull(1))),
            new SetPicture(r.GetString(0), SetImage.Logo, ImageText.Address(r.TextOrNull(2))),
        }, cancellationToken);
        await using var have = command("SELECT set_id, rendition, wanted_url FROM silver_set_images");
        var known = (await have.ReadAsync(r => (Key: (r.GetString(0), r.GetString(1)), Url: r.TextOrNull(2)), cancellationToken)).ToDictionary(k => k.Key, k => k.Url);
        return [.. sets.SelectMany(pictures => pictures).Where(p => !known.TryGetValue((p.SetId, p.Rendition), out var url) || url != p.Url)];
    }
}
