using Microsoft.Extensions.Logging;
using PokedexTop.Catalogue;
using PokedexTop.Data;
using PokedexTop.Ingest.Bronze;
using PokedexTop.Ingest.Syncs;
using PokedexTop.Normalize.Feeds.Reading;

namespace PokedexTop.Normalize.Silver;

/// <summary>Derives from the latest complete fetch of each set which of its cards are gone, which came back and which moved.</summary>
internal sealed class SetFetchApplication(SqlDatabase database, CardRows rows, CardListings listings, CardPresence presence, SiblingIds siblings, SetTotals totals, MovedCards moves, TimeProvider time, ILogger<SetFetchApplication> log)
{
    /// <summary>Fetches a transaction compares at most.</summary>
    private const int Batch = 32;

    /// <summary>The condition on a complete fetch <c>f</c> that it is its set's latest.</summary>
    internal const string Latest =
        "NOT EXISTS (SELECT 1 FROM bronze_set_fetches n WHERE n.feed = f.feed AND n.set_id = f.set_id AND n.complete = f.complete AND n.id > f.id)";

    /// <summary>
    /// The condition on a set's latest complete fetch <c>f</c> and its identity <c>i</c> that silver has not been compared
    /// with it. A set in quarantine waits: there is no row yet for cards to be in.
    /// </summary>
    internal const string IsPending =
        $"i.set_id IS NOT NULL AND (i.applied_members IS NULL OR i.applied_members <> f.members_hash OR (i.applied_fetch_id < f.id AND (i.compare_again = @yes OR {IsForced})))";

    private const string IsForced = "EXISTS (SELECT 1 FROM bronze_sync_runs forced WHERE forced.sync_id = f.sync_id AND forced.force = @yes)";

    /// <summary>The condition on a fetch <c>f</c> that its sync has others still to fetch: what it lacks they may list.</summary>
    internal const string IsFetching =
        "EXISTS (SELECT 1 FROM bronze_set_fetches p JOIN bronze_sync_runs s ON s.sync_id = p.sync_id WHERE p.sync_id = f.sync_id AND p.status = 'pending' AND s.status IN ('requested', 'running'))";

    /// <summary>Applies the fetches that messages name, as far as they still are their sets' latest complete ones and say something new.</summary>
    /// <param name="setFetchIds">Rows of <c>bronze_set_fetches</c>.</param>
    /// <param name="publish">Announces the changes of each commit.</param>
    /// <param name="cancellationToken">Stops between transactions.</param>
    /// <returns>Whether cards are to be normalised for it, some of them again; then it is to be asked once more.</returns>
    public Task<bool> ApplyAsync(IReadOnlyCollection<long> setFetchIds, Func<List<CardChange>, CancellationToken, Task> publish, CancellationToken cancellationToken) =>
        setFetchIds.Count == 0 ? Task.FromResult(false) : WorkAsync(AreNamed(setFetchIds), [], publish, cancellationToken);

    /// <summary>Applies every complete fetch of a feed that has not been applied.</summary>
    /// <inheritdoc cref="ApplyAsync(IReadOnlyCollection{long}, Func{List{CardChange}, CancellationToken, Task}, CancellationToken)"/>
    public Task<bool> ApplyPendingAsync(string feed, Func<List<CardChange>, CancellationToken, Task> publish, CancellationToken cancellationToken) =>
        WorkAsync("f.feed = @feed", [("@feed", feed)], publish, cancellationToken);

    /// <summary>The sets' next complete fetches are compared although they may list the same cards.</summary>
    public Task CompareAgainAsync(WriteTransaction write, string feed, IReadOnlyCollection<string> setIds, CancellationToken cancellationToken) =>
        setIds.Count == 0 ? Task.CompletedTask : write.ExecuteAsync(
            $"UPDATE silver_set_identities SET compare_again = @yes WHERE feed = @feed AND {database.IsOneOf("set_id", "@sets")}",
            [("@yes", true), ("@feed", feed), ("@sets", database.TextList(setIds))], cancellationToken);

    /// <summary>The sets' latest complete fetches are compared once more: cards appeared that they may not list.</summary>
    public Task CompareNowAsync(WriteTransaction write, string feed, IReadOnlyCollection<string> setIds, CancellationToken cancellationToken) =>
        setIds.Count == 0 ? Task.CompletedTask : write.ExecuteAsync(
            $"UPDATE silver_set_identities SET applied_members = NULL WHERE feed = @feed AND {database.IsOneOf("set_id", "@sets")}",
            [("@feed", feed), ("@sets", database.TextList(setIds))], cancellationToken);

