using PokedexTop.Collections.Gold;
using PokedexTop.Data;

namespace PokedexTop.Collections.Users;

/// <summary>What people and programs with rights did.</summary>
public sealed class AuditLog(SqlDatabase database, TimeProvider time)
{
    private readonly Lock _ids = new();
    private DateTimeOffset _last;

    /// <param name="actor">Who, in words.</param>
    /// <param name="userId">Who, where it was a user.</param>
    /// <param name="action">What was done.</param>
    /// <param name="detail">To what, and how; cut where it is long.</param>
    /// <param name="address">Where the request came from.</param>
    /// <param name="status">What it was answered.</param>
    /// <param name="cancellationToken">Nothing is written then.</param>
    public async Task AddAsync(string actor, string? userId, string action, string? detail, string? address, int? status, CancellationToken cancellationToken)
    {
        var entry = new AuditEntry
        {
            Id = NextId(),
            At = time.UtcNow(),
            Actor = actor,
            UserId = userId,
            Action = action,
            Detail = detail is { Length: > AuditEntry.DetailLength } ? detail[..(AuditEntry.DetailLength - 1)] + "…" : detail,
            Address = address,
            Status = status,
        };
        await using var write = await database.BeginWriteAsync(GoldTables.Layer, cancellationToken);
        await database.UpsertAsync(write, GoldTables.Audit, [entry], cancellationToken);
        await write.CommitAsync(cancellationToken);
    }

    /// <summary>The newest first.</summary>
    /// <param name="before">The last of the page before.</param>
    /// <param name="limit">Entries of a page.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async Task<IReadOnlyList<AuditEntry>> ListAsync(Guid? before, int limit, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var select = connection.Command(database.First($"{GoldTables.Audit.Select} WHERE id < @before ORDER BY id DESC", limit), ("@before", before?.ToString() ?? "g"));
        return await select.ReadAsync(GoldTables.Audit.Read, cancellationToken);
    }

    public async Task<long> CountAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var count = connection.Command("SELECT COUNT(*) FROM gold_audit_log");
        return await count.CountAsync(cancellationToken);
    }

    /// <summary>Entries are listed by their ids, which tell no order within a millisecond: each of this process is one later.</summary>
    private Guid NextId()
    {
        lock (_ids)
        {
            var (now, next) = (time.GetUtcNow(), _last.AddMilliseconds(1));
            _last = now > next ? now : next;
            return Guid.CreateVersion7(_last);
        }
    }
}
