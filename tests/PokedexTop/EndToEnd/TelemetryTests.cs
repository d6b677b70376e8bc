using PokedexTop.FakeApi;
using PokedexTop.Normalize;
using PokedexTop.Telemetry;
using PokedexTop.Testing;
using PokedexTop.Testing.Otlp;

namespace PokedexTop.Tests.EndToEnd;

/// <summary>What processes send to an OTLP endpoint.</summary>
public sealed class TelemetryTests
{
    private const string Card = "base1-4";

    /// <summary>The way of one card, and of which of these spans each is the child. The rows bring a card to the next stage, and the trace's name comes from them too.</summary>
    private static readonly (string Service, string Span, string? Parent)[] s_way =
    [
        ("pokedextop-ingest", "fetch card", null),
        ("pokedextop-ingest", "store card", "fetch card"),
        ("pokedextop-normalize", "normalize card", null),
        ("pokedextop-images", "keep picture", null),
    ];

    private static readonly string[] s_traceHeaders = ["traceparent", "tracestate", "baggage", "request-id", "correlation-context"];

    [Fact]
    public async Task One_cards_trace_and_its_syncs_trace_join_the_processes()
    {
        await using var pictures = await PictureHost.StartAsync();
        using var folder = new FolderOfSets("tk1a", "pop1");
        folder.PointImagesTo(pictures.Origin);
        await using var endpoint = await OtlpReceiver.StartAsync();
        await using var deployment = await Deployment.CreateAsync(folder.Source);
        Configure(deployment.Environment, endpoint);
        deployment.Environment["OTEL_TRACES_SAMPLER"] = "always_on";
        deployment.Environment["Images__AllowedOrigins__0"] = pictures.Origin;
        deployment.Environment["Data__Directory"] = deployment.Combine("data");
        await deployment.RunAsync(0, "migrate");
        var stages = new[] { await deployment.StartAsync("images"), await deployment.StartAsync("normalize"), await deployment.StartAsync("ingest"), await deployment.StartAsync("web") };
        foreach (var stage in stages)
            await stage.ReadyAsync();
        var sync = Guid.Parse((await deployment.SyncAsync("--images")).GetProperty("syncId").GetString()!);
        using (var http = new HttpClient { BaseAddress = stages[^1].Address })
            await http.GetStringAsync(new Uri("/api/status", UriKind.Relative), TestContext.Current.CancellationToken);

        await AssertWayAsync(endpoint, PipelineTraces.OfCard(sync, "pokemontcg", "tk1a-4").ToHexString());
        await AssertSyncTraceAsync(endpoint, sync);
        await AssertMetricsAsync(endpoint, folder);
        await EventuallyAsync(() => endpoint.Spans.Any(s => s.Service == "pokedextop-web"), "the web process tells of a request");
        Assert.DoesNotContain(endpoint.Spans, s => s.Attributes.Values.Any(v => v.Contains("/health/", StringComparison.Ordinal)));
        await EventuallyAsync(() => endpoint.Logs.Any(l => l.Service == "pokedextop-ingest" && l.Body.EndsWith("has ended: completed", StringComparison.Ordinal)
            && l.Attributes.GetValueOrDefault(PipelineAttributes.SyncId) == sync.ToString() && l.TraceId == sync.ToString("N")), "the log says which sync and trace it belongs to");
        Assert.DoesNotContain(pictures.HeaderNames, name => s_traceHeaders.Contains(name.ToLowerInvariant()));
        foreach (var stage in stages)
            await stage.StopAsync();
        Assert.Equal("", deployment.Errors);
    }

    [Fact]
    public async Task A_card_found_without_its_message_goes_on_with_its_trace()
    {
        using var folder = new FolderOfSets("base1");
        await using var endpoint = await OtlpReceiver.StartAsync();
        await using var deployment = await Deployment.CreateAsync(folder.Source);
        Configure(deployment.Environment, endpoint);
        (deployment.Environment["OTEL_TRACES_SAMPLER"], deployment.Environment["OTEL_TRACES_SAMPLER_ARG"]) = ("parentbased_traceidratio", "0");
        deployment.Environment["Telemetry__AlwaysSampleCards"] = $"xy1-1, {Card}";
        await deployment.RunAsync(0, "migrate");
        await (await deployment.StartAsync("ingest")).ReadyAsync();
        var sync = Guid.Parse((await deployment.SyncAsync()).GetProperty("syncId").GetString()!);
        await deployment.DeleteQueueAsync(NormalizeQueues.NormalizeCards);
        await (await deployment.StartAsync("normalize")).ReadyAsync();

        var trace = PipelineTraces.OfCard(sync, "pokemontcg", Card).ToHexString();
        await EventuallyAsync(() => endpoint.Spans.Any(s => s.TraceId == trace && s.Name == "normalize card"), "Normalize goes on with the trace");
        await EventuallyAsync(() => endpoint.Spans.Any(s => s.TraceId == trace && s.Name == "store card"), "Ingest told how it began");
        Assert.All(endpoint.Spans, s => Assert.Equal(trace, s.TraceId));
    }

