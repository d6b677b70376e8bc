using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Trace;
using PokedexTop.Telemetry;

namespace PokedexTop.Telemetry.Tests;

/// <summary>Which traces are kept, and what they are called.</summary>
public sealed class PipelineTracesTests : IDisposable
{
    private readonly ActivitySource _source = new($"PokedexTop.Hosting.Tests.{Guid.NewGuid()}");
    private readonly Guid _sync = Guid.CreateVersion7();

    [Fact]
    public void A_sync_is_always_kept_and_of_cards_a_share_that_every_process_agrees_on()
    {
        using var listening = Listen(new PipelineSampler(0.1, everySync: true, new HashSet<string>()));
        using (var sync = PipelineTraces.StartRoot(_source, PipelineTraces.SyncSpan, ActivityKind.Internal, PipelineTraces.OfSync(_sync)))
            Assert.Equal((_sync.ToString("N"), true), (sync!.TraceId.ToHexString(), sync.Recorded));
        var kept = Kept(Enumerable.Range(0, 2_000).Select(i => $"card-{i}"));
        Assert.InRange(kept.Count, 120, 290);
        Assert.Equal(kept, Kept(Enumerable.Range(0, 2_000).Select(i => $"card-{i}")));
    }

    [Fact]
    public void Cards_asked_for_are_kept_whatever_the_share()
    {
        using var listening = Listen(new PipelineSampler(0, everySync: false, new HashSet<string> { "base1-4" }));
        Assert.Equal(["base1-4"], Kept(["base1-3", "base1-4", "base1-5"]));
        using (var requested = PipelineTraces.StartKeptRoot(_source, "fetch card", ActivityKind.Internal, PipelineTraces.OfCard(_sync, "pokemontcg", "xy1-1"), [new(PipelineTraces.Requested, true)]))
            Assert.NotNull(requested);
        // What follows from a trace that is not kept is not kept either, also across processes.
        using var sync = PipelineTraces.StartRoot(_source, PipelineTraces.SyncSpan, ActivityKind.Internal, PipelineTraces.OfSync(_sync));
        Assert.False(sync!.Recorded);
        Assert.True(ActivityContext.TryParse(sync.Id, null, isRemote: true, out var remote));
        Assert.False(_source.StartActivity("normalize cards", ActivityKind.Consumer, remote)!.Recorded);
    }

    [Fact]
    public void Share_is_taken_from_the_random_part_of_a_trace_id()
    {
        // Sync ids begin with the time: today's are alike, and a share of them must still be a share.
        var sampler = new PipelineSampler(0.5, everySync: false, new HashSet<string>());
        var kept = Enumerable.Range(0, 1_000).Count(_ => sampler.ShouldSample(new SamplingParameters(default, PipelineTraces.OfSync(Guid.CreateVersion7()), "sync", ActivityKind.Internal)).Decision == SamplingDecision.RecordAndSample);
        Assert.InRange(kept, 400, 600);
    }

    [Fact]
    public void Starting_a_root_and_recording_the_past_leave_the_current_activity_alone()
    {
        using var listening = Listen(new AlwaysOnSampler());
        using var current = _source.StartActivity("current");
        var root = PipelineTraces.StartRoot(_source, "root", ActivityKind.Internal, PipelineTraces.OfSync(_sync))!;
        Assert.Same(current, Activity.Current);
        Assert.Equal(default, root.ParentSpanId);
        var context = PipelineTraces.Record(_source, "past", ActivityKind.Internal, root.Context, DateTimeOffset.UtcNow.AddSeconds(-2), DateTimeOffset.UtcNow.AddSeconds(-1));
        Assert.Equal(root.TraceId, context.TraceId);
        Assert.Same(current, Activity.Current);
    }

    [Fact]
    public void Without_a_listener_nothing_is_made()
    {
        Assert.Null(PipelineTraces.StartRoot(_source, "root", ActivityKind.Internal, PipelineTraces.OfSync(_sync)));
        Assert.Equal(default, PipelineTraces.Record(_source, "past", ActivityKind.Internal, default, DateTimeOffset.UtcNow, DateTimeOffset.UtcNow));
    }

    public void Dispose() => _source.Dispose();

    private List<string> Kept(IEnumerable<string> cards)
    {
        var kept = new List<string>();
        foreach (var card in cards)
        {
            using var activity = PipelineTraces.StartKeptRoot(_source, "fetch card", ActivityKind.Internal, PipelineTraces.OfCard(_sync, "pokemontcg", card), [new(PipelineAttributes.CardId, card)]);
            if (activity is not null)
                kept.Add(card);
        }
        return kept;
    }

    private TracerProvider Listen(Sampler sampler) => Sdk.CreateTracerProviderBuilder().AddSource(_source.Name).SetSampler(sampler).Build();
}
