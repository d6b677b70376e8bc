using PokedexTop.Ingest.Json;
using PokedexTop.Ingest.Sources;

namespace PokedexTop.Ingest.Bronze;

/// <summary>A version to be inserted.</summary>
internal sealed record NewVersion(BronzeItem Item, string Id, int Version, long BronzeId, string? SetId, SourceCall Call);

/// <summary>An item that becomes no version.</summary>
internal sealed record RejectedItem(BronzeItem Item, string Reason, SourceCall Call);

/// <summary>A price block and the card it belongs to.</summary>
internal sealed record ReceivedPrice(string CardId, PriceBlock Block, SourceCall Call);

/// <summary>
/// Decides, without touching a database, what a source's answer becomes: new versions, rejects, members, and which
/// version stands at each position of each call.
/// </summary>
/// <param name="latest">The latest versions before this answer; kept up to date as versions are planned.</param>
/// <param name="nextBronzeId">The first free id; moves on with each new version.</param>
/// <param name="now">UTC. A version that was asked for after it comes from a clock that was wrong, and its time proves nothing.</param>
/// <param name="kind">What the items are.</param>
/// <param name="earlier">Items that earlier commits of the same sync brought, by id: a second one is compared with them.</param>
internal sealed class VersionPlan(Dictionary<string, LatestVersion> latest, long nextBronzeId, DateTime now, ItemKind kind = ItemKind.Card, Dictionary<string, ReadOnlyMemory<byte>>? earlier = null)
{
    private readonly Dictionary<string, ReadOnlyMemory<byte>> _first = earlier ?? new(StringComparer.Ordinal);

    /// <summary>By which the clocks of two hosts may differ without either being wrong.</summary>
    private static readonly TimeSpan s_skew = TimeSpan.FromMinutes(1);

    public List<NewVersion> New { get; } = [];

    public List<RejectedItem> Rejected { get; } = [];

    public List<ReceivedPrice> Prices { get; } = [];

    /// <summary>What was odd and was read all the same.</summary>
    public List<(SourceCall Call, SourceFinding Finding)> Findings { get; } = [];

    /// <summary>Bronze ids by position for each call, null where the item was rejected.</summary>
    public Dictionary<SourceCall, long?[]> Positions { get; } = new(ReferenceEqualityComparer.Instance);

    public long NextBronzeId { get; private set; } = nextBronzeId;

    /// <summary>Adds one fetch's answer and returns its members in the source's order.</summary>
    /// <param name="answer">The calls and their items.</param>
    /// <param name="takenElsewhere">Whether an earlier fetch of the same sync brought this id: the first one wins.</param>
    public List<(string Id, long BronzeId)> Add(SourceAnswer answer, Func<string, bool> takenElsewhere)
    {
        if (answer.Unchanged is { } known)
        {
            foreach (var call in answer.Calls)
                Positions[call] = [.. known.Members.Select(m => m.BronzeId)];
            return [.. known.Members];
        }
        var members = new List<(string, long)>();
        var seen = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var call in answer.Calls)
        {
            var positions = new long?[call.Items.Count];
            Positions[call] = positions;
            for (var i = 0; i < call.Items.Count; i++)
                positions[i] = Decide(call, call.Items[i], seen, members, takenElsewhere);
        }
        return members;
    }

    /// <summary>Items of an answer that became no version. One that came again, because a list was read again, counts once.</summary>
    public int RejectedOf(SourceAnswer answer)
    {
        var calls = answer.Calls.ToHashSet<SourceCall>(ReferenceEqualityComparer.Instance);
        return RepeatedItems.Once(Rejected.Where(r => calls.Contains(r.Call)), r => (r.Call.Endpoint, r.Item.Position, r.Item.ContentHash, r.Reason)).Count();
    }

    private long? Decide(SourceCall call, BronzeItem item, Dictionary<string, long> seen, List<(string, long)> members, Func<string, bool> takenElsewhere)
    {
        if (item.Id is not { } id)
            return Reject(call, item, item.RejectReason!);
        if (seen.TryGetValue(id, out var first))
            return IsLatest(id, item) ? first : Second(call, item, first, $"a second, different item with the id '{id}' in the same fetch; the first one was kept");
        if (takenElsewhere(id))
            return IsLatest(id, item) ? latest[id].BronzeId : Second(call, item, latest[id].BronzeId, $"a second, different item with the id '{id}' in the same sync; the one of the earlier set was kept");

        long bronzeId;
        if (IsLatest(id, item))
        {
            bronzeId = latest[id].BronzeId;
        }
        else
        {
            var known = latest.TryGetValue(id, out var before);
            // An answer to an older question must never become the newest version.
            if (known && call.RequestedAt <= before.RequestedAt && before.RequestedAt <= now + s_skew)
                return Reject(call, item, $"superseded: version {before.Version} of '{id}' was asked for later than this answer");
            bronzeId = NextBronzeId++;
            var version = known ? before.Version + 1 : 1;
            New.Add(new NewVersion(item, id, version, bronzeId, item.EmbeddedSetId ?? call.SetId, call));
            latest[id] = new LatestVersion(id, bronzeId, version, item.ContentHash, call.RequestedAt);
        }
        foreach (var block in item.Prices)
            Prices.Add(new ReceivedPrice(id, block, call));
        seen.Add(id, bronzeId);
        members.Add((id, bronzeId));
        _first[id] = item.Utf8Payload;
        return bronzeId;
    }

    /// <summary>An item with an id that already came: half of a card, or another one under its id.</summary>
    private long? Second(SourceCall call, BronzeItem item, long first, string reason)
    {
        if (!_first.TryGetValue(item.Id!, out var kept) || ItemComparison.Of(kept.Span, item.Utf8Payload.Span, kind) is not { AreHalves: true } comparison)
            return Reject(call, item, reason);
        Findings.Add((call, new SourceFinding(SourceRules.IdInTwoHalves, item.Id, item.Position, $"The id stands twice: {comparison.Halves}. The first copy counts.", item.Payload)));
        return first;
    }

    private bool IsLatest(string id, BronzeItem item) => latest.TryGetValue(id, out var version) && version.ContentHash == item.ContentHash;

    private long? Reject(SourceCall call, BronzeItem item, string reason)
    {
        Rejected.Add(new RejectedItem(item, reason, call));
        return null;
    }
}
