using System.Text.Json;
using Microsoft.Extensions.Logging;
using PokedexTop.Catalogue;
using PokedexTop.Data;
using PokedexTop.Ingest.Syncs;
using PokedexTop.Normalize.Feeds;
using PokedexTop.Normalize.Feeds.Reading;
using PokedexTop.Normalize.Identities;
using PokedexTop.Normalize.Merging;

namespace PokedexTop.Normalize.Silver;

/// <summary>Brings <c>silver_tcg_sets</c> up to the latest bronze versions. Sets come before cards: a card refers to its set.</summary>
internal sealed class SetNormalization(SqlDatabase database, CardRows rows, OtherFeeds otherFeeds, FindingRows findings, SetTotals totals, FeedOrder order, TimeProvider time, ILogger<SetNormalization> log)
{
    private KnownSets? _known;

    /// <summary>Whether a feed's set has a silver row, as far as this process has seen.</summary>
    public bool IsKnown(string feed, string feedSetId) => _known?.Names.ContainsKey(SilverIdOf(feed, feedSetId)) == true;

    /// <summary>Which silver set a feed's set is, as far as this process has seen.</summary>
    public string SilverIdOf(string feed, string feedSetId) =>
        // What it was found to be, which may be another than its id says.
        _known?.Found.TryGetValue((feed, feedSetId), out var found) == true ? found
        : IdentityResolver.OfSet(feed, feedSetId).SilverId is var id && _known?.MergedInto.TryGetValue(id, out var merged) == true ? merged : id;

    /// <summary>Learns which sets have a silver row while none can come: other workers and processes bring some too.</summary>
    public async Task LookAgainAsync(WriteTransaction write, CancellationToken cancellationToken) => _known = await KnownAsync(write, cancellationToken);

    /// <summary>Learns which sets were found to be others since: another feed's sets make it so, and other processes.</summary>
    public async Task FollowMergesAsync(WriteTransaction write, CancellationToken cancellationToken)
    {
        await using var merged = write.Command("SELECT COUNT(*) FROM silver_tcg_sets WHERE merged_into IS NOT NULL");
        if (await merged.CountAsync(cancellationToken) != _known?.MergedInto.Count)
            await LookAgainAsync(write, cancellationToken);
    }

    /// <summary>Normalises every set of a feed that is behind.</summary>
    /// <returns>Whether a set appeared that was not known before: cards that waited for it can be tried again.</returns>
    public async Task<bool> WorkAsync(string feed, CancellationToken cancellationToken)
    {
        var pending = await PendingAsync(feed, cancellationToken);
        var appeared = false;
        if (pending.Count > 0)
            appeared = await WriteNarrowingAsync(feed, pending.ConvertAll(p => (p, FeedNormalizers.Of(feed).NormalizeSet(p.SetId, p.Payload))), cancellationToken);
        // A set may have been found to be another without any appearing.
        if (pending.Count > 0 || _known is null)
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
        return await select.ReadAsync(r => new PendingSet(r.GetString(0), r.GetInt64(1), r.GetString(2), r.Utf8(3), r.TextOrNull(4), r.IntOrNull(5) ?? 0), cancellationToken);
    }

