using Microsoft.Extensions.DependencyInjection;
using PokedexTop.Collections.Status;
using PokedexTop.Data;
using PokedexTop.Images.Status;
using PokedexTop.Normalize.Status;

namespace PokedexTop.Documents;

/// <summary>Puts together what each layer tells of itself.</summary>
public sealed class StatusReader(CatalogueStatus catalogue, ImagesStatus images, CollectionsStatus collections, DatabaseSpace database, TimeProvider time)
{
    public async Task<StatusDocument> ReadAsync(CancellationToken cancellationToken) => StatusDocument.Of(
        await catalogue.ReadAsync(cancellationToken), await images.ReadAsync(bySet: true, cancellationToken), await collections.ReadAsync(cancellationToken), await SpaceAsync(cancellationToken), time.UtcNow());

    public async Task<SpaceDocument> SpaceAsync(CancellationToken cancellationToken) => SpaceDocument.Of(await database.ReadAsync(cancellationToken), await images.BytesAsync(cancellationToken));
}

/// <summary>Registers it, beside the layers' own.</summary>
public static class StatusServices
{
    public static IServiceCollection AddStatus(this IServiceCollection services) => services.AddSingleton<DatabaseSpace>().AddSingleton<StatusReader>();
}
