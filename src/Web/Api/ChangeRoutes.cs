using System.Data.Common;
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
                yield return new SseItem<string>(JsonSerializer.Serialize(change, ApiAnswers.Json), change.Kind) { EventId = change.Id.ToString(CultureInfo.InvariantCulture) };
                after = change.Id;
            }
            // Proxies close what is silent for a minute.
            if (isIdle)
                yield return Idle(after);
        }
    }

    private static SseItem<string> Idle(long after) => new("{}", "idle") { EventId = after.ToString(CultureInfo.InvariantCulture) };
}

/// <summary>Lets many clients wait for the next change with one look a second at its table.</summary>
internal sealed class ChangeStreams(ChangeFeed feed, TimeProvider time) : IDisposable
{
    public const int Most = 200;

    private static readonly TimeSpan s_look = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_idle = TimeSpan.FromSeconds(15);

    private readonly SemaphoreSlim _one = new(1);
    private long _newest = -1;
    private long _lookedAt;
    private int _clients;

    public bool TryEnter()
    {
        if (Interlocked.Increment(ref _clients) <= Most)
            return true;
        Leave();
        return false;
    }

    public void Leave() => Interlocked.Decrement(ref _clients);

    /// <summary>The changes after one; none, and idle, where nothing happened for a while, none where it is to stop.</summary>
    public async Task<(List<CatalogueChange> Changes, bool IsIdle)> WaitAsync(long after, CancellationToken stop)
    {
        var began = time.GetTimestamp();
        try
        {
            while (time.GetElapsedTime(began) < s_idle)
            {
                if (await NewestAsync(stop) > after && await ReadAsync(after, stop) is { Count: > 0 } changes)
                    return (changes, false);
                await Task.Delay(s_look, time, stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return ([], false);
        }
        return ([], true);
    }

    public void Dispose() => _one.Dispose();

    private async Task<long> NewestAsync(CancellationToken stop)
    {
        await _one.WaitAsync(stop);
        try
        {
            if (_newest < 0 || time.GetElapsedTime(_lookedAt) >= s_look)
                (_newest, _lookedAt) = (await feed.NewestAsync(stop), time.GetTimestamp());
        }
        // Whoever follows waits for the database too.
        catch (DbException)
        {
            _lookedAt = time.GetTimestamp();
        }
        finally
        {
            _one.Release();
        }
        return _newest;
    }

    private async Task<List<CatalogueChange>> ReadAsync(long after, CancellationToken stop)
    {
        try
        {
            return (await feed.ReadAsync(after, PageRequest.MostPerPage, stop)).Changes;
        }
        catch (DbException)
        {
            return [];
        }
    }
}