    /// <summary>Writes all sets, or, where the database refuses one of them, each by itself and that one as rejected.</summary>
    private async Task<bool> WriteNarrowingAsync(string feed, List<(PendingSet Pending, SetNormalizationResult Result)> results, CancellationToken cancellationToken)
    {
        try
        {
            return await WriteAsync(feed, results, cancellationToken);
        }
        catch (Exception error) when (database.IsAboutRows(error) && results is not [(_, QuarantinedSet)])
        {
            if (results is [var (set, _)])
            {
                log.LogError(error, "The set {Feed}/{SetId} could not be written", feed, set.SetId);
                return await WriteAsync(feed, [(set, new QuarantinedSet(RejectReasons.Failed, $"{error.GetType().Name}: {error.Message}"))], cancellationToken);
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
        var ids = results.ToDictionary(r => r.Pending.SetId, r => SilverId(feed, r.Pending.SetId, r.Result, known), StringComparer.Ordinal);
        var others = await otherFeeds.SetsAsync(write, feed, [.. ids.Values.Distinct(StringComparer.Ordinal)], cancellationToken);
        var pictures = await PicturesAsync(write, feed, cancellationToken);
        var sets = new Dictionary<string, SilverSet>(StringComparer.Ordinal);
        var found = new List<ItemFindings>();
        var rejected = new List<RejectedKey>();
        // Of two ids of one set the one that is listed speaks, and of two that are the later one.
        var listed = ids.Values.Distinct(StringComparer.Ordinal).Count() < ids.Count ? await ListedAsync(cancellationToken) : null;
        // A set that is only a part of one gives it name and totals while nothing else does.
        foreach (var (set, result) in results.OrderBy(r => IdentityResolver.IsPart(feed, r.Pending.SetId)).ThenBy(r => listed?.Contains(feed, r.Pending.SetId)).ThenBy(r => r.Pending.BronzeId))
        {
            if (result is NormalizedSet normalized)
            {
                // What is printed in another language stands beside the cards of the catalogue, and makes no sets of its own.
                if (!FeedLanguage.IsEnglish(feed) || (IdentityResolver.IsPart(feed, set.SetId) && (known.Names.ContainsKey(ids[set.SetId]) || sets.ContainsKey(ids[set.SetId]))))
                    continue;
                var row = new SilverSet { SetId = ids[set.SetId], BronzeId = set.BronzeId, ContentHash = set.ContentHash, NormalizedAt = now };
                var givenBy = SetMerge.Into(row, [(feed, normalized.Set), .. others[row.SetId]], order);
                row.GivenBy = givenBy is null ? null : JsonSerializer.Serialize(givenBy);
                if (pictures.TryGetValue(row.SetId, out var had))
                    (row.SymbolUrl, row.LogoUrl) = (row.SymbolUrl ?? had.Symbol, row.LogoUrl ?? had.Logo);
                sets[row.SetId] = row;
                found.Add(new ItemFindings(null, row.SetId, set.BronzeId, normalized.Findings, normalized.Drift, set.Outcome is not IdentityOutcome.Normalized));
            }
            else if (result is QuarantinedSet reject)
            {
                rejected.Add(new RejectedKey($"{feed}/{set.SetId}", set.BronzeId, reject.Reason, reject.Detail));
            }
        }
        await database.UpsertAsync(write, SilverTables.Sets, [.. sets.Values], cancellationToken);
        await database.UpsertAsync(write, SilverTables.SetIdentities, await IdentitiesAsync(write, feed, results, ids, known, now, cancellationToken), cancellationToken);
        await MergeAsync(write, feed, ids, known, now, cancellationToken);
        await findings.ClearSetsAsync(write, sets.Keys, cancellationToken);
        await findings.WriteAsync(write, found, now, cancellationToken);
        await totals.CompareAsync(write, sets.Keys, now, cancellationToken);
        await findings.RejectAsync(write, "set", rejected, [.. results.Where(r => r.Result is NormalizedSet && r.Pending.Outcome == IdentityOutcome.Rejected).Select(r => $"{feed}/{r.Pending.SetId}")], now, cancellationToken);
        var appeared = sets.Keys.Any(id => !known.Names.ContainsKey(id));
        if (appeared)
        {
            // A set that only its own feed knew may be one of these.
            await write.ExecuteAsync("UPDATE silver_set_identities SET normalizer_version = 0 WHERE feed <> @feed AND set_id LIKE 'tcgdex-%'", [("@feed", feed)], cancellationToken);
            // Cards that wait for a set need not wait any longer, nor those that were given up waiting.
            await write.ExecuteAsync(
                "UPDATE silver_card_identities SET next_attempt_at = @now WHERE outcome = 'rejected' AND (next_attempt_at > @now OR next_attempt_at IS NULL) AND feed = @feed",
                [("@now", now), ("@feed", feed)], cancellationToken);
        }
        await write.CommitAsync(cancellationToken);
        return appeared;
    }

    /// <summary>Which set it is: what only its own feed knew is the one it would be as soon as that is there under its name.</summary>
    private static string SilverId(string feed, string feedSetId, SetNormalizationResult result, KnownSets known)
    {
        var identity = IdentityResolver.OfSet(feed, feedSetId);
        return identity.Candidate is { } candidate && result is NormalizedSet set && known.Names.TryGetValue(candidate, out var name) && SameCard.AreNamedAlike(name, set.Set.Name) ? candidate
            : known.MergedInto.GetValueOrDefault(identity.SilverId, identity.SilverId);
    }

    /// <summary>A set that was found to be another leaves it its cards.</summary>
    private async Task MergeAsync(WriteTransaction write, string feed, Dictionary<string, string> ids, KnownSets known, DateTime now, CancellationToken cancellationToken)
    {
        foreach (var (feedSetId, into) in ids)
        {
            var own = IdentityResolver.OfSet(feed, feedSetId).SilverId;
            if (own == into || !known.Names.ContainsKey(own) || known.MergedInto.ContainsKey(own))
                continue;
            await MoveCardsAsync(write, own, into, now, cancellationToken);
        }
    }

    /// <summary>A set that its feed gave another id is the new one from now on, with its cards.</summary>
    /// <returns>What changed.</returns>
    public async Task<List<CardChange>> MergeAsync(WriteTransaction write, string feed, string own, string into, DateTime now, CancellationToken cancellationToken)
    {
        var moved = await MoveCardsAsync(write, own, into, now, cancellationToken);
        await write.ExecuteAsync(
            "UPDATE silver_set_identities SET set_id = @into, compare_again = @yes WHERE feed = @feed AND set_id = @own",
            [("@into", into), ("@yes", true), ("@feed", feed), ("@own", own)], cancellationToken);
        await LookAgainAsync(write, cancellationToken);
        return moved;
    }

    private async Task<List<CardChange>> MoveCardsAsync(WriteTransaction write, string own, string into, DateTime now, CancellationToken cancellationToken)
    {
        // Who was merged into the old one is the new one too: readers follow one step.
        await write.ExecuteAsync("UPDATE silver_tcg_sets SET merged_into = @into WHERE set_id = @own OR merged_into = @own", [("@into", into), ("@own", own)], cancellationToken);
        await using var select = write.Command("SELECT card_id, bronze_id FROM silver_tcg_cards WHERE set_id = @own AND merged_into IS NULL", ("@own", own));
        var moved = await select.ReadAsync(r => CardRows.Change(r.GetString(0), ChangeKind.Changed, ["set_id"], r.GetInt64(1), null, now), cancellationToken);
        await write.ExecuteAsync("UPDATE silver_tcg_cards SET set_id = @into WHERE set_id = @own", [("@into", into), ("@own", own)], cancellationToken);
        await rows.WriteChangesAsync(write, moved, cancellationToken);
        return moved;
    }

    private async Task<ListedSets> ListedAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return await ListedSets.ReadAsync(connection, cancellationToken);
    }

    /// <summary>The pictures that sets have, where the feed leaves them out at times.</summary>
    private static async Task<Dictionary<string, (string? Symbol, string? Logo)>> PicturesAsync(WriteTransaction write, string feed, CancellationToken cancellationToken)
    {
        if (!FeedNormalizers.Of(feed).LeavesOutPictures)
            return [];
        await using var select = write.Command("SELECT set_id, symbol_url, logo_url FROM silver_tcg_sets");
        return (await select.ReadAsync(r => (Id: r.GetString(0), Urls: (r.TextOrNull(1), r.TextOrNull(2))), cancellationToken)).ToDictionary(s => s.Id, s => s.Urls, StringComparer.Ordinal);
    }

    private static async Task<List<SetIdentity>> IdentitiesAsync(WriteTransaction write, string feed, List<(PendingSet Pending, SetNormalizationResult Result)> results, Dictionary<string, string> ids, KnownSets known, DateTime now, CancellationToken cancellationToken)
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
                SetId = r.Result is not NormalizedSet ? before.SilverId : FeedLanguage.IsEnglish(feed) || known.Names.ContainsKey(ids[r.Pending.SetId]) ? ids[r.Pending.SetId] : null,
                BronzeId = r.Pending.BronzeId,
                NormalizerVersion = FeedNormalizers.Of(feed).Version,
                Outcome = r.Result is NormalizedSet ? IdentityOutcome.Normalized : IdentityOutcome.Rejected,
                Attempts = r.Result is NormalizedSet ? 0 : r.Pending.Attempts + 1,
                NextAttemptAt = r.Result is QuarantinedSet rejected ? RetrySchedule.Next(rejected.Reason, r.Pending.Attempts + 1, now) : null,
                AppliedFetchId = before.Fetch,
                AppliedMembers = before.Members,
                CompareAgain = before.Again,
                Listed = before.Listed,
            };
        });
    }

    private async Task<KnownSets> KnownAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return await KnownSets.ReadAsync(sql => connection.Command(sql), cancellationToken);
    }

    private static Task<KnownSets> KnownAsync(WriteTransaction write, CancellationToken cancellationToken) => KnownSets.ReadAsync(sql => write.Command(sql), cancellationToken);

    private sealed record PendingSet(string SetId, long BronzeId, string ContentHash, ReadOnlyMemory<byte> Payload, string? Outcome, int Attempts);
}
