using System.Buffers.Binary;
using OpenTelemetry.Trace;

namespace PokedexTop.Telemetry;

/// <summary>
/// Decides which traces are kept: what was asked for by name always, every sync's own trace, and of all others, cards
/// above all, a share. A span that continues a trace follows the decision made at its start.
/// </summary>
/// <param name="share">Of traces that begin here, 0 to 1.</param>
/// <param name="everySync">Whether a sync's own trace is kept whatever the share.</param>
/// <param name="cards">Cards whose traces are kept, by feed id.</param>
internal sealed class PipelineSampler(double share, bool everySync, IReadOnlySet<string> cards) : Sampler
{
    // The rightmost 56 bits are the ones W3C promises to be random; the leftmost of a sync's trace id are its time.
    private const long Range = 1L << 56;

    private readonly long _below = (long)(share * Range);

    public override SamplingResult ShouldSample(in SamplingParameters parameters)
    {
        var parent = parameters.ParentContext;
        if (parent.TraceId != default)
            return new SamplingResult((parent.TraceFlags & System.Diagnostics.ActivityTraceFlags.Recorded) != 0);
        return new SamplingResult(everySync && parameters.Name == PipelineTraces.SyncSpan || IsRequested(parameters) || IsInShare(parameters.TraceId));
    }

    private bool IsRequested(in SamplingParameters parameters)
    {
        if (parameters.Tags is null)
            return false;
        foreach (var (key, value) in parameters.Tags)
        {
            if (key == PipelineTraces.Requested ? value is true : cards.Count > 0 && key == PipelineAttributes.CardId && value is string card && cards.Contains(card))
                return true;
        }
        return false;
    }

    private bool IsInShare(System.Diagnostics.ActivityTraceId traceId)
    {
        Span<byte> bytes = stackalloc byte[16];
        traceId.CopyTo(bytes);
        return (BinaryPrimitives.ReadInt64BigEndian(bytes[8..]) & (Range - 1)) < _below;
    }
}
