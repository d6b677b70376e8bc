using PokedexTop.Configuration;
using PokedexTop.Messaging;
using PokedexTop.Normalize;

namespace PokedexTop.Web.Admin;

/// <summary>Whether stages below Ingest run somewhere, asked of the broker once in a while.</summary>
internal sealed class DeployedStages(HostSettings settings, TimeProvider time)
{
    private static readonly TimeSpan Keep = TimeSpan.FromSeconds(10);

    private (bool Normalizes, long At)? _last;

    /// <summary>Whether a sync's cards will reach silver; in one process they always do.</summary>
    public async Task<bool> NormalizesAsync(CancellationToken cancellationToken)
    {
        if (settings.Transport == Transport.InMemory)
            return true;
        if (_last is { } last && time.GetElapsedTime(last.At) < Keep)
            return last.Normalizes;
        var normalizes = await StageDeployment.ConsumesAsync(settings, NormalizeQueues.NormalizeCards, cancellationToken);
        _last = (normalizes, time.GetTimestamp());
        return normalizes;
    }
}
