using System.Data.Common;
using PokedexTop.Data;

namespace PokedexTop.Normalize.Silver;

/// <summary>The sets that have a silver row.</summary>
/// <param name="Names">Their names, by id.</param>
/// <param name="MergedInto">Which of them were found to be others.</param>
/// <param name="Found">Which of them the feeds' sets are.</param>
internal sealed record KnownSets(Dictionary<string, string> Names, Dictionary<string, string> MergedInto, Dictionary<(string Feed, string FeedSetId), string> Found)
{
    public static async Task<KnownSets> ReadAsync(Func<string, DbCommand> command, CancellationToken cancellationToken)
    {
        await using var sets = command("SELECT set_id, name, merged_into FROM silver_tcg_sets");
        var rows = await sets.ReadAsync(r => (Id: r.GetString(0), Name: r.GetString(1), Into: r.TextOrNull(2)), cancellationToken);
        await using var identities = command("SELECT feed, feed_set_id, set_id FROM silver_set_identities WHERE set_id IS NOT NULL");
        var found = await identities.ReadAsync(r => ((r.GetString(0), r.GetString(1)), SetId: r.GetString(2)), cancellationToken);
        return new(
            rows.ToDictionary(s => s.Id, s => s.Name, StringComparer.Ordinal),
            rows.Where(s => s.Into is not null).ToDictionary(s => s.Id, s => s.Into!, StringComparer.Ordinal),
            found.ToDictionary(f => f.Item1, f => f.SetId));
    }
}
