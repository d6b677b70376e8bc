using System.Collections.Concurrent;
using PokedexTop.Data;

namespace PokedexTop.Hosting;

/// <summary>Why stages failed when they last looked at their backlog: a process that serves and answers may be unable to work all the same.</summary>
public sealed class StageFailures(SqlDatabase database, TimeProvider time)
{
    /// <summary>A reason that stays the same is told again after this: stages look every few seconds.</summary>
    private static readonly TimeSpan s_again = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<string, (string Text, bool IsFull)> _reasons = new(StringComparer.Ordinal);

    // Only inside its lock.
    private readonly Dictionary<string, DateTimeOffset> _told = new(StringComparer.Ordinal);

    /// <summary>One sentence for each stage that failed; empty when all worked.</summary>
    public IReadOnlyList<string> Reasons => [.. _reasons.OrderBy(r => r.Key, StringComparer.Ordinal).Select(r => $"{r.Key} could not work off its backlog: {r.Value.Text}")];

    /// <summary>Whether a stage could store nothing for want of room.</summary>
    public bool DiskIsFull => _reasons.Any(r => r.Value.IsFull);

    /// <returns>The reason, for the log; null where it was told a short while ago.</returns>
    public string? Failed(string stage, Exception error)
    {
        var full = database.IsFull(error);
        var reason = full || !database.MayPass(error) && error is System.Data.Common.DbException ? database.Explain(error) : error.Message;
        _reasons[stage] = (reason, full);
        lock (_told)
        {
            // A full disk is full for every stage.
            var key = full ? reason : $"{stage}: {reason}";
            if (_told.TryGetValue(key, out var at) && time.GetUtcNow() - at < s_again)
                return null;
            _told[key] = time.GetUtcNow();
            return reason;
        }
    }

    public void Worked(string stage) => _reasons.TryRemove(stage, out _);
}
