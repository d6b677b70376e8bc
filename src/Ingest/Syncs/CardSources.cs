using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using PokedexTop.Catalogue;
using PokedexTop.Data;
using PokedexTop.Ingest.Bronze;
using PokedexTop.Ingest.Sources;

namespace PokedexTop.Ingest.Syncs;

/// <summary>The sources this process reads, and which of them a run is done with.</summary>
internal sealed class CardSources(IEnumerable<ICardSource> sources, SourceHealth health, UnstoredCalls calls, TimeProvider time, ILogger<CardSources> log)
{
    /// <summary>How long a source that does not serve is left alone before it is asked whether it is back.</summary>
    private static readonly TimeSpan s_leftAlone = TimeSpan.FromHours(1);

    private readonly IReadOnlyList<ICardSource> _sources = [.. sources];
    private readonly ConcurrentDictionary<Guid, ICardSource> _lent = new();
    private string? _told;

    /// <summary>The preferred source, which is the last that was registered, as everywhere.</summary>
    public ICardSource First => _sources[^1];

    /// <summary>The sources of texts in other languages, which follow a sync of cards.</summary>
    public IEnumerable<ICardSource> OtherLanguages => _sources.Where(source => source != First && !FeedLanguage.IsEnglish(source.Feed));

    /// <summary>The configured source of a name; null where it is none of them.</summary>
    public ICardSource? Named(string name) => _sources.FirstOrDefault(source => source.Name == name);

    /// <summary>Lets one run be read from a source that is not configured, for as long as this process lives.</summary>
    public void Lend(Guid syncId, ICardSource source) => _lent[syncId] = source;

    /// <summary>Of a run that was not begun, or is not read from it.</summary>
    public void TakeBack(Guid syncId) => _lent.TryRemove(syncId, out _);

    public bool IsLent(Guid syncId) => _lent.ContainsKey(syncId);

    /// <summary>The source of a run: the one it was begun with or asked for; else the first of the order that serves.</summary>
    /// <returns>Null where this process does not read it.</returns>
    public async Task<ICardSource?> OfAsync(SyncRun run, CancellationToken cancellationToken) =>
        _lent.TryGetValue(run.SyncId, out var lent) ? lent : run.Source is { } name ? Named(name) : await ServingAsync(cancellationToken);

    private async Task<ICardSource> ServingAsync(CancellationToken cancellationToken)
    {
        if (_sources.Count(source => FeedLanguage.IsEnglish(source.Feed)) <= 1)
            return First;
        var states = await health.ReadAsync(cancellationToken);
        foreach (var state in states)
        {
            if (_sources.FirstOrDefault(source => source.Name == state.Name) is { } source && (state.Serves || await IsBackAsync(source, state, cancellationToken)))
            {
                Tell(states[0], source);
                return source;
            }
        }
        // Where none serves, one that is closed is no choice while there is another.
        return states.Where(state => !state.IsClosed).Select(state => Named(state.Name)).FirstOrDefault(source => source is not null) ?? First;
    }

    /// <summary>Asks a source that failed for its list: what it answers stands in the log of calls, where its health is read from.</summary>
    private async Task<bool> IsBackAsync(ICardSource source, SourceState state, CancellationToken cancellationToken)
    {
        if (state.IsClosed || time.UtcNow() - state.LastCall < s_leftAlone)
            return false;
        var answer = await source.FetchSetsAsync(Guid.CreateVersion7(), cancellationToken);
        await calls.CompleteAsync(answer, cancellationToken);
        return answer.Received;
    }

    private void Tell(SourceState first, ICardSource serving)
    {
        if (_told == serving.Name || (_told is null && serving.Name == first.Name))
            return;
        _told = serving.Name;
        if (serving.Name == first.Name)
            log.LogWarning("The source '{First}' serves again; syncs return to it.", first.Name);
        else
            log.LogWarning("The source '{First}' does not serve: {Reason}. Syncs go on with '{Serving}'.", first.Name, first.Reason, serving.Name);
    }
}
