using PokedexTop.Data;
using PokedexTop.Ingest.Sources;

namespace PokedexTop.Ingest.Bronze;

/// <summary>Completes the rows of calls that were made to compare and whose answers are not stored: they counted against the quota all the same.</summary>
public sealed class UnstoredCalls(SqlDatabase database)
{
    public async Task CompleteAsync(SourceAnswer answer, CancellationToken cancellationToken)
    {
        // Files reserve no row, and a failed call's row is complete already.
        var answered = answer.Calls.Where(c => c is { CallId: not null, Error: null }).ToList();
        if (answered.Count == 0)
            return;
        await using var write = await database.BeginWriteAsync("bronze", cancellationToken);
        foreach (var call in answered)
            await CallRows.CompleteAsync(write, call, call.Items.Count, items: null, cancellationToken);
        await write.CommitAsync(cancellationToken);
    }
}
