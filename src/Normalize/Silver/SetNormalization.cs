using System.Text.Json;
using Microsoft.Extensions.Logging;
using PokedexTop.Data;
using PokedexTop.Normalize.Feeds;
using PokedexTop.Normalize.Feeds.Reading;
using PokedexTop.Normalize.Identities;
using PokedexTop.Normalize.Merging;

namespace PokedexTop.Normalize.Silver;

/// <summary>Brings <c>silver_tcg_sets</c> up to the latest bronze versions. Sets come before cards: a card refers to its set.</summary>
internal sealed class SetNormalization(SqlDatabase database, OtherFeeds otherFeeds, FindingRows findings, SetTotals totals, TimeProvider time, ILogger<SetNormalization> log)
{
    private HashSet<string>? _known;

    /// <summary>Whether a feed's set has a silver row, as far as this process has seen.</summary>
    public bool IsKnown(string feed, string feedSetId) => _known?.Contains(IdentityResolver.OfSet(feed, feedSetId).SilverId) == true;

    /// <summary>Learns which sets have a silver row while none can come: other workers and processes bring some too.</summary>
    public async Task LookAgainAsync(WriteTransaction write, CancellationToken cancellationToken) => _known = await KnownAsync(write, cancellationToken);

    /// <summary>Normalises every set of a feed that is behind.</summary>
    /// <returns>Whether a set appeared that was not known before: cards that waited for it can be tried again.</returns>
    public async Task<bool> WorkAsync(string feed, CancellationToken cancellationToken)
    {
        var pending = await PendingAsync(feed, cancellationToken);
        var appeared = false;
        if (pending.Count > 0)
            appeared = await WriteNarrowingAsync(feed, pending.ConvertAll(p => (p, FeedNormalizers.Of(feed).NormalizeSet(p.SetId, p.Payload))), cancellationToken);
        if (appeared || _known is null)
            _known = await KnownAsync(cancellationToken);
        return appeared;
    }

    private async Task<List<PendingSet>> PendingAsync(string feed, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var select = connection.Command(
            """
            SELECT b.set_id, b.id, b.content_hash, b.payload, i.outcome, i.attempts
            FROM bronze_tcg_sets b LEFT JOIN silver_set_identities i ON i.feed = b.feed AND i.feed_set_id = b.set_id
            WHERE b.feed = @feed AND NOT EXISTS (SELECT 1 FROM bronze_tcg_sets n WHERE n.feed = b.feed AND n.set_id = b.set_id AND n.version > b.version)
            AND (i.feed IS NULL OR i.bronze_id <> b.id OR i.normalizer_version < @version OR i.next_attempt_at <= @now)
            """, ("@feed", feed), ("@version", FeedNormalizers.Of(feed).Version), ("@now", time.UtcNow()));
        return await select.ReadAsync(r => new PendingSet(r.GetString(0), r.GetInt64(1), r.GetString(2), r.GetString(3), r.TextOrNull(4), r.IntOrNull(5) ?? 0), cancellationToken);
    }

    /// <summary>Writes all sets, or, where the database refuses one of them, each by itself and that one as rejected.</summary>
    private async Task<bool> WriteNarrowingAsync(string feed, List<(PendingSet Pending, SetNormalizationResult Result)> results, CancellationToken cancellationToken)
    {
        try
        {
            return await WriteAsync(feed, results, cancellationToken);
        }
        catch (Exception error) when (database.IsAboutRows(error) && results is not [(_, RejectedSet)])
        {
            if (results is [var (set, _)])
            {
                log.LogError(error, "The set {Feed}/{SetId} could not be written", feed, set.SetId);
                return await WriteAsync(feed, [(set, new RejectedSet(RejectReasons.Failed, $"{error.GetType().Name}: {error.Message}"))], cancellationToken);
            }
            var appeared = false;
            foreach (var one in results)
                appeared |= await WriteNarrowingAsync(feed, [one], cancellationToken);
            return appeared;
        }
    }

