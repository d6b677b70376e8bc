using PokedexTop.Data;
using PokedexTop.Images.Rows;

namespace PokedexTop.Images.Issues;

/// <summary>
/// Keeps the issues of pictures that several cards share what the rows say: written where they begin to hold, gone where they no
/// longer do. Works only after something changed in this process, and once after its start for what changed elsewhere.
/// </summary>
public sealed class SharedPictures(SqlDatabase database, TimeProvider time)
{
    private const string Holders =
        """
        SELECT i.sha256, c.card_id, c.name, c.number FROM silver_card_images i JOIN silver_tcg_cards c ON c.card_id = i.card_id
        WHERE i.change_id IS NOT NULL AND c.retired_at IS NULL AND c.merged_into IS NULL AND i.sha256 IN (
            SELECT sha256 FROM silver_card_images WHERE change_id IS NOT NULL AND sha256 IS NOT NULL GROUP BY sha256 HAVING COUNT(*) > 1)
        ORDER BY c.card_id
        """;

    private int _changed = 1;

    /// <summary>Cards or pictures changed: it is looked once more.</summary>
    public void Changed() => Volatile.Write(ref _changed, 1);

    /// <summary>Writes what changed since the last look.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _changed, 0) == 0)
            return;
        try
        {
            await using (var connection = await database.OpenAsync(cancellationToken))
            {
                var (_, found, gone) = await CompareAsync(connection.Command, cancellationToken);
                if (found.Count + gone.Count == 0)
                    return;
            }
            // Once more under the writer lock: another process may have done the same meanwhile.
            await using var write = await database.BeginWriteAsync(ImageTables.Layer, cancellationToken);
            await WriteAsync(write, cancellationToken);
            await write.CommitAsync(cancellationToken);
        }
        catch
        {
            Changed();
            throw;
        }
    }

    private async Task WriteAsync(WriteTransaction write, CancellationToken cancellationToken)
    {
        var (kept, found, gone) = await CompareAsync(write.Command, cancellationToken);
        var now = time.UtcNow();
        await write.ExecuteAsync($"DELETE FROM silver_image_issues WHERE \"rule\" = @name AND {database.IsOneOf("card_id", "@ids")}",
            [("@name", ImageRules.ImageShared), ("@ids", database.TextList([.. gone, .. found.Select(f => f.CardId)]))], cancellationToken);
        await database.InsertAsync(write, ImageTables.Issues, found.ConvertAll(f => new ImageIssue
        {
            CardId = f.CardId,
            Rule = ImageRules.ImageShared,
            Detail = f.Detail,
            FoundAt = kept.TryGetValue(f.CardId, out var known) ? known : now,
        }), cancellationToken);
    }

    /// <returns>When each card's issue was found first; those that are new or read otherwise now; cards that have none any more.</returns>
    private static async Task<(Dictionary<string, DateTime> Known, List<(string CardId, string Detail)> Found, List<string> Gone)> CompareAsync(CommandFactory command, CancellationToken cancellationToken)
    {
        await using var holders = command(Holders);
        var shared = (await holders.ReadAsync(r => new PictureHolder(r.GetString(0), r.GetString(1), r.GetString(2), r.TextOrNull(3)), cancellationToken))
            .GroupBy(h => h.Sha256, StringComparer.Ordinal).SelectMany(group => SharedPictureRule.IssuesOf([.. group])).ToDictionary(i => i.CardId, i => i.Detail, StringComparer.Ordinal);
        await using var issues = command($"{ImageTables.Issues.Select} WHERE \"rule\" = @name", ("@name", ImageRules.ImageShared));
        var known = (await issues.ReadAsync(ImageTables.Issues.Read, cancellationToken)).ToDictionary(i => i.CardId, StringComparer.Ordinal);
        return (
            known.ToDictionary(k => k.Key, k => k.Value.FoundAt, StringComparer.Ordinal),
            [.. shared.Where(s => !known.TryGetValue(s.Key, out var before) || before.Detail != s.Value).Select(s => (s.Key, s.Value))],
            [.. known.Keys.Where(id => !shared.ContainsKey(id))]);
    }
}