    private async Task<bool> WorkAsync(string which, (string, object?)[] parameters, Func<List<CardChange>, CancellationToken, Task> publish, CancellationToken cancellationToken)
    {
        List<PendingFetch> pending;
        await using (var connection = await database.OpenAsync(cancellationToken))
        {
            await using var select = connection.Command(
                $"""
                SELECT f.id, f.feed, i.set_id, f.sync_id, f.members, f.members_hash, f.started_at, r.force, f.set_id, p.members
                FROM bronze_set_fetches f
                JOIN bronze_sync_runs r ON r.sync_id = f.sync_id
                JOIN silver_set_identities i ON i.feed = f.feed AND i.feed_set_id = f.set_id
                LEFT JOIN bronze_set_fetches p ON p.id = (
                    SELECT MAX(o.id) FROM bronze_set_fetches o WHERE o.feed = f.feed AND o.set_id = f.set_id AND o.complete = @yes AND o.id < f.id)
                WHERE {which} AND f.complete = @yes AND {IsPending} AND {Latest}
                """, [.. parameters, ("@yes", true)]);
            pending = await select.ReadAsync(r => new PendingFetch(r.GetInt64(0), r.GetString(1), r.GetString(2), Guid.Parse(r.GetString(3)), r.GetString(4), r.GetString(5), r.Utc(6), r.GetBoolean(7), r.GetString(8), r.TextOrNull(9)), cancellationToken);
        }
        var waits = false;
        foreach (var batch in pending.Chunk(Batch))
            waits |= await ApplyNarrowingAsync(batch, publish, cancellationToken);
        return waits || pending.Exists(fetch => fetch.Force);
    }

    /// <summary>One set's rows must not stop the others: where a batch fails, its fetches are applied one by one.</summary>
    /// <returns>Whether one waits for cards of its sync to be normalised.</returns>
    private async Task<bool> ApplyNarrowingAsync(IReadOnlyList<PendingFetch> batch, Func<List<CardChange>, CancellationToken, Task> publish, CancellationToken cancellationToken)
    {
        try
        {
            var (changes, waits) = await ApplyAsync(batch, cancellationToken);
            await publish(changes, cancellationToken);
            return waits;
        }
        catch (Exception error) when (database.IsAboutRows(error))
        {
            if (batch is [var fetch])
            {
                // It stays in the backlog, and with it in what status shows.
                log.LogError(error, "The fetch {FetchId} of set {SetId} could not be compared with silver", fetch.Id, fetch.SetId);
                return false;
            }
            var waits = false;
            foreach (var one in batch)
                waits |= await ApplyNarrowingAsync([one], publish, cancellationToken);
            return waits;
        }
    }

    /// <returns>The changes that were committed, and whether a fetch waits for cards of its sync to be normalised.</returns>
    private async Task<(List<CardChange> Changes, bool Waits)> ApplyAsync(IReadOnlyList<PendingFetch> batch, CancellationToken cancellationToken)
    {
        var now = time.UtcNow();
        await using var write = await database.BeginWriteAsync("silver", cancellationToken);
        // The message of a fetch and that of its sync's end may both have found it.
        var pending = await ThoseAsync(write, batch, $"JOIN silver_set_identities i ON i.feed = f.feed AND i.feed_set_id = f.set_id WHERE {IsPending} AND {Latest}", [("@yes", true)], cancellationToken);
        // Asked first: what is committed between the lists of cards and this question would be missing in the lists.
        var fetching = await ThoseAsync(write, batch, $"WHERE {IsFetching}", [], cancellationToken);
        var changes = new List<CardChange>();
        var waits = false;
        var applied = new List<(PendingFetch Fetch, RetirementPlan Plan)>();
        foreach (var fetch in batch.Where(f => pending.Contains(f.Id)))
        {
            var plan = await PlanAsync(write, fetch, cancellationToken);
            if (plan.Retired.Count + plan.Postponed.Count > 0 && fetching.Contains(fetch.Id))
                continue;
            if (plan.Retired.Count > 0 && await MovedCards.AreComingAsync(write, fetch.SyncId, cancellationToken))
            {
                waits = true;
                continue;
            }
            changes.AddRange(await ApplyAsync(write, fetch, plan, now, cancellationToken));
            applied.Add((fetch, plan));
        }
        await NotePostponedAsync(write, applied.FindAll(a => FeedLanguage.IsEnglish(a.Fetch.Feed)), now, cancellationToken);
        await totals.CompareAsync(write, [.. applied.SelectMany(a => a.Plan.Moved.SelectMany(m => new[] { m.Card.SetId, m.ToSetId }).Append(a.Fetch.SetId)).Distinct(StringComparer.Ordinal)], now, cancellationToken);
        await write.CommitAsync(cancellationToken);
        return (changes, waits);
    }

