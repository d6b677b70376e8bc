using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using PokedexTop.Catalogue.Species;
using PokedexTop.Contracts;
using PokedexTop.Data;
using PokedexTop.Documents;
using PokedexTop.Ingest.Sources;
using PokedexTop.Ingest.Syncs;
using PokedexTop.Messaging;
using PokedexTop.Normalize;
using PokedexTop.Normalize.Status;
using PokedexTop.Web.Api;

namespace PokedexTop.Web.Admin;

/// <summary>Syncs: start, list, follow, cancel.</summary>
internal static class SyncsApi
{
    internal const string RequestedBy = "admin";

    private static readonly NumberParameter s_count = new("count", "How many.", 1, 200, 20);

    /// <summary>Ids in one order; whoever wants more wants everything.</summary>
    private const int MostIds = 1_000;

    private const int LongestText = 100;

    public static void MapSyncs(this RouteGroupBuilder admin)
    {
        var syncs = admin.MapGroup("/syncs").WithTags("Syncs");
        syncs.MapPost("/", StartAsync).WithName("StartSync").WithSummary("Start a sync, or join the unfinished one of the same scope");
        syncs.MapGet("/", ListAsync).WithName("ListSyncs").WithSummary("The newest syncs").Takes(s_count);
        syncs.MapGet("/{syncId:guid}", ShowAsync).WithName("ShowSync").WithSummary("One sync and how far it is").ProducesProblem(StatusCodes.Status404NotFound);
        syncs.MapPost("/{syncId:guid}/cancel", CancelAsync).WithName("CancelSync").WithSummary("End a sync that is not finished; what it fetched stays")
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
    }

    internal static async Task<Results<Accepted<StartedSyncDocument>, ValidationProblem>> StartAsync([FromBody] SyncOrderDocument order, SyncStarter starter, CancellationToken cancellationToken)
    {
        if (Problems(order) is { Count: > 0 } problems)
            return Invalid(problems);
        var feed = order.Source is { } name ? new SourceSelection(name, null).Feed : null;
        var started = await starter.StartAsync(new SyncRequest(order.ToScope(), feed, order.Source, order.Force, RequestedBy), cancellationToken);
        return TypedResults.Accepted($"{AdminApi.Path}/syncs/{started.SyncId}", new StartedSyncDocument(started.SyncId, started.Joined));
    }

    private static async Task<Ok<SyncListDocument>> ListAsync(HttpRequest request, SyncRuns runs, TimeProvider time, CancellationToken cancellationToken) =>
        TypedResults.Ok(new SyncListDocument([.. (await runs.LatestAsync((int)request.Number(s_count)!.Value, cancellationToken)).Select(run => SyncLine.Of(run, time.UtcNow()))]));

    private static async Task<Results<Ok<SyncReport>, ProblemHttpResult>> ShowAsync(Guid syncId, SyncViews views, DeployedStages deployed, TimeProvider time, CancellationToken cancellationToken) =>
        await views.FindAsync(syncId, cancellationToken) is { } view ? TypedResults.Ok(await ReportAsync(view, deployed, time, cancellationToken)) : Unknown(syncId);

    internal static async Task<Results<Ok<SyncReport>, ProblemHttpResult>> CancelAsync(Guid syncId, SyncRuns runs, SyncViews views, StagePublisher publisher, DeployedStages deployed, TimeProvider time, CancellationToken cancellationToken)
    {
        var cancelled = await runs.CancelAsync(syncId, cancellationToken);
        if (await views.FindAsync(syncId, cancellationToken) is not { } view)
            return Unknown(syncId);
        if (!cancelled)
            return TypedResults.Problem($"Sync {syncId} has ended already: {view.Run.Status}.", statusCode: StatusCodes.Status409Conflict, title: "There is nothing to cancel");
        // What its complete sets say is applied now; without a broker the reconciler does it a little later.
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        bound.CancelAfter(TimeSpan.FromSeconds(2));
        await publisher.PublishAsync([new SyncFetched(syncId)], bound.Token).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        return TypedResults.Ok(await ReportAsync(view, deployed, time, cancellationToken));
    }

    private static async Task<SyncReport> ReportAsync(SyncView view, DeployedStages deployed, TimeProvider time, CancellationToken cancellationToken) =>
        SyncReport.Of(view, await deployed.NormalizesAsync(cancellationToken), time.UtcNow());

    /// <summary>What is wrong by member for a program, and in one sentence for a person.</summary>
    private static ValidationProblem Invalid(IDictionary<string, string[]> problems) =>
        TypedResults.ValidationProblem(problems, string.Join(" ", problems.Select(p => $"{p.Key}: {string.Join("; ", p.Value)}.")));

    private static ProblemHttpResult Unknown(Guid syncId) => TypedResults.Problem($"There is no sync {syncId}.", statusCode: StatusCodes.Status404NotFound, title: "No such sync");

    private static Dictionary<string, string[]> Problems(SyncOrderDocument order)
    {
        var problems = new Dictionary<string, string[]>();
        if (!AreIds(order.Sets))
            problems["sets"] = [$"a list of at most {MostIds} set ids that are not empty, {TextAllowed}"];
        if (!AreIds(order.Cards))
            problems["cards"] = [$"a list of at most {MostIds} card ids that are not empty, {TextAllowed}"];
        if (order.Generations is null or { Count: > MostIds } || order.Generations.Any(number => SpeciesList.Generations.All(g => g.Number != number)))
            problems["generations"] = [$"numbers from 1 to {SpeciesList.Generations.Count}"];
        if (order.Pokemon is { } pokemon && !IsText(pokemon))
            problems["pokemon"] = [$"a name that is not empty, {TextAllowed}"];
        if (order.Source is { } source && !SourceSelection.Names.Contains(source))
            problems["source"] = ["one of " + string.Join(", ", SourceSelection.Names)];
        return problems;
    }

    private static string TextAllowed => $"of at most {LongestText} characters and without control characters";

    private static bool AreIds(IReadOnlyList<string>? ids) => ids is { Count: <= MostIds } && ids.All(IsText);

    /// <summary>Control characters stand in no id or name, and PostgreSQL refuses one of them in a text: the sync would fail again and again.</summary>
    private static bool IsText(string? text) => !string.IsNullOrWhiteSpace(text) && text.Length <= LongestText && !text.Any(char.IsControl);
}
