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
    public static void MapChangeRoutes(this RouteGroupBuilder api)
    {
        api.MapGet("/changes", ChangesAsync).WithName("ListChanges").WithSummary("What happened to cards after a cursor, in order, nothing left out").ProducesProblem(StatusCodes.Status400BadRequest);
        api.MapGet("/changes/stream", StreamAsync).WithName("FollowChanges").WithSummary("The same as server-sent events; Last-Event-ID resumes").ProducesProblem(StatusCodes.Status400BadRequest);
    }

    private static async Task<Ok<ChangeListDocument>> ChangesAsync(HttpContext context, ChangeFeed feed, CancellationToken cancellationToken)
    {
        var page = PageRequest.Read(context.Request);
        var since = PageRequest.Number(context.Request, "since", 0, long.MaxValue, 0);
        var (changes, total) = await feed.ReadAsync(since, page.Limit, cancellationToken);
        var cursor = changes.Count > 0 ? changes[^1].Id : since;
        return TypedResults.Ok(new ChangeListDocument(changes, total, total > changes.Count ? page.From("since", cursor.ToString(CultureInfo.InvariantCulture)) : null, cursor, []));
    }

    private static async Task<ServerSentEventsResult<string>> StreamAsync(HttpContext context, ChangeFeed feed, ChangeStreams streams, IHostApplicationLifetime host, CancellationToken cancellationToken)
    {
        var after = context.Request.Headers["Last-Event-ID"].ToString() is { Length: > 0 } last
            ? PageRequest.Number("Last-Event-ID", last, 0, long.MaxValue)
            : PageRequest.Number(context.Request, "since", 0, long.MaxValue, -1);
        if (after < 0)
            after = await feed.NewestAsync(cancellationToken);
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
