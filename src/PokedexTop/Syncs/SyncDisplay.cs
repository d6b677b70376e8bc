using System.Diagnostics;
using PokedexTop.CommandLine;
using PokedexTop.Ingest.Bronze;
using PokedexTop.Ingest.Syncs;
using PokedexTop.Language;
using PokedexTop.Normalize;
using Spectre.Console;

namespace PokedexTop.Syncs;

/// <summary>Shows a sync on stderr: bars on a terminal, few plain lines elsewhere.</summary>
internal static class SyncDisplay
{
    private static readonly TimeSpan BetweenBars = TimeSpan.FromMilliseconds(500);

    private static readonly TimeSpan BetweenLines = TimeSpan.FromSeconds(10);

    /// <summary>A line that says what the last one said shows that the program is still there.</summary>
    private static readonly TimeSpan SameAgain = TimeSpan.FromMinutes(2);

    /// <summary>How often there is something to show; counting it costs the database more than watching the run's row.</summary>
    public static TimeSpan Interval => CommandOutput.IsTerminal ? BetweenBars : BetweenLines;

    /// <param name="title">What is being synced, from where.</param>
    /// <param name="follow">Watches the sync and calls back at every look.</param>
    public static async Task<T> ShowAsync<T>(string title, Func<Action<SyncView>, Task<T>> follow)
    {
        CommandOutput.Remark(title);
        return CommandOutput.IsTerminal ? await BarsAsync(follow) : await LinesAsync(follow);
    }

    /// <summary>What a finished sync brought, as one or two lines.</summary>
    public static string Summary(SyncView view, TimeSpan took)
    {
        var (cards, below) = (view.Counts, view.Outcome);
        var (_, many) = SyncScope.Parse(view.Run.Scope).Fetches;
        var sets = view.Fetches is { Failed: > 0 } failed ? $"{failed.Fetched:N0} of {failed.Planned:N0} fetched, {failed.Failed:N0} failed" : $"{view.Fetches.Fetched:N0} fetched";
        var line = $"""
            Sync {view.Run.Status} in {Duration(took)}. {char.ToUpperInvariant(many[0])}{many[1..]}: {sets}.
            Cards: {cards.Seen:N0} seen, {cards.New:N0} new, {cards.Changed:N0} changed, {cards.Unchanged:N0} unchanged; {below.Normalized:N0} normalized, {view.Outcome.Rejected:N0} rejected, {below.Retired:N0} retired.
            """;
        return view.Outcome.Rejected > 0 ? line + Environment.NewLine + "What could not be taken over, and why: 'pokedextop rejects list'." : line;
    }

    /// <summary>What a finished sync of texts in another language brought.</summary>
    public static string TextSummary(SyncView view) =>
        $"Texts from {view.Run.Source}: {view.Run.Status}; {view.Counts.Seen:N0} seen, {view.Counts.New:N0} new, {view.Counts.Changed:N0} changed, {view.Counts.Unchanged:N0} unchanged; {view.Outcome.Rejected:N0} rejected.";

    private static async Task<T> LinesAsync<T>(Func<Action<SyncView>, Task<T>> follow)
    {
        var (began, told, last) = (Stopwatch.GetTimestamp(), Stopwatch.GetTimestamp(), "");
        return await follow(view =>
        {
            // The first look and that of a quick end tell nothing that the title and the summary do not; nor does a wait told anew.
            var phase = Phase(view);
            if (Stopwatch.GetElapsedTime(began) < BetweenLines || (phase == last && Stopwatch.GetElapsedTime(told) < SameAgain))
                return;
            CommandOutput.Remark(phase);
            (told, last) = (Stopwatch.GetTimestamp(), phase);
        });
    }

    private static Task<T> BarsAsync<T>(Func<Action<SyncView>, Task<T>> follow) =>
        CommandOutput.Error.Progress()
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
            .StartAsync(context =>
            {
                var fetch = context.AddTask("Planning", maxValue: 1);
                var normalize = context.AddTask("Normalize", maxValue: 1);
                return follow(view =>
                {
                    (fetch.MaxValue, fetch.Value) = (Math.Max(1, view.Fetches.Planned), view.Fetches.Fetched + view.Fetches.Failed);
                    fetch.Description = Markup.Escape(Phase(view).PadRight(44));
                    // The backlog is all that is due of this run; what it was at its highest is the whole bar.
                    var total = view.Outcome.Normalized + view.Outcome.Backlog;
                    normalize.MaxValue = Math.Max(1, total);
                    normalize.Value = total == 0 && view.IsFetched ? 1 : view.Outcome.Normalized;
                    normalize.Description = $"Normalize: {English.Count(view.Outcome.Normalized, "card")}".PadRight(44);
                });
            });

    private static string Phase(SyncView view) => view switch
    {
        { Run.Status: SyncStatus.Requested } => "Waiting for Ingest to take it",
        { Fetches.Planned: 0, IsFetched: false, FirstFailure: not null } => "Reading the list of sets: a call failed, trying again",
        { Fetches.Planned: 0, IsFetched: false } => "Reading the list of sets",
        { Fetches.Planned: 0 } => "Nothing to fetch",
        { IsFetched: true, Outcome.Backlog: > 0 } => $"Fetched; {view.Outcome.Backlog:N0} still to normalize",
        { Fetches: { Planned: 1 } one } => one.Pending == 0 ? "Fetched" : "Fetching",
        _ => $"Fetch: {view.Fetches.Fetched + view.Fetches.Failed:N0} of {Planned(view)}{(view.Fetches.Failed > 0 ? $", {view.Fetches.Failed:N0} failed" : "")}",
    };

    private static string Planned(SyncView view) => English.Count(view.Fetches.Planned, SyncScope.Parse(view.Run.Scope).Fetches.One, SyncScope.Parse(view.Run.Scope).Fetches.Many);

    private static string Duration(TimeSpan took) => took.TotalSeconds < 60 ? $"{took.TotalSeconds:0.0} s" : took.TotalHours < 1 ? $"{took.Minutes} min {took.Seconds} s" : $"{(int)took.TotalHours} h {took.Minutes} min";
}
