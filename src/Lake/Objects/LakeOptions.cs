using Microsoft.Extensions.Configuration;
using PokedexTop.Configuration;
using PokedexTop.Images.Stores;

namespace PokedexTop.Lake.Objects;

/// <summary>Section <c>Lake</c>: where the lake is, and whether users' data goes there.</summary>
/// <param name="Folder">Absolute path of the folder; not used with <paramref name="S3"/>.</param>
/// <param name="S3">The bucket; null for a folder.</param>
/// <param name="Users">Whether users' data goes there.</param>
public sealed record LakeOptions(string Folder, S3StoreOptions? S3, bool Users)
{
    public const string Section = "Lake";

    /// <exception cref="ConfigurationException">A value is not one of those allowed.</exception>
    public static LakeOptions Read(IConfiguration configuration, HostSettings settings)
    {
        var lake = new SettingsSection(configuration, Section);
        var s3 = lake.Text("Store")?.ToUpperInvariant() switch
        {
            null or "FOLDER" => null,
            "S3" => S3StoreOptions.Read(configuration, $"{Section}:S3"),
            _ => throw lake.Error("Store", lake.Text("Store"), "Folder, S3"),
        };
        return new LakeOptions(lake.Text("Folder") is { } folder ? Path.GetFullPath(folder) : Path.Combine(settings.DataDirectory, "lake"), s3, lake.Flag("Users", true));
    }
}