    private async Task<RetirementPlan> PlanAsync(WriteTransaction write, PendingFetch fetch, CancellationToken cancellationToken)
    {
        var members = SyncMembers.Read(fetch.Members).ConvertAll(m => m.Id);
        var cards = await presence.CardsAsync(write, fetch, members, cancellationToken);
        var before = fetch.MembersBefore is { } list ? SyncMembers.Read(list).Select(m => m.Id).ToHashSet(StringComparer.Ordinal) : null;
        var compared = new ComparedFetch(fetch.Id, fetch.SetId, fetch.StartedAt, fetch.Force, members.ToHashSet(StringComparer.Ordinal), before);
        Func<string, Listing?> listed = _ => null;
        if (cards.Exists(c => c.SetId != fetch.SetId || !compared.Members.Contains(c.FeedCardId)))
            listed = await listings.ReadAsync(write, fetch.Feed, cancellationToken);
        var plan = RetirementPlan.Make(cards, compared, listed);
        if (!FeedLanguage.IsEnglish(fetch.Feed))
            plan = plan.OfTexts();
        // Where a card is says the id that speaks for it.
        return await siblings.SilentAsync(write, fetch.Feed, plan.Moved.ConvertAll(m => m.Card.FeedCardId), cancellationToken) is { Count: > 0 } silent
            ? plan with { Moved = plan.Moved.FindAll(m => !silent.Contains(m.Card.FeedCardId)) }
            : plan;
    }

    private async Task<List<CardChange>> ApplyAsync(WriteTransaction write, PendingFetch fetch, RetirementPlan plan, DateTime now, CancellationToken cancellationToken)
    {
        var members = SyncMembers.Read(fetch.Members);
        // First, since a card that has a new id is not gone.
        var (others, takenOver) = !FeedLanguage.IsEnglish(fetch.Feed) ? ([], []) : await moves.MergeAsync(write, fetch.Feed, fetch.FeedSetId, fetch.Id, plan.Retired, now, cancellationToken);
        var retired = await presence.SetAbsentAsync(write, fetch.Feed, plan.Retired, now, cancellationToken);
        var merged = others.Select(m => m.OldId).ToHashSet(StringComparer.Ordinal);
        var returned = await presence.SetAbsentAsync(write, fetch.Feed, plan.Returned, null, cancellationToken);
        await MoveAsync(write, fetch, plan.Moved, cancellationToken);
        List<CardChange> changes =
        [
            .. retired.Where(c => !merged.Contains(c.CardId)).Select(c => CardRows.Change(c.CardId, ChangeKind.Retired, [], c.BronzeId, fetch.SyncId, now)),
            .. plan.Retired.Where(c => merged.Contains(c.CardId)).Select(c => CardRows.Change(c.CardId, ChangeKind.Merged, [], c.BronzeId, fetch.SyncId, now)),
            .. returned.Select(c => CardRows.Change(c.CardId, ChangeKind.Returned, [], c.BronzeId, fetch.SyncId, now)),
            .. plan.Moved.Select(m => CardRows.Change(m.Card.CardId, ChangeKind.Changed, ["set_id"], m.Card.BronzeId, fetch.SyncId, now)),
        ];
        await rows.WriteChangesAsync(write, changes, cancellationToken);
        // A forced fetch does what a replay does: from here on it stands in rows that its cards are to be normalised again, whatever becomes of
        // messages. Once: a fetch may be compared more often.
        if (fetch.Force)
            await write.ExecuteAsync(
                $"""
                UPDATE silver_card_identities SET normalizer_version = 0 WHERE feed = @feed AND {database.IsOneOf("feed_card_id", "@ids")}
                AND EXISTS (SELECT 1 FROM silver_set_identities i WHERE i.feed = @feed AND i.feed_set_id = @set AND i.applied_fetch_id < @fetch)
                """,
                [("@feed", fetch.Feed), ("@ids", database.TextList([.. members.Select(m => m.Id)])), ("@set", fetch.FeedSetId), ("@fetch", fetch.Id)], cancellationToken);
        await write.ExecuteAsync(
            "UPDATE silver_set_identities SET applied_fetch_id = @fetch, applied_members = @members, compare_again = @again, listed = @listed WHERE feed = @feed AND feed_set_id = @set",
            [("@fetch", fetch.Id), ("@members", fetch.MembersHash), ("@again", plan.CompareAgain), ("@listed", members.Count), ("@feed", fetch.Feed), ("@set", fetch.FeedSetId)], cancellationToken);
        return [.. changes, .. takenOver];
    }

