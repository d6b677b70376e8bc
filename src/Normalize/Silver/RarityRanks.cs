using PokedexTop.Data;
using PokedexTop.Normalize.Feeds.Reading;

namespace PokedexTop.Normalize.Silver;

/// <summary>Keeps <c>silver_rarities</c> what the program's list says. Rarities the program does not know have no rank, and are no less shown.</summary>
internal sealed class RarityRanks(SqlDatabase database)
{
    public async Task FillAsync(CancellationToken cancellationToken)
    {
        List<SilverRarity> ranks = [.. Vocabularies.Rarities.Known.Select((rarity, index) => new SilverRarity { Rarity = rarity, Rank = index + 1 })];
        await using (var connection = await database.OpenAsync(cancellationToken))
        {
            await using var select = connection.Command("SELECT rarity, rank FROM silver_rarities");
            var present = (await select.ReadAsync(r => (r.GetString(0), r.GetInt32(1)), cancellationToken)).ToHashSet();
            if (ranks.TrueForAll(r => present.Contains((r.Rarity, r.Rank))))
                return;
        }
        await using var write = await database.BeginWriteAsync("silver", cancellationToken);
        await database.UpsertAsync(write, SilverTables.Rarities, ranks, cancellationToken);
        await write.CommitAsync(cancellationToken);
    }
}
