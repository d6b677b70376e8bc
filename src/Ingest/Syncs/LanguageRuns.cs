using PokedexTop.Catalogue;
using PokedexTop.Ingest.Bronze;

namespace PokedexTop.Ingest.Syncs;

/// <summary>Asks for the texts in other languages once the cards have come, a sync a language.</summary>
internal sealed class LanguageRuns(CardSources sources, SyncRuns runs)
{
    /// <summary>Before the sync's own end is written, so that whoever waits for it sees what follows. Asking twice joins.</summary>
    public async Task RequestAfterAsync(SyncRun run, string feed, SyncEnd end, CancellationToken cancellationToken)
    {
        var scope = SyncScope.Parse(run.Scope);
        // Other scopes name sets, cards and names of one feed, which are others elsewhere. What was lent is read for its own sake.
        if (sources.IsLent(run.SyncId) || !FeedLanguage.IsEnglish(feed) || !(scope with { NewSets = false }).IsEverything || end.Status is not (SyncStatus.Completed or SyncStatus.Partial))
            return;
        foreach (var source in sources.OtherLanguages)
            await runs.RequestAsync(new SyncRequest(scope, source.Feed, source.Name, run.Force, SyncRun.After(run.SyncId)), cancellationToken);
    }
}
