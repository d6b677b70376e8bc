using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using PokedexTop.Collections.Status;
using PokedexTop.CommandLine;
using PokedexTop.Composition;
using PokedexTop.Data;
using PokedexTop.Documents;
using PokedexTop.Images.Status;
using PokedexTop.Ingest.Bronze;
using PokedexTop.Language;
using PokedexTop.Normalize.Status;
using PokedexTop.Remote;
using PokedexTop.Web.Admin;

namespace PokedexTop.Commands;

/// <summary><c>status</c>: what each layer holds, what is left to do, how fresh and how complete the sets are.</summary>
internal static class StatusCommand
{
    private const int IncompleteShown = 10;
    private const int ReasonsShown = 5;
    private const string GoesOn = "Nobody works on it. The same 'pokedextop sync', or a host, goes on with it; 'pokedextop sync --cancel' ends it.";

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
        var (status, location, now) = await ReadAsync(arguments, cancellationToken);
        if (arguments.GetValue(VerbOptions.Json))
            JsonOutput.Write(status);
        else
            Print(status, location, now, arguments.GetValue(s_sets));
        return ExitCode.Done;
    }

    private static async Task<(StatusDocument Status, string Location, DateTime Now)> ReadAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        using var server = RemoteServer.From(arguments);
        if (server is not null)
            return (await server.GetAsync<StatusDocument>("status", cancellationToken), $"of {server.Url}", TimeProvider.System.UtcNow());
        await using var services = await ProgramServices.ForReadingAsync(arguments, null, cancellationToken);
        return (await services.GetRequiredService<StatusReader>().ReadAsync(cancellationToken), services.GetRequiredService<SqlDatabase>().Location, services.GetRequiredService<TimeProvider>().UtcNow());
    }

    private static void Print(StatusDocument status, string location, DateTime now, bool everySet)
    {
        var (bronze, silver) = (status.Bronze, status.Silver);
        CommandOutput.Line($"Database {location}");
        CommandOutput.Line("");
        Labelled("Bronze", $"{English.Count(bronze.Cards, "card")} in {English.Count(bronze.CardVersions, "version")} · {English.Count(bronze.Sets, "set")} · {English.Number(bronze.Species)} species · {English.Count(bronze.Prices, "price")}");
        Labelled("", $"{English.Count(bronze.Runs, "sync")} · {English.Count(bronze.SetFetches, "fetch", "fetches")} · {English.Count(bronze.Calls, "call")} · {English.Count(bronze.Rejects, "reject")}");
        Labelled("Silver", $"{English.Count(silver.Cards, "card")} · {English.Number(silver.Retired)} retired · {English.Number(silver.Merged)} merged · {English.Count(silver.Sets, "set")} · {English.Number(silver.Species)} species");
        Labelled("", $"{English.Count(silver.Prices, "price")} · {English.Count(silver.Changes, "change")} · {English.Number(silver.Rejects)} in quarantine{(silver.PriceRejects > 0 ? $" ({English.Number(silver.PriceRejects)} of them {(silver.PriceRejects == 1 ? "a price block" : "price blocks")})" : "")} · {English.Count(silver.QualityIssues + status.Images.Issues, "quality issue")} · {English.Count(silver.SchemaDrift, "drifting field")}");
        Labelled("Images", Images(status.Images));
        if (status.Collections is { Lots: > 0 } or { Wished: > 0 })
            Labelled("Gold", Collections(status.Collections));
        Labelled("Room", Room(status.Space));
        if (status.StandIn is { } standIn)
            Labelled("Source", standIn);
        var (ingest, normalize) = (status.Backlog.Ingest, status.Backlog.Normalize);
        Labelled("To do", $"ingest: {English.Count(ingest.RequestedRuns, "sync")} requested, {English.Number(ingest.RunningRuns)} running, {(ingest.InterruptedRuns > 0 ? $"{English.Number(ingest.InterruptedRuns)} interrupted, " : "")}{English.Count(ingest.PendingFetches, "fetch", "fetches")} pending");
        Labelled("", $"normalize: {English.Count(normalize.Cards, "card")}, {English.Count(normalize.Sets, "set")}, {English.Count(normalize.Fetches, "fetch", "fetches")} to compare");
        Labelled("", $"images: {ImagesToDo(status)}");
        if (status.Images.Trouble is { } trouble)
            CommandOutput.Line(trouble.Words);
        PrintReasons(status.Images.Reasons);
        PrintSyncs(status.Syncs, now);
        CommandOutput.Line("");
        var complete = status.Sets.Count(s => s.Complete);
        CommandOutput.Line(status.Sets.Count == 0 ? "Sets: none yet; 'pokedextop sync' fetches them."
            : complete < status.Sets.Count ? $"Sets: {English.Number(complete)} of {English.Number(status.Sets.Count)} {English.Is(complete)} complete."
            : $"Sets: {(complete == 1 ? "the only one is" : $"all {English.Number(complete)} are")} complete; the oldest fetch was {Tables.Age(status.Sets.Where(s => s.Listed).Min(s => s.FetchedAt), now)}.");
        // What two feeds have is one set.
        PrintTotals([.. status.Sets.Where(s => s is { Complete: true, TotalDiffers: true }).DistinctBy(s => s.SilverId)]);
        PrintLastFetches([.. status.Sets.Where(s => s is { Complete: true, Listed: true, LastError: not null })]);
        var shown = everySet ? status.Sets : [.. status.Sets.Where(s => !s.Complete).Take(IncompleteShown)];
        if (shown.Count > 0)
            PrintSets(shown, status.Images, now);
        if (!everySet && status.Sets.Count - complete > shown.Count)
            CommandOutput.Line($"… and {English.Number(status.Sets.Count - complete - shown.Count)} more: 'pokedextop status --sets'.");
    }

    private static void Labelled(string label, string text) => CommandOutput.Line($"{label,-10}{text}", indent: 10);

    private static string Images(ImagesDocument images) => !images.IsDeployed
        ? "none yet: 'pokedextop sync --images', or the images stage"
        : $"{images.Cards.Summary} · {images.SetImages.Stored:N0} of {images.SetImages.Total:N0} symbols and logos";

    private static string Collections(CollectionsReport gold) =>
        $"{English.Count(gold.Copies, "copy", "copies")} of {English.Count(gold.Cards, "card")} in {English.Count(gold.Lots, "lot")} of {English.Count(gold.Collectors, "collector")} · {English.Number(gold.Wished)} wished for"
        + (gold.Retired > 0 ? $" · {English.Count(gold.Retired, "lot")} of retired cards" : "") + (gold.Backlog > 0 ? $" · {English.Number(gold.Backlog)} to follow their cards" : "");

    private static string Room(SpaceDocument space)
    {
        var layers = space.Layers.Where(layer => layer.Bytes > 0).Select(layer => $"{layer.Layer} {English.Bytes(layer.Bytes)}{(layer.BytesPerDay is > 0 and var growth ? $" (+{English.Bytes(growth)} a day)" : "")}");
        return $"{English.Bytes(space.Database)}: {string.Join(" · ", layers)}{(space.Pictures > 0 ? $"; pictures {English.Bytes(space.Pictures)}" : "")}";
    }

    // Without the stage nobody means to do it.
    private static string ImagesToDo(StatusDocument status) => status.Images.IsDeployed
        ? $"{status.Backlog.Images.Unplanned:N0} to plan, {status.Backlog.Images.ToFetch:N0} to fetch, {status.Backlog.Images.ToRender:N0} to render again"
        : "not deployed";

    private static void PrintReasons(IReadOnlyList<ImageReason> reasons)
    {
        if (reasons.Count == 0)
            return;
        var table = new TextTable("#Images", "Status", "~Why", "Such as");
        foreach (var reason in reasons.Take(ReasonsShown))
            table.Add(English.Number(reason.Count), reason.Status, Tables.Shortened(reason.Reason, 160), Tables.Shortened(reason.Example, 30));
        Write(table);
    }

    private static void PrintSyncs(IReadOnlyList<SyncLine> syncs, DateTime now)
    {
        if (syncs.Count == 0)
            return;
        var table = new TextTable("~Sync of", "Source", "~Asked for", "Status", "~Why");
        foreach (var sync in syncs)
            table.Add(Tables.Shortened(sync.Scope, 30), sync.Source, $"{Tables.Age(sync.RequestedAt, now)} by {sync.RequestedBy}", sync.Status, Tables.Shortened(sync.Status == SyncStatus.Interrupted ? GoesOn : sync.Error ?? "", 160));
        Write(table);
    }

    // The source lists what these sets hold, and says another number of them: complete as far as the source goes.
    private static void PrintTotals(List<SetStatus> sets)
    {
        if (sets.Count > 0)
            CommandOutput.Line($"Another number than the total says: {string.Join(", ", sets.Select(s => $"{s.SetId} {s.Current} of {s.Total}"))}.");
    }

    // They are complete as they were fetched before; that it did not work since is news all the same.
    private static void PrintLastFetches(List<SetStatus> sets)
    {
        if (sets.Count > 0)
            CommandOutput.Line($"The last fetch of {English.Count(sets.Count, "set")} did not come whole, so the one before it counts. The first: {sets[0].SetId}: {Tables.Shortened(sets[0].LastError!, 160)}");
    }

    private static void PrintSets(IReadOnlyList<SetStatus> sets, ImagesDocument images, DateTime now)
    {
        var pictures = images.Sets.ToDictionary(s => s.SetId, StringComparer.Ordinal);
        string[] heads = ["Set", "~Name", "Fetched", "#Cards", "~Complete", "#Images"];
        var table = new TextTable(images.IsDeployed ? heads : heads[..^1]);
        foreach (var set in sets)
        {
            var why = set switch
            {
                { Complete: true, Listed: false } => "yes; no longer listed",
                { Complete: true, TotalDiffers: true } => $"yes; its total says {set.Total}",
                { Complete: true } => "yes",
                { LastFetch: FetchStatus.Failed } => "no: fetch failed",
                { Fetched: null } => "no: not fetched",
                { Name: null } => "no: set not in silver",
                { Fetched: 0, Total: > 0 } => $"no: empty; its total says {set.Total}",
                { Quarantined: > 0 } => $"no: {English.Number(set.Quarantined)} in quarantine",
                _ => "no: not normalized",
            };
            string[] cells = [set.SetId, Tables.Shortened(set.Name ?? "", 28), Tables.Age(set.FetchedAt, now), $"{set.Current} of {set.Fetched?.ToString(CultureInfo.InvariantCulture) ?? "?"}", why,
                pictures.TryGetValue(set.SetId, out var held) ? $"{held.Stored + held.Lowres}" : ""];
            table.Add(images.IsDeployed ? cells : cells[..^1]);
        }
        Write(table);
    }

    private static void Write(TextTable table)
    {
        CommandOutput.Line("");
        table.Write();
    }
}