    [Fact]
    public async Task A_short_sync_sends_all_it_has_and_keeps_the_traces_of_cards_asked_for_by_id()
    {
        using var folder = new FolderOfSets("base1");
        await using var endpoint = await OtlpReceiver.StartAsync();
        using var copy = new EmbeddedCopy();
        foreach (var (name, value) in endpoint.Environment)
            copy.Environment[name] = value;
        copy.Environment["OTEL_RESOURCE_ATTRIBUTES"] = "service.name=my-copy,deployment.environment.name=home";

        var first = await copy.JsonAsync(0, "sync", "--source", folder.Source, "--card", Card);
        var sync = Guid.Parse(first.GetProperty("syncId").GetString()!);
        var trace = PipelineTraces.OfCard(sync, "pokemontcg", Card).ToHexString();
        Assert.Equal(["fetch card", "store card", "normalize card"], endpoint.Spans.Where(s => s.TraceId == trace).OrderBy(s => s.Start).ThenBy(s => s.ParentId.Length).Select(s => s.Name));
        Assert.All(endpoint.Spans, s => Assert.Equal("my-copy", s.Service));
        Assert.Contains(endpoint.Spans, s => s.TraceId == sync.ToString("N") && s.Name == PipelineTraces.SyncSpan);
        Assert.Equal(1, endpoint.Points.Last(p => p.Name == "pokedextop.normalize.cards_normalized").Value);

        // Of a whole sync a share is kept, and the sync's own trace.
        endpoint.Spans.Clear();
        copy.Environment["OTEL_TRACES_SAMPLER_ARG"] = "0.25";
        var second = await copy.JsonAsync(0, "sync", "--source", folder.Source);
        var cards = endpoint.Spans.Where(s => s.Name == "fetch card").Select(s => s.Attributes[PipelineAttributes.CardId]).ToList();
        Assert.InRange(cards.Count, 8, 45);
        Assert.Equal(cards.Order(StringComparer.Ordinal), endpoint.Spans.Where(s => s.Name == "normalize card").Select(s => s.Attributes[PipelineAttributes.CardId]).Order(StringComparer.Ordinal));
        Assert.Contains(endpoint.Spans, s => s.TraceId == Guid.Parse(second.GetProperty("syncId").GetString()!).ToString("N") && s.Name == "normalize cards");
    }

    [Fact]
    public async Task The_card_API_sees_no_trace_headers()
    {
        using var folder = new FolderOfSets("pop1");
        await using var endpoint = await OtlpReceiver.StartAsync();
        await using var api = await FakeTcgApi.StartAsync(new FakeTcgApiOptions { DataFolder = folder.FolderPath }, TestContext.Current.CancellationToken);
        using var copy = new EmbeddedCopy();
        foreach (var (name, value) in endpoint.Environment)
            copy.Environment[name] = value;
        copy.Environment["OTEL_TRACES_SAMPLER"] = "always_on";
        copy.Environment["Source__PokemonTcg__BaseUrl"] = api.BaseUrl;

        await copy.RunAsync(0, "sync");
        Assert.NotEmpty(api.Requests);
        Assert.All(api.Requests, request => Assert.DoesNotContain(request.Headers.Keys, name => s_traceHeaders.Contains(name.ToLowerInvariant())));
        var calls = endpoint.Spans.Where(s => s.Name == "GET").ToList();
        Assert.Equal(api.Requests.Count, calls.Count);
        Assert.All(calls, call => Assert.Equal("200", call.Attributes["http.response.status_code"]));
        Assert.Equal(api.Requests.Count, endpoint.Points.Last(p => p.Name == "pokedextop.ingest.api_call.duration").Value);
        Assert.DoesNotContain(endpoint.Spans, s => s.Scope == "System.Net.Http");
    }

    private static void Configure(Dictionary<string, string?> environment, OtlpReceiver endpoint)
    {
        foreach (var (name, value) in endpoint.Environment)
            environment[name] = value;
        environment["OTEL_METRIC_EXPORT_INTERVAL"] = "500";
        environment["OTEL_BSP_SCHEDULE_DELAY"] = "200";
        environment["OTEL_BLRP_SCHEDULE_DELAY"] = "200";
        environment["Telemetry__TablesSeconds"] = "0.5";
        // The backlog is looked at when Normalize starts, and not again: what comes later comes by message.
        environment["Normalize__ReconcileSeconds"] = "3600";
    }

