using PokedexTop.CommandLine;
using PokedexTop.Composition;
using PokedexTop.Ingest.Bronze;
using PokedexTop.Ingest.Sources;
using PokedexTop.Ingest.Syncs;
using PokedexTop.Normalize;

namespace PokedexTop.Syncs;

/// <summary>What the command line asks for.</summary>
/// <param name="SourceGiven">Whether <c>--source</c> was given: then workers that read another one refuse.</param>
/// <param name="Images">Whether to wait for images too.</param>
internal sealed record SyncOrder(SyncScope Scope, bool Force, bool SourceGiven, bool Json, bool Images)
{
    /// <summary>The row to hand in where other processes do the work.</summary>
    public SyncRequest ForWorkers(ProgramConfiguration configuration)
    {
        var source = SourceGiven ? configuration.Source : null;
        return new SyncRequest(Scope, source?.Feed, source?.Name, Force, "cli");
    }

    /// <summary>Prints the result and says how it went.</summary>
    /// <param name="view">The finished sync.</param>
    /// <param name="took">How long it took here.</param>
    /// <param name="source">The source, where this process read it itself.</param>
    /// <param name="images">What became of images, where they were waited for. A picture that fails is tried again by itself and is no failure of the sync.</param>
    /// <param name="texts">The syncs of texts in other languages that followed.</param>
    /// <returns>The exit code.</returns>
    public int Report(SyncView view, TimeSpan took, IReadOnlyList<SyncView> texts, ICardSource? source = null, ImagesFollowed? images = null)
    {
        if (Json)
            SyncDocument.Write(view, took, texts, images);
        else if (!IsWrongOrder(view.Run) && (view.Fetches.Planned > 0 || view.Run.Status == SyncStatus.Completed))
            CommandOutput.Line(string.Join(Environment.NewLine, [SyncDisplay.Summary(view, took), .. texts.Select(SyncDisplay.TextSummary)]) + (images is null ? "" : $"{Environment.NewLine}Images: {images.Cards.Summary}."));
        if (view.Run.Error is { } error)
            CommandOutput.Remark(source is null ? error : SyncErrors.WithoutAdviceGiven(error, source));
        foreach (var wrong in texts.Where(t => t.Run.Error is not null))
            CommandOutput.Remark($"Texts from {wrong.Run.Source}: {wrong.Run.Error}");
        if (images?.Trouble is { } trouble)
            CommandOutput.Remark(trouble.Words);
        return view.Run.Status switch
        {
            SyncStatus.Completed => view.Outcome.Rejected > 0 || texts.Any(t => t.Run.Status != SyncStatus.Completed || t.Outcome.Rejected > 0) ? ExitCode.Partial : ExitCode.Done,
            SyncStatus.Partial => ExitCode.Partial,
            SyncStatus.Failed when IsWrongOrder(view.Run) => ExitCode.BadArguments,
            _ => ExitCode.Failed,
        };
    }

    private static bool IsWrongOrder(SyncRun run) => run.Status == SyncStatus.Failed && SyncReason.IsWrongOrder(run.Reason);
}
