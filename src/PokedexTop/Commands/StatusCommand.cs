using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using PokedexTop.CommandLine;
using PokedexTop.Hosting.Data;
using PokedexTop.Images.Status;
using PokedexTop.Ingest.Bronze;
using PokedexTop.Normalize.Status;
using PokedexTop.Remote;
using PokedexTop.Web.Admin;

namespace PokedexTop.Commands;

/// <summary><c>status</c>: what each layer holds, what is left to do, how fresh and how complete the sets are.</summary>
internal static class StatusCommand
{
    private const int IncompleteShown = 10;
    private const int ReasonsShown = 5;

    private static readonly Option<bool> s_sets = new("--sets") { Description = "List every set with its freshness and completeness" };

    public static Command Create()
    {
        var command = new VerbCommand("status", "What each layer holds, what every stage has still to do, the last syncs, and how fresh and complete the sets are.")
        {
            Examples =
            [
                ("pokedextop status", "The whole on one screen"),
                ("pokedextop status --sets", "Every set: when it was fetched, how many of its cards are held"),
                ("pokedextop status --server http://localhost:5080", "That of a running program, which need not be on this machine"),
                ("pokedextop status --json | jq '.sets[] | select(.complete | not)'", "Sets that are not complete"),
            ],
        };
        command.Options.Add(s_sets);
        command.Options.Add(VerbOptions.Server);
        command.Options.Add(VerbOptions.Json);
        return command.Runs(RunAsync);
    }

