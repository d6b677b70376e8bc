using Microsoft.Extensions.Configuration;
using PokedexTop.Configuration;

namespace PokedexTop.Images.Stores;

/// <summary>Which store is used. The value of <c>Images:Store</c>.</summary>
public enum ImageStoreKind
{
    /// <summary><c>images</c> in the data folder, served by the web stage.</summary>
    Folder,

    /// <summary>A bucket of Amazon S3 or of a server that speaks its protocol.</summary>
    S3,
}

/// <summary>Where image objects are kept: <c>Images:Store</c> and the section <c>Images:S3</c>.</summary>
/// <param name="Kind">Which of the two.</param>
/// <param name="Folder">Absolute path of the folder; used by <see cref="ImageStoreKind.Folder"/>.</param>
/// <param name="S3">Set for <see cref="ImageStoreKind.S3"/> only.</param>
public sealed record ImageStoreOptions(ImageStoreKind Kind, string Folder, S3StoreOptions? S3)
{
    /// <exception cref="ConfigurationException">A value is not one of those allowed.</exception>
    public static ImageStoreOptions Read(IConfiguration configuration, HostSettings settings)
    {
        var images = new SettingsSection(configuration, "Images");
        var kind = images.Text("Store")?.ToUpperInvariant() switch
        {
            null or "FOLDER" => ImageStoreKind.Folder,
            "S3" => ImageStoreKind.S3,
            _ => throw images.Error("Store", images.Text("Store"), "Folder, S3"),
        };
        return new ImageStoreOptions(kind, Path.Combine(settings.DataDirectory, "images"), kind == ImageStoreKind.S3 ? S3StoreOptions.Read(configuration) : null);
    }
}