    private async Task MoveAsync(WriteTransaction write, PendingFetch fetch, List<CardMove> moves, CancellationToken cancellationToken)
    {
        foreach (var target in moves.GroupBy(m => m.ToSetId))
        {
            await write.ExecuteAsync(
                $"UPDATE silver_tcg_cards SET set_id = @set WHERE {database.IsOneOf("card_id", "@ids")}",
                [("@set", target.Key), ("@ids", database.TextList([.. target.Select(m => m.Card.CardId)]))], cancellationToken);
        }
        // The set a card leaves may list it again, with the very members it was last compared with.
        await CompareAgainAsync(write, fetch.Feed, [.. moves.Select(m => m.Card.SetId).Distinct(StringComparer.Ordinal)], cancellationToken);
    }

    /// <summary>Those of some fetches <c>f</c> for which a condition holds.</summary>
    private static async Task<HashSet<long>> ThoseAsync(WriteTransaction write, IReadOnlyList<PendingFetch> fetches, string condition, (string, object?)[] parameters, CancellationToken cancellationToken)
    {
        await using var select = write.Command($"SELECT f.id FROM bronze_set_fetches f {condition} AND {AreNamed(fetches.Select(f => f.Id))}", parameters);
        return [.. await select.ReadAsync(r => r.GetInt64(0), cancellationToken)];
    }

    // The numbers stand in the text: no database takes a list of them as all others do.
    private static string AreNamed(IEnumerable<long> fetchIds) => $"f.id IN ({string.Join(", ", fetchIds)})";

    /// <summary>A postponed retirement is a quality issue of the set until a later fetch settles it.</summary>
    private async Task NotePostponedAsync(WriteTransaction write, List<(PendingFetch Fetch, RetirementPlan Plan)> applied, DateTime now, CancellationToken cancellationToken)
    {
        if (applied.Count == 0)
            return;
        await write.ExecuteAsync(
            $"DELETE FROM silver_quality_issues WHERE \"rule\" = @rule AND {database.IsOneOf("set_id", "@sets")}",
            [("@rule", QualityRules.RetirementHeld), ("@sets", database.TextList([.. applied.Select(a => a.Fetch.SetId)]))], cancellationToken);
        // Two sets of a feed may be one of silver's.
        var postponed = applied.Where(a => a.Plan.Postponed.Count > 0).DistinctBy(a => a.Fetch.SetId).ToList();
        if (postponed.Count == 0)
            return;
        var id = await write.NextIdAsync(SilverTables.QualityIssues.Name, cancellationToken);
        await database.InsertAsync(write, SilverTables.QualityIssues, postponed.ConvertAll(a => new QualityIssue
        {
            Id = id++,
            SetId = a.Fetch.SetId,
            Rule = QualityRules.RetirementHeld,
            Severity = FindingSeverity.Warning,
            Detail = $"A complete fetch lacks {a.Plan.Postponed.Count} of the set's cards, such as {a.Plan.Postponed[0].CardId}: more than may go at once. They stay until the next complete fetch agrees, or a sync with --force.",
            FoundAt = now,
        }), cancellationToken);
    }
}

/// <summary>A set's latest complete fetch that silver was not compared with.</summary>
/// <param name="Members">As <see cref="SyncMembers"/> stores them.</param>
/// <param name="MembersBefore">Those of the complete fetch before it; null where there was none.</param>
internal sealed record PendingFetch(
    long Id, string Feed, string SetId, Guid SyncId, string Members, string MembersHash, DateTime StartedAt, bool Force, string FeedSetId, string? MembersBefore);
