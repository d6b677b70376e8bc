using Microsoft.Extensions.Configuration;
using PokedexTop.Configuration;

namespace PokedexTop.Ingest.Sources.Tcgdex;

/// <summary>How TCGdex is read: the section <c>Source:Tcgdex</c>.</summary>
public sealed record TcgdexOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Source:Tcgdex";

    /// <summary>Whether the sets of Pokémon TCG Pocket are read too: cards of another game, which nobody can hold.</summary>
    public bool Pocket { get; init; }

    /// <summary>Reads the section; what is not set keeps its default.</summary>
    /// <exception cref="ConfigurationException">A value is not one of those allowed.</exception>
    public static TcgdexOptions Read(IConfiguration configuration)
    {
        var section = new SettingsSection(configuration, Section);
        var defaults = new TcgdexOptions();
        return new TcgdexOptions
        {
            Pocket = section.Flag("Pocket", defaults.Pocket),
        };
    }
}
