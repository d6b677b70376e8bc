using System.Data.Common;
using PokedexTop.Data;
using PokedexTop.Ingest.Json;
using PokedexTop.Ingest.Sources;
using PokedexTop.Ingest.Telemetry;

namespace PokedexTop.Ingest.Bronze;

/// <summary>A fetch of the plan and what the source answered.</summary>
internal sealed record FetchResult(SetFetch Fetch, SourceAnswer Answer);

/// <summary>The versions a commit announced or found unchanged, for the messages after it.</summary>
internal sealed record FetchedVersion(string CardId, long BronzeId, int Version);

/// <summary>Writes what was fetched: versions, prices, rejects, calls and the plan's rows in one transaction.</summary>
internal sealed class BronzeStore(SqlDatabase database, UnstoredItems unstored, TimeProvider time)
{
    private readonly CallRows _calls = new(database);
    private readonly EmptiedSets _emptied = new(database);
    private readonly LeftOutPictures _pictures = new(database);
    private readonly PriceStore _prices = new(database);

    private const string Layer = "bronze";

    /// <summary>
    /// Commits fetches of one run, in the given order, and returns the versions to be announced: new ones, and with
    /// <c>Force</c> all that queries and incomplete fetches saw. Complete ones are announced as a whole.
    /// </summary>
    /// <exception cref="LeaseLostException">Another process took the run; nothing was written.</exception>
    public async Task<List<FetchedVersion>> CommitFetchesAsync(RunLease lease, IReadOnlyList<FetchResult> results, SyncMembers members, CancellationToken cancellationToken)
    {
        await using var write = await database.BeginWriteAsync(Layer, cancellationToken);
        await lease.FenceAsync(write, time, cancellationToken);

        foreach (var (fetch, answer) in results)
            members.Add(fetch.Id, answer.Unchanged?.Members ?? members.Of(fetch.Id));
        var ids = results.SelectMany(r => r.Answer.Calls).SelectMany(c => c.Items).Select(i => i.Id).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        var latest = await LatestCardsAsync(write, lease.Feed, ids, cancellationToken);
        await _pictures.ForgiveAsync(write, lease.Feed, results.SelectMany(r => r.Answer.Calls).SelectMany(c => c.Items), latest, ItemKind.Card, cancellationToken);
        var earlier = await PayloadsAsync(write, lease.Feed, [.. TakenAndDiffering(results, latest, members)], cancellationToken);
        var plan = new VersionPlan(latest, await write.NextIdAsync(BronzeTables.Cards.Name, cancellationToken), time.UtcNow(), ItemKind.Card, earlier);
        var forced = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (fetch, answer) in results)
        {
            var own = plan.Add(answer, id => members.IsTakenBefore(id, fetch.Id));
            var fetched = own;
            var rejected = plan.RejectedOf(answer);
            if (answer.PartOf is { } whole)
                (fetched, rejected) = (Joined(members.Of(fetch.Id), own, whole), rejected + (fetch.Rejected ?? 0));
            members.Add(fetch.Id, fetched);
            Finish(fetch, answer, fetched);
            fetch.Rejected = rejected;
            if (fetch is { Complete: true, Received: 0 } && !lease.Force && await _emptied.CardsBeforeAsync(write, fetch, cancellationToken) is > 0 and var before)
                (fetch.Complete, fetch.Error) = (false, EmptiedSets.Describe(fetch.SetId!, before));
            fetch.ContentHash = fetch.Complete && GivesTheSameAgain(fetch, answer) ? answer.ContentHash : null;
            if (lease.Force && !fetch.Complete)
                forced.UnionWith(own.Select(m => m.Id));
        }

        var calls = await _calls.WriteAsync(write, lease, results.SelectMany(r => r.Answer.Calls.Select(c => (c, (long?)r.Fetch.Id))), plan, cancellationToken);
        var now = time.UtcNow();
        await database.InsertAsync(write, BronzeTables.Cards, plan.New.ConvertAll(n => new BronzeCard
        {
            Id = n.BronzeId,
            Feed = lease.Feed,
            CardId = n.Id,
            Version = n.Version,
            ContentHash = n.Item.ContentHash,
            Payload = n.Item.Utf8Payload,
            Source = lease.Source,
            SetId = n.SetId,
            RequestedAt = n.Call.RequestedAt,
            FetchedAt = now,
            ApiCallId = calls[n.Call],
            SyncId = lease.SyncId,
        }), cancellationToken);
        await _prices.WriteAsync(write, lease.Feed, plan.Prices, now, cancellationToken);
        await WriteRejectsAsync(write, lease, plan.Rejected, calls, now, cancellationToken);
        await database.UpsertAsync(write, BronzeTables.SetFetches, [.. results.Select(r => r.Fetch)], cancellationToken);
        await write.CommitAsync(cancellationToken);
        IngestTelemetry.Stored(lease.Source, results.Sum(r => r.Fetch.Received ?? 0), plan.New.Count(n => n.Version == 1), plan.New.Count, results.Sum(r => r.Fetch.Rejected ?? 0));

