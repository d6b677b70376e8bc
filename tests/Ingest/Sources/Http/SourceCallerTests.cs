using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using PokedexTop.Configuration;
using PokedexTop.Data;
using PokedexTop.Ingest.Bronze;
using PokedexTop.Ingest.Json;
using PokedexTop.Ingest.Sources;
using PokedexTop.Ingest.Sources.Http;
using PokedexTop.Testing;

namespace PokedexTop.Ingest.Tests.Sources.Http;

public sealed class SourceCallerTests
{
    private static readonly CallQuota s_any = new(null, null);

    [Theory]
    [EveryDatabase]
    public async Task A_pause_the_source_asks_for_binds_the_next_process_although_this_one_stops(DatabaseProvider provider)
    {
        await using var server = await AnswerServer.StartAsync();
        server.Answer = context =>
        {
            context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            context.Response.Headers.RetryAfter = "60";
            return Task.CompletedTask;
        };
        await using var layer = await BronzeLayer.CreateAsync(provider);
        using var http = new SourceHttp(server.Url, new HttpLimits(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(10), 1_000), TimeProvider.System);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var log = new StopsWhenPaused(new CallLog(layer.Open(), TimeProvider.System, NullLogger<CallLog>.Instance), stop);

        await new SourceCaller("sample", http, log, TimeSpan.FromSeconds(1), TimeProvider.System)
            .CallAsync<string>(new SourceRequest(null, "cards", null, s_any), _ => "", _ => ([], []), null, stop.Token);

        Assert.True(stop.IsCancellationRequested);
        var call = Assert.Single(await layer.CallsAsync());
        Assert.Equal((CallOutcome.Failed, 429), (call.Outcome, call.StatusCode));
        Assert.InRange((call.RetryAt!.Value - call.RequestedAt).TotalSeconds, 59, 75);
    }

    /// <summary>A log of a process that is told to stop in the moment between the source's answer and its row.</summary>
    private sealed class StopsWhenPaused(CallLog log, CancellationTokenSource stop) : ICallLog
    {
        public Task<(long CallId, DateTime RequestedAt)> ReserveAsync(Guid? syncId, string source, string endpoint, bool keyed, CallQuota quota, CancellationToken cancellationToken) =>
            log.ReserveAsync(syncId, source, endpoint, keyed, quota, cancellationToken);

        public void Pause(string source, DateTime until)
        {
            log.Pause(source, until);
            stop.Cancel();
        }

        public Task FailAsync(long callId, int? statusCode, double durationMs, long bytes, string error, DateTime? retryAt, CancellationToken cancellationToken) =>
            log.FailAsync(callId, statusCode, durationMs, bytes, error, retryAt, cancellationToken);
    }
}
