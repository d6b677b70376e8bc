using System.Collections.Concurrent;

namespace PokedexTop.Hosting.Health;

/// <summary>Why stages failed when they last looked at their backlog: a process that serves and answers may be unable to work all the same.</summary>
public sealed class StageFailures
{
    private readonly ConcurrentDictionary<string, string> _reasons = new(StringComparer.Ordinal);

    /// <summary>One sentence for each stage that failed; empty when all worked.</summary>
    public IReadOnlyList<string> Reasons => [.. _reasons.OrderBy(r => r.Key, StringComparer.Ordinal).Select(r => $"{r.Key} could not work off its backlog: {r.Value}")];

    public void Failed(string stage, string reason) => _reasons[stage] = reason;

    public void Worked(string stage) => _reasons.TryRemove(stage, out _);
}