        forced.ExceptWith(plan.New.Select(n => n.Id));
        return
        [
            .. plan.New.Select(n => new FetchedVersion(n.Id, n.BronzeId, n.Version)),
            .. forced.Select(id => latest[id]).Select(v => new FetchedVersion(v.Id, v.BronzeId, v.Version)),
        ];
    }

    /// <summary>Commits the set list, the plan made from it, and what of the list keeps the run from being completed.</summary>
    /// <exception cref="LeaseLostException">Another process took the run; nothing was written.</exception>
    public async Task CommitPlanAsync(RunLease lease, SourceAnswer answer, IReadOnlyList<SetFetch> fetches, SyncEnd problem, CancellationToken cancellationToken)
    {
        await using var write = await database.BeginWriteAsync(Layer, cancellationToken);
        await lease.FenceAsync(write, time, cancellationToken);
        await using var select = write.Command("SELECT set_id, id, version, content_hash, requested_at FROM bronze_tcg_sets WHERE feed = @feed", ("@feed", lease.Feed));
        var latest = await ReadLatestAsync(select, cancellationToken);
        await _pictures.ForgiveAsync(write, lease.Feed, answer.Calls.SelectMany(c => c.Items), latest, ItemKind.Set, cancellationToken);
        var plan = new VersionPlan(latest, await write.NextIdAsync(BronzeTables.Sets.Name, cancellationToken), time.UtcNow(), ItemKind.Set);
        plan.Add(answer, _ => false);
        var calls = await _calls.WriteAsync(write, lease, answer.Calls.Select(c => (c, (long?)null)), plan, cancellationToken);
        var now = time.UtcNow();
        await database.InsertAsync(write, BronzeTables.Sets, plan.New.ConvertAll(n => new BronzeSet
        {
            Id = n.BronzeId,
            Feed = lease.Feed,
            SetId = n.Id,
            Version = n.Version,
            ContentHash = n.Item.ContentHash,
            Payload = n.Item.Utf8Payload,
            Source = lease.Source,
            RequestedAt = n.Call.RequestedAt,
            FetchedAt = now,
            ApiCallId = calls[n.Call],
            SyncId = lease.SyncId,
        }), cancellationToken);
        await WriteRejectsAsync(write, lease, plan.Rejected, calls, now, cancellationToken);
        var id = await write.NextIdAsync(BronzeTables.SetFetches.Name, cancellationToken);
        foreach (var fetch in fetches)
            fetch.Id = id++;
        await database.InsertAsync(write, BronzeTables.SetFetches, fetches, cancellationToken);
        if (problem.Reason is not null)
            await write.ExecuteAsync("UPDATE bronze_sync_runs SET reason = @reason, error = @error WHERE sync_id = @sync",
                [("@reason", problem.Reason), ("@error", problem.Error), ("@sync", lease.SyncId.ToString())], cancellationToken);
        await write.CommitAsync(cancellationToken);
    }

    /// <summary>Where every item is a member.</summary>
    private static bool GivesTheSameAgain(SetFetch fetch, SourceAnswer answer) =>
        answer.Unchanged is not null || (fetch is { Received: > 0, Rejected: 0 } && (answer.PartOf?.Count ?? answer.Calls.Sum(c => c.Items.Count)) == fetch.Received);

    /// <summary>The members of all parts in the source's order; what it no longer lists is no member.</summary>
    private static List<(string Id, long BronzeId)> Joined(IReadOnlyList<(string Id, long BronzeId)> earlier, List<(string Id, long BronzeId)> part, IReadOnlyList<string> whole)
    {
        var versions = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var (id, bronzeId) in earlier.Concat(part))
            versions[id] = bronzeId;
        return [.. whole.Where(versions.ContainsKey).Select(id => (id, versions[id]))];
    }

    private void Finish(SetFetch fetch, SourceAnswer answer, List<(string Id, long BronzeId)> members)
    {
        fetch.Attempts += answer.HasMore ? 0 : 1;
        fetch.Expected = answer.Expected ?? fetch.Expected;
        fetch.Received = members.Count;
        fetch.Members = SyncMembers.Write(members);
        fetch.MembersHash = SyncMembers.Hash(members);
        fetch.Error = answer.Error;
        fetch.FinishedAt = time.UtcNow();
        // A query sees some cards of some sets: it can never say that a card is gone.
        fetch.Complete = answer.Complete && fetch.Query is null;
        if (answer.Received)
            (fetch.Status, fetch.NextAttemptAt) = (FetchStatus.Fetched, null);
    }

    private async Task WriteRejectsAsync(WriteTransaction write, RunLease lease, List<RejectedItem> rejected, Dictionary<SourceCall, long> calls, DateTime now, CancellationToken cancellationToken)
    {
        if (rejected.Count == 0)
            return;
        // A source that does not mend sends the same at every sync; it is kept once, as versions are.
        var latest = await unstored.LatestAsync(write, lease.Source, [.. rejected.Select(r => r.Call.Endpoint).Distinct(StringComparer.Ordinal)], cancellationToken);
        var fresh = new List<RejectedItem>();
        foreach (var reject in rejected)
        {
            var place = (reject.Call.Endpoint, reject.Item.Position);
            var content = (reject.Item.Payload, reject.Reason);
            if (latest.TryGetValue(place, out var known) && known == content)
                continue;
            latest[place] = content;
            fresh.Add(reject);
        }
        if (fresh.Count == 0)
            return;
        var id = await write.NextIdAsync(BronzeTables.Rejects.Name, cancellationToken);
        await database.InsertAsync(write, BronzeTables.Rejects, fresh.ConvertAll(r => new BronzeReject
        {
            Id = id++,
            ApiCallId = calls[r.Call],
            SyncId = lease.SyncId,
            Position = r.Item.Position,
            Payload = r.Item.Payload,
            Reason = r.Reason,
            ReceivedAt = now,
        }), cancellationToken);
    }

    private static IEnumerable<string> TakenAndDiffering(IReadOnlyList<FetchResult> results, Dictionary<string, LatestVersion> latest, SyncMembers members) =>
        from result in results
        from call in result.Answer.Calls
        from item in call.Items
        where item.Id is { } id && members.IsTakenBefore(id, result.Fetch.Id) && latest.TryGetValue(id, out var version) && version.ContentHash != item.ContentHash
        select item.Id;

    /// <summary>What stands in bronze of cards that an earlier commit of the run brought, to compare a second item with.</summary>
    private async Task<Dictionary<string, ReadOnlyMemory<byte>>> PayloadsAsync(WriteTransaction write, string feed, List<string> ids, CancellationToken cancellationToken)
    {
        var payloads = new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal);
        if (ids.Count == 0)
            return payloads;
        await using var select = write.Command(
            $"SELECT card_id, payload FROM bronze_tcg_cards WHERE feed = @feed AND {database.IsOneOf("card_id", "@ids")} ORDER BY card_id, version", ("@feed", feed), ("@ids", database.TextList(ids)));
        foreach (var (id, payload) in await select.ReadAsync(r => (r.GetString(0), r.Utf8(1)), cancellationToken))
            payloads[id] = payload;
        return payloads;
    }

    private async Task<Dictionary<string, LatestVersion>> LatestCardsAsync(WriteTransaction write, string feed, List<string> ids, CancellationToken cancellationToken)
    {
        if (ids.Count == 0)
            return new(StringComparer.Ordinal);
        await using var select = write.Command(
            $"SELECT card_id, id, version, content_hash, requested_at FROM bronze_tcg_cards WHERE feed = @feed AND {database.IsOneOf("card_id", "@ids")}",
            ("@feed", feed), ("@ids", database.TextList(ids)));
        return await ReadLatestAsync(select, cancellationToken);
    }

    private static async Task<Dictionary<string, LatestVersion>> ReadLatestAsync(DbCommand select, CancellationToken cancellationToken)
    {
        var latest = new Dictionary<string, LatestVersion>(StringComparer.Ordinal);
        await using var reader = await select.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            var row = new LatestVersion(reader.GetString(0), reader.GetInt64(1), reader.GetInt32(2), reader.GetString(3), reader.Utc(4));
            if (!latest.TryGetValue(row.Id, out var known) || known.Version < row.Version)
                latest[row.Id] = row;
        }
        return latest;
    }
}
