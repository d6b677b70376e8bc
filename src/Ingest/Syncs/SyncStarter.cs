using Microsoft.Extensions.Logging;
using PokedexTop.Contracts;
using PokedexTop.Messaging;

namespace PokedexTop.Ingest.Syncs;

/// <summary>A sync that was handed in.</summary>
/// <param name="Joined">Whether it was there already, unfinished, with the same scope.</param>
/// <param name="Woken">Whether the broker took the message; without it Ingest finds the row at its next look.</param>
public sealed record StartedSync(Guid SyncId, bool Joined, bool Woken);

/// <summary>Hands in a sync for whichever process ingests: the row first, then the message that wakes it.</summary>
public sealed class SyncStarter(SyncRuns runs, StagePublisher publisher, TimeProvider time, ILogger<SyncStarter> log)
{
    /// <summary>How long waking them may take, since somebody waits for the answer; they find the row by themselves too.</summary>
    private static readonly TimeSpan Wake = TimeSpan.FromSeconds(3);

    public async Task<StartedSync> StartAsync(SyncRequest request, CancellationToken cancellationToken)
    {
        var (syncId, joined) = await runs.RequestAsync(request, cancellationToken);
        return new StartedSync(syncId, joined, await WakeAsync(syncId, cancellationToken));
    }

    /// <summary>Wakes Ingest for a sync that stands in its row.</summary>
    /// <returns>Whether the broker took the message; without it Ingest finds the row at its next look.</returns>
    public async Task<bool> WakeAsync(Guid syncId, CancellationToken cancellationToken)
    {
        using var bound = new CancellationTokenSource(Wake, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, bound.Token);
        try
        {
            await publisher.PublishMandatoryAsync([new StartSync(syncId)], either.Token);
            return true;
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested && (error is OperationCanceledException or TimeoutException || StagePublisher.IsOfTheBus(error)))
        {
            log.LogDebug(error, "Ingest is not woken for sync {SyncId}; it takes it at its next look at the tables", syncId);
            return false;
        }
    }
}
