using Polly;
using Polly.Retry;

namespace PokedexTop.Ingest.Sources.Http;

/// <summary>Exponential backoff with jitter over <see cref="Attempt"/>s.</summary>
internal static class RetryPolicy
{
    /// <param name="attempts">The first one included.</param>
    /// <param name="backoff">Before the second attempt, give or take; doubled before each further one.</param>
    /// <param name="maxBackoff">Never longer than this.</param>
    /// <param name="time">The clock to wait by.</param>
    public static ResiliencePipeline Create(int attempts, TimeSpan backoff, TimeSpan maxBackoff, TimeProvider time)
    {
        if (attempts <= 1)
            return ResiliencePipeline.Empty;
        return new ResiliencePipelineBuilder { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = attempts - 1,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = backoff,
                MaxDelay = maxBackoff,
                ShouldHandle = static arguments => ValueTask.FromResult(arguments.Outcome.Result is Attempt { IsWorthRepeating: true }),
                // Null means the backoff above. A refused key needs no pause: the next attempt is a different request.
                DelayGenerator = static arguments => ValueTask.FromResult<TimeSpan?>(
                    arguments.Outcome.Result is Attempt { MustWait: true } or Attempt { Failure: CallFailure.Refused } ? TimeSpan.Zero : null),
            })
            .Build();
    }
}
