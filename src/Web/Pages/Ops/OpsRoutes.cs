using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using PokedexTop.Collections.Users;
using PokedexTop.Configuration;
using PokedexTop.Documents;
using PokedexTop.Images.Upkeep;
using PokedexTop.Ingest.Sources;
using PokedexTop.Ingest.Syncs;
using PokedexTop.Messaging;
using PokedexTop.Normalize;
using PokedexTop.Normalize.Assignments;
using PokedexTop.Normalize.Rejects;
using PokedexTop.Schedule;
using PokedexTop.Web.Access;
using PokedexTop.Web.Admin;
using PokedexTop.Web.Pages.Parts;

namespace PokedexTop.Web.Pages.Ops;

/// <summary>The operator's live parts, and what forms of the operator's pages send.</summary>
internal static class OpsRoutes
{
    public static void MapOps(this WebApplication app)
    {
        var parts = app.MapGroup("/parts").RequireAuthorization(Policies.Catalogue).ExcludeFromDescription();
        parts.MapGet("/first", (HttpResponse response) => PartRoutes.Part<FirstSteps>(response));
        parts.MapGet("/ops", (HttpResponse response) => PartRoutes.Part<Overview>(response));
        parts.MapGet("/ops/syncs", (HttpResponse response) => PartRoutes.Part<SyncsAtWork>(response)).RequireAuthorization(Policies.Administrators);
        app.MapGet("/doubts", () => TypedResults.LocalRedirect("/ops/doubts", permanent: true)).RequireAuthorization(Policies.Catalogue).ExcludeFromDescription();
        if (!app.Services.GetRequiredService<AdminOptions>().Enabled)
            return;
        var forms = app.MapGroup("/ops").RequireAuthorization(Policies.Administrators).DisableAntiforgery().ExcludeFromDescription();
        forms.MapPost("/syncs/start", StartAsync).Accepts<SyncForm>(isOptional: true, "application/x-www-form-urlencoded", "multipart/form-data");
        forms.MapPost("/syncs/{syncId:guid}/cancel", CancelAsync);
        forms.MapPost("/source", ReadFromAsync);
        forms.MapPost("/images/retry", RetryImagesAsync);
        forms.MapPost("/rejects/retry", RetryAsync);
        forms.MapPost("/doubts/settle", SettleAsync);
        forms.MapPost("/schedules/{name}/pause", (string name, HttpContext context, Schedules all, CancellationToken cancellationToken) =>
            ScheduleAsync(context, "PauseSchedule", name, Notice.SchedulePaused, () => SchedulesApi.AnswerAsync(name, all.PauseAsync(name, cancellationToken))));
        forms.MapPost("/schedules/{name}/resume", (string name, HttpContext context, Schedules all, CancellationToken cancellationToken) =>
            ScheduleAsync(context, "ResumeSchedule", name, Notice.ScheduleResumed, () => SchedulesApi.AnswerAsync(name, all.ResumeAsync(name, cancellationToken))));
        forms.MapPost("/schedules/{name}/run", (string name, HttpContext context, Schedules all, CancellationToken cancellationToken) =>
            ScheduleAsync(context, "RunSchedule", name, Notice.ScheduleRun, () => SchedulesApi.RunAsync(name, all, cancellationToken)));
        forms.MapPost("/users/{id}/role", GrantAsync);
    }

    private static async Task<IResult> StartAsync(HttpContext context, SyncStarter starter, CancellationToken cancellationToken)
    {
        var said = await SyncForm.ReadAsync(context.Request, cancellationToken);
        var order = said.ToOrder();
        return await AuditedForm.AnswerAsync(context, "StartSync", AuditedForm.Detail(order), Back(said.From, "/ops/syncs"),
            result => result.Result is Accepted<StartedSyncDocument> { Value.Joined: true } ? Notice.SyncJoined : Notice.SyncStarted,
            () => SyncsApi.StartAsync(order, starter, cancellationToken));
    }

