using PokedexTop.Collections.Gold;
using PokedexTop.Data;

namespace PokedexTop.Collections.Users;

/// <summary>Keeps what protects sessions in the database, so that every process of the web stage can read the others'.</summary>
public sealed class SessionKeys(SqlDatabase database, TimeProvider time)
{
    public async Task<IReadOnlyList<string>> ReadAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var select = connection.Command($"{GoldTables.SessionKeys.Select} ORDER BY name");
        return [.. (await select.ReadAsync(GoldTables.SessionKeys.Read, cancellationToken)).Select(key => key.Xml)];
    }

    public async Task AddAsync(string name, string xml, CancellationToken cancellationToken)
    {
        await using var write = await database.BeginWriteAsync(GoldTables.Layer, cancellationToken);
        await database.UpsertAsync(write, GoldTables.SessionKeys, [new SessionKey { Name = name, Xml = xml, CreatedAt = time.UtcNow() }], cancellationToken);
        await write.CommitAsync(cancellationToken);
    }
}
