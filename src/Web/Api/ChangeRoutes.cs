using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;
using PokedexTop.Normalize.History;
using PokedexTop.Web.Http;

namespace PokedexTop.Web.Api;

/// <summary>What happened to cards, to be asked for or followed.</summary>
internal static class ChangeRoutes
{
    private static readonly NumberParameter s_since = new("since", "The last change that the caller knows: the cursor of an answer, or 0 to begin with the first.", 0, Usual: 0);
    private static readonly NumberParameter s_followedSince = new("since", "The last change that the caller knows; without it, those from now on.", 0);
    private static readonly NumberParameter s_lastEvent = new("Last-Event-ID", "The last event that the caller got, which goes before since; browsers send it by themselves.", 0) { IsHeader = true };

    public static void MapChangeRoutes(this RouteGroupBuilder api)
    {
        api.MapGet("/changes", ChangesAsync).WithName("ListChanges").WithSummary("What happened to cards after a cursor, in order, nothing left out").Takes(s_since, QueryParameter.Limit);
        api.MapGet("/changes/stream", StreamAsync).WithName("FollowChanges").WithSummary("The same as server-sent events; Last-Event-ID resumes").Takes(s_followedSince, s_lastEvent);
    }

    private static async Task<Ok<ChangeListDocument>> ChangesAsync(HttpContext context, ChangeFeed feed, CancellationToken cancellationToken)
    {
        var since = context.Request.Number(s_since)!.Value;
        var (changes, total) = await feed.ReadAsync(since, PageRequest.LimitOf(context.Request), cancellationToken);
        var cursor = changes.Count > 0 ? changes[^1].Id : since;
        return TypedResults.Ok(new ChangeListDocument(changes, total, total > changes.Count ? PageRequest.From(context.Request, s_since, cursor.ToString(CultureInfo.InvariantCulture)) : null, cursor, []));
    }

    private static async Task<ServerSentEventsResult<string>> StreamAsync(HttpContext context, ChangeFeed feed, ChangeStreams streams, IHostApplicationLifetime host, CancellationToken cancellationToken)
    {
        var after = context.Request.Number(s_lastEvent) ?? context.Request.Number(s_followedSince) ?? await feed.NewestAsync(cancellationToken);
        if (!streams.TryEnter())
            throw new ApiProblem(StatusCodes.Status503ServiceUnavailable, "too-many-streams", "Too many follow already", $"{ChangeStreams.Most} clients follow the changes; ask /api/changes instead.");
        // Who follows must not keep the program from stopping.
        var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, host.ApplicationStopping);
        context.Response.RegisterForDispose(stop);
        context.Response.OnCompleted(() =>
        {
            streams.Leave();
            return Task.CompletedTask;
        });
        return TypedResults.ServerSentEvents(FollowAsync(streams, after, stop.Token));
    }

    private static async IAsyncEnumerable<SseItem<string>> FollowAsync(ChangeStreams streams, long after, [EnumeratorCancellation] CancellationToken stop)
    {
        // At once: the client learns that it follows, and from where it would resume.
        yield return Idle(after);
        while (true)
        {
            var (changes, isIdle) = await streams.WaitAsync(after, stop);
            if (stop.IsCancellationRequested)
                yield break;
            foreach (var change in changes)
            {
                yield return new SseItem<string>(JsonSerializer.Serialize(change, ApiJson.Options), change.Kind) { EventId = change.Id.ToString(CultureInfo.InvariantCulture) };
                after = change.Id;
            }
            // Proxies close what is silent for a minute.
            if (isIdle)
                yield return Idle(after);
        }
    }

    private static SseItem<string> Idle(long after) => new("{}", "idle") { EventId = after.ToString(CultureInfo.InvariantCulture) };
}
