using PokedexTop.Collections.Gold;
using PokedexTop.Configuration;
using PokedexTop.Data;
using PokedexTop.Hosting;

namespace PokedexTop.Collections.Retention;

/// <summary>Removes old entries of the audit log.</summary>
internal sealed class AuditHousekeeper(SqlDatabase database, RetentionOptions retention, TimeProvider time) : IHousekeeper
{
    public string What => "entries of the audit log";

    public async Task<long> RemoveAsync(CancellationToken cancellationToken)
    {
        if (retention.Audit == 0)
            return 0;
        await using var write = await database.BeginWriteAsync(GoldTables.Layer, cancellationToken);
        var removed = await write.ExecuteAsync("DELETE FROM gold_audit_log WHERE at < @before", [("@before", RetentionOptions.Before(time.UtcNow(), retention.Audit))], cancellationToken);
        await write.CommitAsync(cancellationToken);
        return removed;
    }
}
