using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PokedexTop.Configuration;
using PokedexTop.Images.Fetch;
using PokedexTop.Images.Rendering;
using PokedexTop.Images.Stores;

namespace PokedexTop.Images;

/// <summary>Registers what reaches outside the tables: the store, the origins and libvips.</summary>
public static class ImageAccess
{
    /// <summary>Adds <see cref="IImageStore"/>, <see cref="IImageFetcher"/> and <see cref="IImageRenderer"/>; nothing is reached or loaded before one is used.</summary>
    /// <exception cref="ConfigurationException">A value below <c>Images</c> is not allowed.</exception>
    public static IServiceCollection AddImageAccess(this IServiceCollection services, IConfiguration configuration, HostSettings settings)
    {
        var store = ImageStoreOptions.Read(configuration, settings);
        services.AddSingleton(ImageFetchOptions.Read(configuration));
        services.AddSingleton(RenderingOptions.Read(configuration));
        services.AddSingleton<IImageFetcher>(provider => new ImageFetcher(provider.GetRequiredService<ImageFetchOptions>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IImageRenderer>(provider => new VipsRenderer(provider.GetRequiredService<RenderingOptions>()));
        if (store.S3 is not { } s3)
            return services.AddSingleton<IImageStore>(provider => new FolderImageStore(store.Folder, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<Amazon.S3.IAmazonS3>(_ => S3Client.Create(s3));
        return services.AddSingleton<IImageStore>(provider => new S3ImageStore(provider.GetRequiredService<Amazon.S3.IAmazonS3>(), s3, provider.GetRequiredService<TimeProvider>()));
    }
}
