using PokedexTop.Catalogue;
using PokedexTop.Data;
using PokedexTop.Normalize.Feeds.Reading;

namespace PokedexTop.Normalize.Silver;

/// <summary>What rules found on one card, set or price block of a card.</summary>
/// <param name="CountDrift">Whether this bronze version was not counted in <c>silver_schema_drift</c> before.</param>
internal sealed record ItemFindings(string? CardId, string? SetId, long BronzeId, IReadOnlyList<QualityFinding> Findings, IReadOnlyList<SchemaDrift> Drift, bool CountDrift);

/// <summary>An item that goes to quarantine.</summary>
/// <param name="Key">Feed and id, such as <c>pokemontcg/base1-4</c>.</param>
internal sealed record RejectedKey(string Key, long BronzeId, string Reason, string Detail);

/// <summary>Writes quality issues, schema drift and quarantine, inside the caller's transaction.</summary>
internal sealed class FindingRows(SqlDatabase database)
{
    // The pointers of a price block's findings begin with its market. So a card that is normalised anew leaves them
    // standing, and a new block leaves the card's and the other market's standing.
    private const string OfPrices = $"(detail LIKE '/{Markets.TcgPlayer}/%' OR detail LIKE '/{Markets.Cardmarket}/%')";

    private const string Replaceable = $"NOT {OfPrices} AND \"rule\" <> @lasting";

    private static readonly ILookup<string, (long BronzeId, QualityFinding Finding)> s_none = Array.Empty<(long, QualityFinding)>().ToLookup(_ => "");

    /// <summary>
    /// Replaces what was found on cards that are written again; what is found as it stands there already is left alone, with the
    /// time it was found. The issues of their prices stay, and so does that an id shows another card than before: it tells of a
    /// change, which no later look at the new version would show.
    /// </summary>
    public async Task ReplaceAsync(WriteTransaction write, IReadOnlyCollection<string> cardIds, List<ItemFindings> items, DateTime now, CancellationToken cancellationToken)
    {
        var standing = await StandingAsync(write, cardIds, cancellationToken);
        var same = items.Where(i => standing[i.CardId!].Count() == i.Findings.Count && standing[i.CardId!].ToHashSet().SetEquals(i.Findings.Select(f => (i.BronzeId, f)))).Select(i => i.CardId!).ToHashSet(StringComparer.Ordinal);
        if (standing.Select(s => s.Key).Where(id => !same.Contains(id)).ToList() is { Count: > 0 } outdated)
        {
            await write.ExecuteAsync(
                $"DELETE FROM silver_quality_issues WHERE {database.IsOneOf("card_id", "@ids")} AND {Replaceable}",
                [("@ids", database.TextList(outdated)), ("@lasting", QualityRules.AnotherCard)], cancellationToken);
        }
        if (items.Where(i => i.Findings.Any(f => f.Rule == QualityRules.AnotherCard)).Select(i => i.CardId!).ToList() is { Count: > 0 } changedAgain)
        {
            await write.ExecuteAsync(
                $"DELETE FROM silver_quality_issues WHERE {database.IsOneOf("card_id", "@ids")} AND \"rule\" = @rule",
                [("@ids", database.TextList(changedAgain)), ("@rule", QualityRules.AnotherCard)], cancellationToken);
        }
        await WriteAsync(write, items.ConvertAll(i => same.Contains(i.CardId!) ? i with { Findings = [] } : i), now, cancellationToken);
    }

    /// <summary>What was found on cards before and would be replaced, with the version it was found on.</summary>
    private async Task<ILookup<string, (long BronzeId, QualityFinding Finding)>> StandingAsync(WriteTransaction write, IReadOnlyCollection<string> cardIds, CancellationToken cancellationToken)
    {
        if (cardIds.Count == 0)
            return s_none;
        await using var select = write.Command(
            $"SELECT card_id, bronze_id, \"rule\", severity, detail, original_value FROM silver_quality_issues WHERE {database.IsOneOf("card_id", "@ids")} AND {Replaceable}",
            ("@ids", database.TextList(cardIds)), ("@lasting", QualityRules.AnotherCard));
        var issues = await select.ReadAsync(r => (CardId: r.GetString(0), Issue: (r.GetInt64(1), new QualityFinding(r.GetString(2), r.GetString(3), r.GetString(4), r.TextOrNull(5)))), cancellationToken);
        return issues.ToLookup(i => i.CardId, i => i.Issue, StringComparer.Ordinal);
    }

