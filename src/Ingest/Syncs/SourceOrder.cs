using Microsoft.Extensions.Configuration;
using PokedexTop.Configuration;
using PokedexTop.Ingest.Sources;
using PokedexTop.Ingest.Sources.PokemonTcg;

namespace PokedexTop.Ingest.Syncs;

/// <summary>Which sources stand in for each other, and when the next one does.</summary>
/// <param name="Names">Bare names, the preferred one first. Only one: nothing stands in for it.</param>
/// <param name="Patience">How long every call of a source fails before the next one goes on.</param>
/// <param name="PokemonTcgClosesOn">The first day on which pokemontcg is not asked any more.</param>
public sealed record SourceOrder(IReadOnlyList<string> Names, TimeSpan Patience, DateOnly? PokemonTcgClosesOn)
{
    /// <summary>No source: for processes that read none.</summary>
    public static SourceOrder None { get; } = new([], TimeSpan.MaxValue, null);

    /// <summary>The order that is configured; a source that was chosen by name stands alone.</summary>
    /// <exception cref="ConfigurationException">A value is not one of those allowed.</exception>
    public static SourceOrder Read(IConfiguration configuration)
    {
        var names = SourceSelection.OrderOf(configuration);
        var patience = new SettingsSection(configuration, "Source").Number("FailoverAfterHours", 24, 0, 8_760);
        return new SourceOrder(configuration["Source:Name"] is { Length: > 0 } chosen ? [chosen] : names, TimeSpan.FromHours(patience), PokemonTcgOptions.Read(configuration).ClosesOn);
    }
}
