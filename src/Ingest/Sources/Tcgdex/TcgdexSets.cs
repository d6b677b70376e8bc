using PokedexTop.Ingest.Json;
using PokedexTop.Ingest.Sources.Http;

namespace PokedexTop.Ingest.Sources.Tcgdex;

/// <summary>Reads the list of sets and each set's document, and remembers those of one sync, which asks for them twice.</summary>
internal sealed class TcgdexSets(TcgdexClient client, TcgdexOptions options)
{
    private volatile Known _known = new(Guid.Empty);

    /// <summary>The list, with each set's document as its item.</summary>
    public async Task<SourceAnswer> ListAsync(Guid syncId, CancellationToken cancellationToken)
    {
        var known = _known = new Known(syncId);
        var list = await client.SetsAsync(syncId, cancellationToken);
        if (list.Value is not { } briefs)
            return new SourceAnswer(list.Calls, Complete: false, Expected: null, list.Error) { SetsCanBeAsked = list.IsAnswered };
        var ids = briefs.Select(brief => brief.Id).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        var documents = new ClientAnswer<BronzeItem>?[ids.Count];
        ClientAnswer<BronzeItem>? gone = null;
        await Parallel.ForEachAsync(Enumerable.Range(0, ids.Count), new ParallelOptions { MaxDegreeOfParallelism = options.Parallelism, CancellationToken = cancellationToken }, async (i, token) =>
        {
            if (Volatile.Read(ref gone) is not null)
                return;
            var document = documents[i] = await client.SetAsync(syncId, ids[i], token);
            if (!document.IsAnswered)
                Interlocked.CompareExchange(ref gone, document, null);
        });

        var lost = briefs.Where(brief => brief.Id is null).Select((brief, position) => brief with { Position = position }).ToList();
        var calls = new List<SourceCall>([.. list.Calls.SkipLast(1), list.Calls[^1] with { Items = lost, Findings = Twice(briefs) }]);
        var (taken, refused) = (0, lost.Count);
        var unlisted = new List<string>();
        for (var i = 0; i < ids.Count; i++)
        {
            if (documents[i] is not { } document)
                continue;
            var set = document.Value is { Id: not null } item ? known.Sets[ids[i]] = TcgdexSet.Of(item) : null;
            var isUnwanted = set is { IsPocket: true } && !options.Pocket;
            calls.AddRange(isUnwanted ? document.Calls.Select(call => call with { Items = [] }) : document.Calls);
            if (document.Value is null)
                unlisted.Add(ids[i]);
            else if (set is null)
                refused++;
            else if (!isUnwanted)
                taken++;
        }
        return gone is not null
            ? new SourceAnswer(calls, Complete: false, ids.Count, gone.Error)
            : SourceAnswer.Whole(calls, ids.Count, taken, refused, ItemKind.Set) with { UnlistedSets = unlisted };
    }

    /// <summary>A set's document: the one of the list, where this process read it for this sync.</summary>
    public async Task<(TcgdexSet? Set, IReadOnlyList<SourceCall> Calls, string? Error)> OfAsync(Guid syncId, string setId, CancellationToken cancellationToken)
    {
        if (_known is var known && known.SyncId == syncId && known.Sets.GetValueOrDefault(setId) is { } set)
            return (set, [], null);
        var answer = await client.SetAsync(syncId, setId, cancellationToken);
        IReadOnlyList<SourceCall> calls = [.. answer.Calls.Select(call => call with { Items = [] })];
        return answer.Value is not { } item ? (null, calls, answer.Error)
            : item.Id is null ? (null, calls, item.RejectReason)
            : (TcgdexSet.Of(item), calls, null);
    }

    /// <summary>Every set whose document this process read for this sync, Pocket's too; where it read none, it reads the list again.</summary>
    public async Task<(IReadOnlyCollection<TcgdexSet> Sets, IReadOnlyList<SourceCall> Calls, string? Error)> AllAsync(Guid syncId, CancellationToken cancellationToken)
    {
        if (_known is var known && known.SyncId == syncId)
            return (known.Sets.Values, [], null);
        var list = await ListAsync(syncId, cancellationToken);
        return (_known.Sets.Values, [.. list.Calls.Select(call => call with { Items = [] })], list.Error);
    }

    private static List<SourceFinding> Twice(List<BronzeItem> briefs) =>
    [
        .. briefs.Where(brief => brief.Id is not null).GroupBy(brief => brief.Id, StringComparer.Ordinal).Where(same => same.Select(brief => brief.ContentHash).Distinct(StringComparer.Ordinal).Count() > 1)
            .Select(same => new SourceFinding(SourceRules.SetIdTwice, same.Key, same.Last().Position, $"The list has {same.Count()} sets with this id; what the source gives for the id counts.", same.Last().Payload)),
    ];

    /// <summary>The documents of one sync.</summary>
    private sealed record Known(Guid SyncId)
    {
        public Dictionary<string, TcgdexSet> Sets { get; } = new(StringComparer.Ordinal);
    }
}
