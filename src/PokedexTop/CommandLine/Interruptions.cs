using System.Diagnostics;
using PokedexTop.Data;
using PokedexTop.Language;

namespace PokedexTop.CommandLine;

/// <summary>
/// Does again what the database interrupted, as long as nothing of the result was told. Reads are worth no less the second time, and a
/// write is one transaction, of which nothing stayed or which does no harm when it is repeated.
/// </summary>
internal static class Interruptions
{
    private static readonly TimeSpan s_longestPause = TimeSpan.FromSeconds(5);

    /// <summary>From the first one on: a spare server has taken over by then, or somebody must look.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(1);

    /// <param name="database">The database, to tell whether it was interrupted; asked for then only.</param>
    /// <param name="work">What may be done more than once.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public static async Task<T> RepeatAsync<T>(Func<SqlDatabase> database, Func<Task<T>> work, CancellationToken cancellationToken)
    {
        long? interrupted = null;
        for (var pause = TimeSpan.FromMilliseconds(250); ; pause = 2 * pause < s_longestPause ? 2 * pause : s_longestPause)
        {
            try
            {
                return await work();
            }
            catch (Exception error) when (!CommandOutput.HasResult && !cancellationToken.IsCancellationRequested && IsToBeRepeated(error))
            {
                if (interrupted is null)
                    CommandOutput.Remark($"The database broke off: {English.Sentence(SqlDatabase.CauseOf(error)!.Message)} Doing it again.");
                interrupted ??= Stopwatch.GetTimestamp();
            }
            await Task.Delay(pause, cancellationToken);
        }

        // A server that has just gone down cannot be reached for a while.
        bool IsToBeRepeated(Exception error) => SqlDatabase.CauseOf(error) is not null
            && (interrupted is { } at ? database().MayPass(error) && Stopwatch.GetElapsedTime(at) < s_patience : database().IsInterruption(error));
    }
}
