using Microsoft.Extensions.Configuration;
using PokedexTop.Collections;
using PokedexTop.Configuration;
using PokedexTop.Data;
using PokedexTop.Images;
using PokedexTop.Images.Fetch;
using PokedexTop.Images.Rendering;
using PokedexTop.Images.Stores;
using PokedexTop.Ingest;
using PokedexTop.Ingest.Sources;
using PokedexTop.Ingest.Sources.PokeApi;
using PokedexTop.Ingest.Sources.PokemonTcg;
using PokedexTop.Ingest.Sources.Tcgdex;
using PokedexTop.Ingest.Syncs;
using PokedexTop.Lake.Objects;
using PokedexTop.Normalize;
using PokedexTop.Schedule;
using PokedexTop.Telemetry;
using PokedexTop.Web.Access;
using PokedexTop.Web.Admin;
using PokedexTop.Web.Http;

namespace PokedexTop;

/// <summary>
/// Reads every section that holds something as its users would, whichever verb runs: a value that makes no sense is told by the
/// verb somebody typed it for, not by another one weeks later. Whether the folder of a source is there only its readers ask.
/// </summary>
internal static class SettingValues
{
    private static readonly (string Section, Action<IConfiguration, HostSettings> Read)[] s_sections =
    [
        ("Source:Name", (values, _) => SourceSelection.CheckName(values)),
        ("Source", (values, _) => SourceOrder.Read(values)),
        (PokemonTcgOptions.Section, (values, _) => PokemonTcgOptions.Read(values)),
        (TcgdexOptions.Section, (values, _) => TcgdexOptions.Read(values)),
        (PokeApiOptions.Section, (values, _) => PokeApiOptions.Read(values)),
        (IngestOptions.Section, (values, settings) => IngestOptions.Read(values, settings.Provider == DatabaseProvider.Sqlite)),
        (NormalizeOptions.Section, (values, _) => NormalizeOptions.Read(values)),
        (ImagesOptions.Section, (values, settings) =>
        {
            ImagesOptions.Read(values);
            ImagesOptions.AreWanted(values, sourceIsLocal: false);
            ImageStoreOptions.Read(values, settings);
            ImageFetchOptions.Read(values);
            RenderingOptions.Read(values);
        }),
        (CollectionsOptions.Section, (values, _) => CollectionsOptions.Read(values)),
        (RetentionOptions.Section, (values, _) => RetentionOptions.Read(values)),
        (LakeOptions.Section, (values, settings) => LakeOptions.Read(values, settings)),
        (ScheduleSettings.Section, (values, _) => ScheduleSettings.Read(values)),
        (AccessOptions.Section, (values, _) => AccessOptions.Read(values)),
        (AdminOptions.Section, (values, _) => AdminOptions.Values(values)),
        (WebOptions.Section, (values, _) => WebOptions.Read(values)),
        ("Telemetry", (values, _) => TelemetrySettings.Read(values)),
    ];

    /// <exception cref="ConfigurationException">A value is not one of those allowed.</exception>
    public static void Check(IConfiguration values, HostSettings settings)
    {
        foreach (var (section, read) in s_sections)
        {
            // What nobody set is not read, so that a verb loads no library for it.
            if (values.GetSection(section).Exists())
                read(values, settings);
        }
    }
}