    /// <summary>Adds what was found now; what was found on the same items before is cleared by the caller.</summary>
    public async Task WriteAsync(WriteTransaction write, List<ItemFindings> items, DateTime now, CancellationToken cancellationToken)
    {
        var issues = new List<QualityIssue>();
        var drift = new Dictionary<(string Path, string Kind), (int New, int All, string Example)>();
        foreach (var item in items)
        {
            foreach (var finding in item.Findings)
            {
                issues.Add(new QualityIssue
                {
                    CardId = item.CardId,
                    SetId = item.SetId,
                    BronzeId = item.BronzeId,
                    Rule = finding.Rule,
                    Severity = finding.Severity,
                    Detail = finding.Detail,
                    OriginalValue = finding.OriginalValue,
                    FoundAt = now,
                });
            }
            foreach (var (path, kind) in item.Drift)
            {
                var count = drift.GetValueOrDefault((path, kind), (0, 0, item.CardId ?? item.SetId ?? ""));
                drift[(path, kind)] = (count.Item1 + (item.CountDrift ? 1 : 0), count.Item2 + 1, count.Item3);
            }
        }
        if (issues.Count > 0)
        {
            var id = await write.NextIdAsync(SilverTables.QualityIssues.Name, cancellationToken);
            foreach (var issue in issues)
                issue.Id = id++;
            await database.InsertAsync(write, SilverTables.QualityIssues, issues, cancellationToken);
        }
        if (drift.Count > 0)
            await CountAsync(write, drift, now, cancellationToken);
    }

    /// <summary>Removes the issues of one market's prices of cards.</summary>
    public Task ClearPricesAsync(WriteTransaction write, string market, IReadOnlyCollection<string> cardIds, CancellationToken cancellationToken) => write.ExecuteAsync(
        $"DELETE FROM silver_quality_issues WHERE {database.IsOneOf("card_id", "@ids")} AND detail LIKE @market",
        [("@ids", database.TextList(cardIds)), ("@market", $"/{market}/%")], cancellationToken);

    /// <summary>Removes the issues of sets that are written again. A postponed retirement is a fetch's affair, a total that differs its cards': they stay.</summary>
    public Task ClearSetsAsync(WriteTransaction write, IReadOnlyCollection<string> setIds, CancellationToken cancellationToken) =>
        setIds.Count == 0 ? Task.CompletedTask : write.ExecuteAsync(
            $"DELETE FROM silver_quality_issues WHERE card_id IS NULL AND \"rule\" NOT IN (@held, @total) AND {database.IsOneOf("set_id", "@ids")}",
            [("@held", QualityRules.RetirementHeld), ("@total", QualityRules.SetTotalDiffers), ("@ids", database.TextList(setIds))], cancellationToken);

    /// <summary>Puts items into quarantine, and resolves those that left it.</summary>
    public async Task RejectAsync(WriteTransaction write, string layer, List<RejectedKey> rejected, IReadOnlyCollection<string> resolved, DateTime now, CancellationToken cancellationToken)
    {
        if (resolved.Count > 0)
        {
            await write.ExecuteAsync(
                $"UPDATE silver_rejects SET resolved_at = @now, last_at = @now WHERE layer = @layer AND resolved_at IS NULL AND {database.IsOneOf("\"key\"", "@keys")}",
                [("@now", now), ("@layer", layer), ("@keys", database.TextList(resolved))], cancellationToken);
        }
        if (rejected.Count == 0)
            return;
        await using var select = write.Command(
            $"SELECT id, \"key\", attempts, first_at, resolved_at FROM silver_rejects WHERE layer = @layer AND {database.IsOneOf("\"key\"", "@keys")}",
            ("@layer", layer), ("@keys", database.TextList([.. rejected.Select(r => r.Key)])));
        var known = (await select.ReadAsync(r => (Id: r.GetInt64(0), Key: r.GetString(1), Attempts: r.GetInt32(2), FirstAt: r.Utc(3)), cancellationToken)).ToDictionary(r => r.Key, StringComparer.Ordinal);
        var id = await write.NextIdAsync(SilverTables.Rejects.Name, cancellationToken);
        await database.UpsertAsync(write, SilverTables.Rejects, rejected.ConvertAll(r =>
        {
            var again = known.TryGetValue(r.Key, out var before);
            return new Reject
            {
                Id = again ? before.Id : id++,
                Layer = layer,
                Key = r.Key,
                BronzeId = r.BronzeId,
                Reason = r.Reason,
                Detail = r.Detail,
                Attempts = again ? before.Attempts + 1 : 1,
                FirstAt = again ? before.FirstAt : now,
                LastAt = now,
            };
        }), cancellationToken);
    }

    private async Task CountAsync(WriteTransaction write, Dictionary<(string Path, string Kind), (int New, int All, string Example)> drift, DateTime now, CancellationToken cancellationToken)
    {
        await using var select = write.Command(
            $"{SilverTables.SchemaDrift.Select} WHERE {database.IsOneOf("path", "@paths")}",
            ("@paths", database.TextList([.. drift.Keys.Select(k => k.Path).Distinct()])));
        var known = await select.ReadAsync(SilverTables.SchemaDrift.Read, cancellationToken);
        var rows = new List<SilverDrift>();
        foreach (var (key, count) in drift)
        {
            var before = known.Find(d => d.Path == key.Path && d.Kind == key.Kind);
            if (before is not null && count.New == 0)
                continue;
            rows.Add(new SilverDrift
            {
                Path = key.Path,
                Kind = key.Kind,
                ExampleId = before?.ExampleId ?? count.Example,
                FirstAt = before?.FirstAt ?? now,
                Occurrences = before is null ? count.All : before.Occurrences + count.New,
            });
        }
        await database.UpsertAsync(write, SilverTables.SchemaDrift, rows, cancellationToken);
    }
}