    private static async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var (status, location) = await ReadAsync(arguments, cancellationToken);
        if (arguments.GetValue(VerbOptions.Json))
            JsonOutput.Write(status);
        else
            Print(status, location, TimeProvider.System.UtcNow(), arguments.GetValue(s_sets));
        return ExitCode.Done;
    }

    private static async Task<(StatusDocument Status, string Location)> ReadAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        using var server = RemoteServer.From(arguments);
        if (server is not null)
            return (await server.GetAsync<StatusDocument>("status", cancellationToken), $"of {server.Url}");
        await using var services = await ProgramServices.ForReadingAsync(arguments, null, cancellationToken);
        return (StatusDocument.Of(
            await services.GetRequiredService<CatalogueStatus>().ReadAsync(cancellationToken), await services.GetRequiredService<ImagesStatus>().ReadAsync(bySet: true, cancellationToken)), services.GetRequiredService<SqlDatabase>().Location);
    }

    private static void Print(StatusDocument status, string location, DateTime now, bool everySet)
    {
        var (bronze, silver) = (status.Bronze, status.Silver);
        CommandOutput.Line(Tables.Shortened($"Database {location}", CommandOutput.Width));
        CommandOutput.Line($"""

            Bronze    {bronze.Cards:N0} cards in {bronze.CardVersions:N0} versions · {bronze.Sets:N0} sets · {bronze.Species:N0} species · {bronze.Prices:N0} prices
                      {bronze.Runs:N0} syncs · {bronze.SetFetches:N0} fetches · {bronze.Calls:N0} calls · {bronze.Rejects:N0} rejects
            Silver    {silver.Cards:N0} cards · {silver.Retired:N0} retired · {silver.Merged:N0} merged · {silver.Sets:N0} sets · {silver.Species:N0} species
                      {silver.Prices:N0} prices · {silver.Changes:N0} changes · {silver.Rejects:N0} in quarantine · {silver.QualityIssues + status.Images.Issues:N0} quality issues · {silver.SchemaDrift:N0} drifting fields
            Images    {Images(status.Images)}
            To do     ingest: {status.Backlog.Ingest.RequestedRuns:N0} syncs requested, {status.Backlog.Ingest.RunningRuns:N0} running, {status.Backlog.Ingest.PendingFetches:N0} fetches pending
                      normalize: {status.Backlog.Normalize.Cards:N0} cards, {status.Backlog.Normalize.Sets:N0} sets, {status.Backlog.Normalize.Fetches:N0} fetches to compare
                      images: {ImagesToDo(status)}
            """);
        if (status.Images.Trouble is { } trouble)
            CommandOutput.Line(Tables.Shortened(trouble.Words, CommandOutput.Width));
        PrintReasons(status.Images.Reasons);
        PrintSyncs(status.Syncs, now);
        var complete = status.Sets.Count(s => s.Complete);
        CommandOutput.Line(complete == status.Sets.Count
            ? $"Sets: all {complete:N0} are complete; the oldest was fetched {Tables.Age(status.Sets.Where(s => s.Listed).Min(s => s.FetchedAt), now)}."
            : $"Sets: {complete:N0} of {status.Sets.Count:N0} are complete.");
        PrintTotals([.. status.Sets.Where(s => s is { Complete: true, TotalDiffers: true })]);
        var shown = everySet ? status.Sets : [.. status.Sets.Where(s => !s.Complete).Take(IncompleteShown)];
        if (shown.Count > 0)
            PrintSets(shown, status.Images, now);
        if (!everySet && status.Sets.Count - complete > shown.Count)
            CommandOutput.Line($"… and {status.Sets.Count - complete - shown.Count:N0} more: 'pokedextop status --sets'.");
    }

    private static string Images(ImagesDocument images) => !images.IsDeployed
        ? "none yet: 'pokedextop sync --images', or the images stage"
        : $"{images.Cards.Summary} · {images.SetImages.Stored:N0} of {images.SetImages.Total:N0} symbols and logos";

    // Without the stage nobody means to do it.
    private static string ImagesToDo(StatusDocument status) => status.Images.IsDeployed
        ? $"{status.Backlog.Images.Unplanned:N0} to plan, {status.Backlog.Images.ToFetch:N0} to fetch, {status.Backlog.Images.ToRender:N0} to render again"
        : "not deployed";

    private static void PrintReasons(IReadOnlyList<ImageReason> reasons)
    {
        if (reasons.Count == 0)
            return;
        var table = Tables.Create("#Images", "Status", "Why", "Such as");
        foreach (var reason in reasons.Take(ReasonsShown))
            table.Add($"{reason.Count:N0}", reason.Status, Tables.Shortened(reason.Reason, 160), Tables.Shortened(reason.Example, 30));
        CommandOutput.Out.Write(table);
    }

    private static void PrintSyncs(IReadOnlyList<SyncLine> syncs, DateTime now)
    {
        if (syncs.Count == 0)
            return;
        var table = Tables.Create("Sync of", "Source", "Asked for", "Status", "Why");
        foreach (var sync in syncs)
            table.Add(Tables.Shortened(sync.Scope, 30), sync.Source, $"{Tables.Age(sync.RequestedAt, now)} by {sync.RequestedBy}", sync.Status, Tables.Shortened(sync.Error ?? "", 60));
        CommandOutput.Out.Write(table);
    }

    // The source lists what these sets hold, and says another number of them: complete as far as the source goes.
    private static void PrintTotals(List<SetStatus> sets)
    {
        if (sets.Count > 0)
            CommandOutput.Line(Tables.Shortened($"Another number than the total says: {string.Join(", ", sets.Select(s => $"{s.SetId} {s.Current} of {s.Total}"))}.", CommandOutput.Width));
    }

    private static void PrintSets(IReadOnlyList<SetStatus> sets, ImagesDocument images, DateTime now)
    {
        var pictures = images.Sets.ToDictionary(s => s.SetId, StringComparer.Ordinal);
        var table = Tables.Create("Set", "Name", "Fetched", "#Source", "#Silver", "#Quarantine", "#Images", "Complete");
        foreach (var set in sets)
        {
            var why = set switch
            {
                { Complete: true, TotalDiffers: true } => $"yes; its total says {set.Total}",
                { Complete: true } => "yes",
                { LastFetch: FetchStatus.Failed } => "no: fetch failed",
                { Fetched: null } => "no: not fetched",
                { Name: null } => "no: set not in silver",
                { Fetched: 0, Total: > 0 } => $"no: empty; its total says {set.Total}",
                { Quarantined: > 0 } => "no: quarantine",
                _ => "no: not normalized",
            };
            table.Add(Tables.Shortened(set.SetId, 16), Tables.Shortened(set.Name ?? "", 28), Tables.Age(set.FetchedAt, now), $"{set.Fetched}", $"{set.Current}", $"{set.Quarantined}", pictures.TryGetValue(set.SetId, out var held) ? $"{held.Stored + held.Lowres}" : "", why);
        }
        CommandOutput.Out.Write(table);
    }
}