    private static Task<IResult> CancelAsync(Guid syncId, HttpContext context, SyncRuns runs, SyncViews views, StagePublisher publisher, DeployedStages deployed, TimeProvider time, CancellationToken cancellationToken) =>
        AuditedForm.AnswerAsync(context, "CancelSync", $"syncId={syncId}", "/ops/syncs", _ => Notice.SyncCancelled, () => SyncsApi.CancelAsync(syncId, runs, views, publisher, deployed, time, cancellationToken));

    /// <summary>Everything, once, from a source that is not the configured one.</summary>
    private static Task<IResult> ReadFromAsync([FromForm] string source, [FromForm] string? path, [FromForm] string? back, HttpContext context, CancellationToken cancellationToken)
    {
        var chosen = source is SourceSelection.Folder or SourceSelection.TcgdexFolder ? $"{source}:{AuditedForm.Said(path)}" : source;
        return AuditedForm.AnswerAsync(context, "StartSync", AuditedForm.Detail(new { Source = chosen }), Back(back, "/"), _ => Notice.SyncStarted, async () =>
        {
            if (context.RequestServices.GetService<OtherSource>() is not { } other)
                throw new ConfigurationException("What is read is decided where Ingest runs, by --source or Source:Name of its process.");
            var started = await other.StartAsync(SourceSelection.Parse(chosen, "The source"), SyncsApi.RequestedBy, cancellationToken);
            return TypedResults.Accepted((string?)null, new StartedSyncDocument(started.SyncId, started.Joined));
        });
    }

    private static Task<IResult> RetryImagesAsync(HttpContext context, ImageRetries retries, CancellationToken cancellationToken) =>
        AuditedForm.AnswerAsync(context, "RetryImages", null, "/ops/syncs", _ => Notice.ImagesDue, async () => TypedResults.Ok(await retries.RetryFailedAsync(cancellationToken)));

    /// <summary>One item of the quarantine, or every one.</summary>
    private static Task<IResult> RetryAsync([FromForm] string? id, [FromForm] string? back, HttpContext context, Quarantine quarantine, CancellationToken cancellationToken)
    {
        var order = new RetryOrderDocument(id is null ? null : [id]);
        return AuditedForm.AnswerAsync(context, "RetryRejects", AuditedForm.Detail(order), Back(back, "/ops/rejects"), _ => Notice.HandedOn, () => CatalogueApi.RetryAsync(order, quarantine, cancellationToken));
    }

    private static Task<IResult> SettleAsync([FromForm] string feed, [FromForm] string id, [FromForm] string card, [FromForm] string? back, HttpContext context, CardAssignments assignments, CancellationToken cancellationToken) =>
        AuditedForm.AnswerAsync(context, "SetIdentity", AuditedForm.Detail(new { Feed = feed, Id = id, CardId = card }), Back(back, "/ops/doubts"), _ => Notice.Settled, async () =>
        {
            await assignments.SetAsync(feed, id, card, cancellationToken);
            return TypedResults.Ok();
        });

    private static Task<IResult> ScheduleAsync(HttpContext context, string action, string name, string done, Func<Task<Results<Ok<ScheduleInfo>, ProblemHttpResult>>> act) =>
        AuditedForm.AnswerAsync(context, action, $"name={name}", "/ops/schedules", _ => done, act);

    private static Task<IResult> GrantAsync(string id, [FromForm] string? role, HttpContext context, UserAccounts accounts, CancellationToken cancellationToken)
    {
        var order = new RoleOrder(role);
        return AuditedForm.AnswerAsync(context, "GrantRole", $"id={id} {AuditedForm.Detail(order)}", "/ops/users", _ => Notice.RoleGiven, () => UsersApi.GrantAsync(id, order, accounts, cancellationToken));
    }

    private static string Back(string? said, string usual) => PageAddress.IsHere(said) ? said! : usual;
}