    private async Task<bool> WriteAsync(string feed, List<(PendingSet Pending, SetNormalizationResult Result)> results, CancellationToken cancellationToken)
    {
        var now = time.UtcNow();
        await using var write = await database.BeginWriteAsync("silver", cancellationToken);
        await StarterRows.RemoveForAsync(write, feed, now, cancellationToken);
        var known = await KnownAsync(write, cancellationToken);
        var others = await otherFeeds.SetsAsync(write, feed, results.ConvertAll(r => IdentityResolver.OfSet(feed, r.Pending.SetId).SilverId), cancellationToken);
        var sets = new List<SilverSet>();
        var found = new List<ItemFindings>();
        var rejected = new List<RejectedKey>();
        foreach (var (set, result) in results)
        {
            if (result is NormalizedSet normalized)
            {
                var row = new SilverSet { SetId = IdentityResolver.OfSet(feed, set.SetId).SilverId, BronzeId = set.BronzeId, ContentHash = set.ContentHash, NormalizedAt = now };
                var givenBy = SetMerge.Into(row, [(feed, normalized.Set), .. others[row.SetId]], FeedOrder.Usual);
                row.GivenBy = givenBy is null ? null : JsonSerializer.Serialize(givenBy);
                sets.Add(row);
                found.Add(new ItemFindings(null, row.SetId, set.BronzeId, normalized.Findings, normalized.Drift, set.Outcome is not IdentityOutcome.Normalized));
            }
            else if (result is RejectedSet reject)
            {
                rejected.Add(new RejectedKey($"{feed}/{set.SetId}", set.BronzeId, reject.Reason, reject.Detail));
            }
        }
        await database.UpsertAsync(write, SilverTables.Sets, sets, cancellationToken);
        await database.UpsertAsync(write, SilverTables.SetIdentities, await IdentitiesAsync(write, feed, results, now, cancellationToken), cancellationToken);
        await findings.ClearSetsAsync(write, [.. sets.Select(s => s.SetId)], cancellationToken);
        await findings.WriteAsync(write, found, now, cancellationToken);
        await totals.CompareAsync(write, [.. sets.Select(s => s.SetId)], now, cancellationToken);
        await findings.RejectAsync(write, "set", rejected, [.. results.Where(r => r.Result is NormalizedSet && r.Pending.Outcome == IdentityOutcome.Rejected).Select(r => $"{feed}/{r.Pending.SetId}")], now, cancellationToken);
        var appeared = sets.Exists(s => !known.Contains(s.SetId));
        if (appeared)
        {
            // Cards that wait for a set need not wait any longer, nor those that were given up waiting.
            await write.ExecuteAsync(
                "UPDATE silver_card_identities SET next_attempt_at = @now WHERE outcome = 'rejected' AND (next_attempt_at > @now OR next_attempt_at IS NULL) AND feed = @feed",
                [("@now", now), ("@feed", feed)], cancellationToken);
        }
        await write.CommitAsync(cancellationToken);
        return appeared;
    }

    private static async Task<List<SetIdentity>> IdentitiesAsync(WriteTransaction write, string feed, List<(PendingSet Pending, SetNormalizationResult Result)> results, DateTime now, CancellationToken cancellationToken)
    {
        await using var select = write.Command("SELECT feed_set_id, set_id, applied_fetch_id, applied_members, compare_again, listed FROM silver_set_identities WHERE feed = @feed", ("@feed", feed));
        var applied = (await select.ReadAsync(r => (Id: r.GetString(0), SilverId: r.TextOrNull(1), Fetch: r.GetInt64(2), Members: r.TextOrNull(3), Again: r.GetBoolean(4), Listed: r.IntOrNull(5)), cancellationToken)).ToDictionary(a => a.Id, StringComparer.Ordinal);
        return results.ConvertAll(r =>
        {
            applied.TryGetValue(r.Pending.SetId, out var before);
            return new SetIdentity
            {
                Feed = feed,
                FeedSetId = r.Pending.SetId,
                // A set once normalised keeps its silver id, also while a later version of it is in quarantine.
                SetId = r.Result is NormalizedSet ? IdentityResolver.OfSet(feed, r.Pending.SetId).SilverId : before.SilverId,
                BronzeId = r.Pending.BronzeId,
                NormalizerVersion = FeedNormalizers.Of(feed).Version,
                Outcome = r.Result is NormalizedSet ? IdentityOutcome.Normalized : IdentityOutcome.Rejected,
                Attempts = r.Result is NormalizedSet ? 0 : r.Pending.Attempts + 1,
                NextAttemptAt = r.Result is RejectedSet rejected ? RetrySchedule.Next(rejected.Reason, r.Pending.Attempts + 1, now) : null,
                AppliedFetchId = before.Fetch,
                AppliedMembers = before.Members,
                CompareAgain = before.Again,
                Listed = before.Listed,
            };
        });
    }

    private async Task<HashSet<string>> KnownAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var select = connection.Command("SELECT set_id FROM silver_tcg_sets");
        return [.. await select.ReadAsync(r => r.GetString(0), cancellationToken)];
    }

    private static async Task<HashSet<string>> KnownAsync(WriteTransaction write, CancellationToken cancellationToken)
    {
        await using var select = write.Command("SELECT set_id FROM silver_tcg_sets");
        return [.. await select.ReadAsync(r => r.GetString(0), cancellationToken)];
    }

    private sealed record PendingSet(string SetId, long BronzeId, string ContentHash, string Payload, string? Outcome, int Attempts);
}
