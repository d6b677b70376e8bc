using PokedexTop.Catalogue.Species;
using PokedexTop.Collections.Gold;
using PokedexTop.Data;
using PokedexTop.Hosting;

namespace PokedexTop.Collections;

/// <summary>Fills what every collection needs: the generations, and the one user of this machine.</summary>
internal sealed class GoldFilling(SqlDatabase database, TimeProvider time) : IBeforeStages
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var write = await database.BeginWriteAsync(GoldTables.Layer, cancellationToken);
        await database.UpsertAsync(write, GoldTables.Generations, [.. SpeciesList.Generations.Select(g =>
            new GenerationRow { Generation = g.Number, Name = g.Name, Region = g.Region, FirstNumber = g.FirstNumber, LastNumber = g.LastNumber })], cancellationToken);
        await using var select = write.Command("SELECT COUNT(*) FROM gold_users WHERE id = @id", ("@id", Owner.Local));
        if (await select.CountAsync(cancellationToken) == 0)
        {
            await database.UpsertAsync(write, GoldTables.Users,
                [new Owner { Id = Owner.Local, Issuer = Owner.Local, Subject = Owner.Local, Role = Owner.Admin, CreatedAt = time.UtcNow() }], cancellationToken);
        }
        await write.CommitAsync(cancellationToken);
    }
}