    private static async Task AssertWayAsync(OtlpReceiver endpoint, string trace)
    {
        await EventuallyAsync(() => s_way.Select(w => (w.Service, w.Span)).Except(endpoint.Spans.Where(s => s.TraceId == trace).Select(s => (s.Service, s.Name))).ToList() is [], "the whole way of the card is told");
        var spans = endpoint.Spans.Where(s => s.TraceId == trace).ToList();
        var way = s_way.Select(w => Assert.Single(spans, s => s.Service == w.Service && s.Name == w.Span)).ToDictionary(s => s.Name);
        foreach (var (_, name, parent) in s_way)
        {
            Assert.Equal(parent is null ? "" : way[parent].SpanId, way[name].ParentId);
            Assert.True(way[name].End > way[name].Start, name);
        }
        Assert.Equal("stored", way["keep picture"].Attributes[PipelineAttributes.Outcome]);
        Assert.All(spans.Except(way.Values), s => Assert.Equal(way["keep picture"].SpanId, s.ParentId));
        Assert.All(spans.Where(s => s.Attributes.ContainsKey(PipelineAttributes.CardId)), s => Assert.Equal("tk1a-4", s.Attributes[PipelineAttributes.CardId]));
    }

    private static async Task AssertSyncTraceAsync(OtlpReceiver endpoint, Guid sync)
    {
        var trace = sync.ToString("N");
        (string, string)[] expected =
        [
            ("pokedextop-ingest", "sync"), ("pokedextop-ingest", "plan sync"), ("pokedextop-ingest", "fetch set"),
            ("pokedextop-ingest", "store fetches"), ("pokedextop-ingest", "publish CardFetched"), ("pokedextop-normalize", "normalize cards"),
            ("pokedextop-normalize", "publish CardNormalized"), ("pokedextop-normalize", "apply set fetches"),
        ];
        await EventuallyAsync(() => expected.Except(endpoint.Spans.Where(s => s.TraceId == trace).Select(s => (s.Service, s.Name))).ToList() is [], "the sync's trace has both stages' work");
        var root = Assert.Single(endpoint.Spans, s => s.TraceId == trace && s.ParentId.Length == 0);
        Assert.Equal("sync", root.Name);
        var card = endpoint.Spans.First(s => s.Name == "normalize card");
        Assert.Contains(endpoint.Spans, s => s.Name == "normalize cards" && (s.TraceId, s.SpanId) == Assert.Single(card.Links));
    }

    private static async Task AssertMetricsAsync(OtlpReceiver endpoint, FolderOfSets folder)
    {
        await EventuallyAsync(() => Last(endpoint, "pokedextop.ingest.cards_fetched") == folder.CardCount, "every card is counted as fetched");
        await EventuallyAsync(() => Last(endpoint, "pokedextop.normalize.cards_normalized") == folder.CardCount, "every card is counted as normalised");
        await EventuallyAsync(() => Last(endpoint, "pokedextop.normalize.cards") == folder.CardCount, "silver's cards are measured");
        Assert.Equal("new", endpoint.Points.First(p => p.Name == "pokedextop.ingest.cards_fetched").Attributes[PipelineAttributes.Outcome]);
        await EventuallyAsync(() => folder.SetIds.All(id => endpoint.Points.Any(p => p.Name == "pokedextop.ingest.set.age" && p.Attributes[PipelineAttributes.SetId] == id)), "each set's age is told");
        await EventuallyAsync(() => endpoint.Points.Any(p => p is { Service: "pokedextop-normalize", Name: "messaging.masstransit.consume.duration", Kind: "histogram", Value: > 0 }), "consumers' durations are told");
        await EventuallyAsync(() => endpoint.Points.Any(p => p.Name == "pokedextop.images.cards" && p.Attributes["pokedextop.status"] == "stored" && p.Value == folder.CardCount), "the state of pictures is told");
        await EventuallyAsync(() => endpoint.Points.Any(p => p is { Service: "pokedextop-web", Name: "pokedextop.process.stages", Value: 1 } && p.Attributes["pokedextop.stage"] == "web"), "the web process tells that it runs");
        foreach (var size in new[] { "pokedextop.database.size", "pokedextop.disk.free", "pokedextop.disk.size" })
            await EventuallyAsync(() => Last(endpoint, size) > 0, $"{size} is told");
        await EventuallyAsync(() => endpoint.Points.Any(p => p.Name == "pokedextop.messaging.queue_messages" && p.Attributes["messaging.destination.name"] == "normalize-cards"), "the queues are told");
        await EventuallyAsync(() => endpoint.Points.Any(p => p is { Service: "pokedextop-web", Name: "http.server.request.duration" }), "the web process measures requests");
    }

    private static double? Last(OtlpReceiver endpoint, string name) => endpoint.Points.LastOrDefault(p => p.Name == name)?.Value;

    private static Task EventuallyAsync(Func<bool> condition, string because) =>
        Eventually.ThatAsync(condition, TimeSpan.FromSeconds(30), because, TestContext.Current.CancellationToken);
}
