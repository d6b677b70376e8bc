using System.Collections.Concurrent;
using System.Globalization;

namespace PokedexTop.FakeApi;

/// <summary>One request from arrival to answer: recorded, counted against the quota, met by its fault, answered.</summary>
internal sealed class Exchange(FakeTcgApiOptions options, FakeFaults faults)
{
    private const int Pieces = 16;

    public ConcurrentQueue<FakeRequest> Requests { get; } = new();

    /// <summary>An answer of the card API, faults and quota included.</summary>
    public async Task AnswerAsync(HttpContext context, Func<FakeRequest, FakeFault, Reply> answer)
    {
        var request = Record(context);
        request.Fault = faults.Draw(request, options.Seed);
        var reply = Refuse(request) ?? request.Fault switch
        {
            FakeFault.InternalError => Reply.Empty(500),
            FakeFault.TooManyRequests => Reply.Error(429),
            FakeFault.GatewayTimeout => Reply.Html(504, "504 Gateway Time-out"),
            FakeFault.Html => Reply.Html(200, "We are down for maintenance"),
            _ => answer(request, request.Fault),
        };
        request.Status = reply.Status;
        if (reply.Status == 429 && faults.RetryAfter is { } wait)
            context.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        await SendAsync(context, reply, request.Fault);
    }

    /// <summary>An answer of PokéAPI, which has no quota and one fault.</summary>
    public async Task AnswerSpeciesAsync(HttpContext context, Func<Reply> answer)
    {
        var request = Record(context);
        var reply = faults.PokeApiFails ? Reply.Empty(500) : answer();
        request.Status = reply.Status;
        await SendAsync(context, reply, FakeFault.None);
    }

    private FakeRequest Record(HttpContext context)
    {
        var request = new FakeRequest
        {
            Path = context.Request.Path.Value ?? "",
            QueryString = context.Request.QueryString.Value ?? "",
            Query = context.Request.Query.ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.Ordinal),
            Headers = context.Request.Headers.ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            At = options.Time.GetUtcNow(),
        };
        Requests.Enqueue(request);
        return request;
    }

    private Reply? Refuse(FakeRequest request)
    {
        if (request.At >= faults.ClosesAt && request.Path.StartsWith("/v2", StringComparison.Ordinal))
            return Reply.Html(404, "404 Not Found");
        var key = request.Headers.GetValueOrDefault("X-Api-Key") ?? "";
        if (key.Length > 0 && faults.KeyedRequestsFail)
            return Reply.Empty(500);
        if (key.Length > 0 && options.ApiKeys.Count > 0 && !options.ApiKeys.Contains(key))
            return Reply.Error(403);
        return options.RateLimit?.TryTake(key, request.At) == false ? Reply.Error(429) : null;
    }

    private async Task SendAsync(HttpContext context, Reply reply, FakeFault fault)
    {
        var body = reply.Body;
        if (fault == FakeFault.TruncatedJson && reply.Status == 200)
            body = body[..(body.Length / 2)];
        context.Response.StatusCode = reply.Status;
        context.Response.ContentType = body.IsEmpty ? null : reply.ContentType;
        context.Response.ContentLength = body.Length;
        if (fault == FakeFault.ConnectionReset)
        {
            await context.Response.Body.WriteAsync(body[..(body.Length / 2)], context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            context.Abort();
        }
        else if (fault == FakeFault.SlowDrip)
        {
            await DripAsync(context, body);
        }
        else
        {
            await context.Response.Body.WriteAsync(body, context.RequestAborted);
        }
    }

    private async Task DripAsync(HttpContext context, ReadOnlyMemory<byte> body)
    {
        using var pause = new PeriodicTimer(faults.SlowPause);
        var size = Math.Max(1, (body.Length + Pieces - 1) / Pieces);
        for (var start = 0; start < body.Length; start += size)
        {
            await context.Response.Body.WriteAsync(body.Slice(start, Math.Min(size, body.Length - start)), context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            await pause.WaitForNextTickAsync(context.RequestAborted);
        }
    }
}
