using System.Diagnostics;
using PokedexTop.CommandLine;
using PokedexTop.Data;

namespace PokedexTop.Syncs;

/// <summary>Asks the database until it answers, once what is asked about was handed in: a connection that breaks is no end of what others work on.</summary>
internal sealed class PatientReads(SqlDatabase database, TimeProvider time)
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(250);

    /// <summary>A database that answers nothing for so long is not waited for.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(10);

    /// <param name="read">What may be asked again.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public async Task<T> AskAsync<T>(Func<Task<T>> read, CancellationToken cancellationToken)
    {
        for (var (began, told) = (Stopwatch.GetTimestamp(), false); ; told = true)
        {
            try
            {
                var answer = await read();
                if (told)
                    CommandOutput.Remark("The database can be used again.");
                return answer;
            }
            catch (Exception error) when (!cancellationToken.IsCancellationRequested && database.MayPass(error) && Stopwatch.GetElapsedTime(began) < s_patience)
            {
                if (!told)
                    CommandOutput.Remark($"{database.Explain(error)} Watching goes on when it can be used again.");
            }
            await Task.Delay(s_pause, time, cancellationToken);
        }
    }
}
