using PokedexTop.Data;
using PokedexTop.Normalize.Feeds.Reading;

namespace PokedexTop.Normalize.Silver;

/// <summary>
/// Keeps the issue <c>set-total-differs</c> true: a set whose <c>total</c> is not the number of its current cards has one.
/// A set that was never fetched completely has none, nor one whose list has <c>total</c> cards of which some are still on
/// their way or in quarantine: those are told as what they are.
/// </summary>
internal sealed class SetTotals(SqlDatabase database)
{
    /// <summary>Compares sets whose cards or totals changed, inside the caller's transaction.</summary>
    public async Task CompareAsync(WriteTransaction write, IReadOnlyCollection<string> setIds, DateTime now, CancellationToken cancellationToken)
    {
        if (setIds.Count == 0)
            return;
        (string, object?)[] parameters = [("@ids", database.TextList(setIds)), ("@rule", QualityRules.SetTotalDiffers)];
        await using var select = write.Command(
            $"""
            SELECT s.set_id, s.total, s.bronze_id, SUM(f.received), (SELECT COUNT(*) FROM silver_tcg_cards c WHERE c.set_id = s.set_id AND c.retired_at IS NULL AND c.merged_into IS NULL)
            FROM silver_tcg_sets s
            JOIN silver_set_identities i ON i.set_id = s.set_id
            JOIN bronze_set_fetches f ON f.id = i.applied_fetch_id
            WHERE s.total IS NOT NULL AND {database.IsOneOf("s.set_id", "@ids")} GROUP BY s.set_id, s.total, s.bronze_id, i.feed
            """, parameters);
        var counted = await select.ReadAsync(r => (SetId: r.GetString(0), Total: r.GetInt32(1), BronzeId: r.GetInt64(2), Listed: r.Count(3), Current: r.Count(4)), cancellationToken);
        // Each feed that has the set lists it, some in parts.
        var differing = counted.GroupBy(s => s.SetId).Select(feeds => feeds.MaxBy(f => f.Listed)).Where(s => s.Current != s.Total && !(s.Listed == s.Total && s.Current < s.Listed)).ToDictionary(
            s => s.SetId, s => (s.BronzeId, s.Total, Detail: $"/total is {s.Total}, but {Cards(s.Current)}."), StringComparer.Ordinal);

        await using var known = write.Command($"SELECT id, set_id, detail FROM silver_quality_issues WHERE \"rule\" = @rule AND {database.IsOneOf("set_id", "@ids")}", parameters);
        foreach (var (id, setId, detail) in await known.ReadAsync(r => (r.GetInt64(0), r.GetString(1), r.GetString(2)), cancellationToken))
        {
            // What is told already and still true stays as it is.
            if (!differing.TryGetValue(setId, out var told) || told.Detail != detail)
                await write.ExecuteAsync("DELETE FROM silver_quality_issues WHERE id = @id", [("@id", id)], cancellationToken);
            else
                differing.Remove(setId);
        }
        if (differing.Count == 0)
            return;
        var next = await write.NextIdAsync(SilverTables.QualityIssues.Name, cancellationToken);
        await database.InsertAsync(write, SilverTables.QualityIssues, [.. differing.Select(d => new QualityIssue
        {
            Id = next++,
            SetId = d.Key,
            BronzeId = d.Value.BronzeId,
            Rule = QualityRules.SetTotalDiffers,
            Severity = FindingSeverity.Info,
            Detail = d.Value.Detail,
            OriginalValue = $"{d.Value.Total}",
            FoundAt = now,
        })], cancellationToken);
    }

    private static string Cards(long count) => count == 1 ? "1 current card is held" : $"{count} current cards are held";
}
