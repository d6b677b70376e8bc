using PokedexTop.Catalogue;
using PokedexTop.Data;
using PokedexTop.Ingest.Bronze;
using PokedexTop.Ingest.Sources;
using PokedexTop.Ingest.Syncs;
using PokedexTop.Normalize.Feeds.Reading;
using PokedexTop.Normalize.Identities;
using PokedexTop.Normalize.Silver;

namespace PokedexTop.Normalize.Verify;

/// <summary>
/// Proves that the copy is complete: reads the source set by set and compares every set and card with bronze and
/// silver. Writes nothing but the log of its own calls.
/// </summary>
public sealed class Verification
{
    private readonly SqlDatabase _database;
    private readonly ICardSource _source;
    private readonly UnstoredCalls _calls;
    private readonly TimeProvider _time;

    internal Verification(SqlDatabase database, ICardSource source, UnstoredCalls calls, TimeProvider time) =>
        (_database, _source, _calls, _time) = (database, source, calls, time);

    /// <param name="output">Where the report goes; null for none.</param>
    /// <param name="found">Told of each difference as it is found.</param>
    /// <param name="progress">Told the sets done and planned.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <param name="images">What the report says of images, which are a later stage's.</param>
    public async Task<VerificationResult> VerifyAsync(
        TextWriter? output, Action<Difference> found, IProgress<(int Done, int Planned)>? progress, CancellationToken cancellationToken, string images = "not deployed")
    {
        var report = new VerificationReport(_source.Feed, output);
        await report.BeginAsync(_source.Name, _source.Location, _time.UtcNow());
        // The calls of one verification share an id, as those of a sync do; there is no run of this id.
        var id = Guid.CreateVersion7();
        var list = await _source.FetchSetsAsync(id, cancellationToken);
        await _calls.CompleteAsync(list, cancellationToken);
        if (!list.Received)
            return Failed(SyncErrors.SetList(list, _source));
        if (!FeedLanguage.IsEnglish(_source.Feed))
            return Failed($"The feed '{_source.Feed}' has texts beside the cards of English feeds, and cards are what is verified.");

        var kinds = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var copy = new CopyRows(_database, _source.Feed);
        var reader = new CatalogueReader(_database);
        var damaged = new List<DamagedRow>();
        var sets = (await reader.SetsAsync(damaged, cancellationToken)).ToDictionary(s => s.SetId, StringComparer.Ordinal);
        var unreadable = damaged.ToDictionary(d => d.Id, d => d.Reason, StringComparer.Ordinal);
        var species = await copy.SpeciesAsync(cancellationToken);
        var identities = await copy.SetIdentitiesAsync(cancellationToken);
        string SetOf(string feedSetId) => identities.TryGetValue(feedSetId, out var set) && set.SilverId is { } known ? known : IdentityResolver.OfSet(_source.Feed, feedSetId).SilverId;
        var comparison = new SilverComparison(_source.Feed, new NormalizationContext(id => sets.ContainsKey(SetOf(id)) || unreadable.ContainsKey(SetOf(id)), species.Contains), SetOf);
        var verification = new SetVerification(copy, reader, comparison, ReportAsync);

        var unlisted = await new SetListVerification(copy, comparison, sets, unreadable, ReportAsync)
            .CompareAsync(list, await new SetLists(_database).SinceAcceptedAsync(_source.Feed, _source.Name, cancellationToken), cancellationToken);
        var ids = FetchPlan.SetIds(list);
        var done = 0;
        await foreach (var (setId, answer) in ReadAsync(id, ids, cancellationToken))
        {
            if (answer.Received)
                await report.AddSetAsync(setId, sets.GetValueOrDefault(SetOf(setId))?.ContentHash, await verification.CompareAsync(setId, answer, cancellationToken));
            else
                await ReportAsync(new Difference(DifferenceKind.SourceUnreadable, setId, null, answer.Error ?? "the source gave no reason"));
            progress?.Report((++done, ids.Count));
        }
        if (ids.Count > 0 && kinds.GetValueOrDefault(DifferenceKind.SourceUnreadable) == ids.Count)
            return Failed($"No set of the source could be read. {_source.Advice}");
        await verification.ReportGoneAsync();
        foreach (var set in unlisted)
            await report.AddAsync(set);
        var checksum = await report.EndAsync(verification.Cards, kinds.Values.Sum(), images);
        return new VerificationResult(_source.Name, _source.Feed, ids.Count, verification.Cards, verification.Verified, kinds, unlisted, verification.Halves, checksum, null);

        VerificationResult Failed(string error) => new(_source.Name, _source.Feed, 0, 0, 0, new Dictionary<string, int>(), [], 0, null, error);

        async Task ReportAsync(Difference difference)
        {
            kinds[difference.Kind] = kinds.GetValueOrDefault(difference.Kind) + 1;
            found(difference);
            await report.AddAsync(difference);
        }
    }

    /// <summary>Reads ahead by as many sets as the source takes at once, and gives them in list order.</summary>
    private async IAsyncEnumerable<(string SetId, SourceAnswer Answer)> ReadAsync(
        Guid id, List<string> setIds, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var ahead = new Queue<(string SetId, Task<SourceAnswer> Answer)>();
        try
        {
            foreach (var setId in setIds)
            {
                ahead.Enqueue((setId, _source.FetchSetAsync(id, setId, cancellationToken)));
                if (ahead.Count >= _source.Parallelism)
                    yield return await NextAsync();
            }
            while (ahead.Count > 0)
                yield return await NextAsync();
        }
        finally
        {
            // After a failure the reads under way end before their source is disposed; what they say no longer matters.
            await Task.WhenAll(ahead.Select(a => a.Answer)).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }

        async Task<(string, SourceAnswer)> NextAsync()
        {
            var (setId, reading) = ahead.Dequeue();
            var answer = await reading;
            await _calls.CompleteAsync(answer, cancellationToken);
            return (setId, answer);
        }
    }
}
