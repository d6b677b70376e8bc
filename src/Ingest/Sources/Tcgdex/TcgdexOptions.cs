using Microsoft.Extensions.Configuration;
using PokedexTop.Configuration;
using PokedexTop.Ingest.Sources.Http;

namespace PokedexTop.Ingest.Sources.Tcgdex;

/// <summary>How TCGdex is read: the section <c>Source:Tcgdex</c>.</summary>
public sealed record TcgdexOptions : HttpSourceOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Source:Tcgdex";

    /// <summary>Where the API is, above the language; http or https, without query.</summary>
    public Uri BaseUrl { get; init; } = new("https://api.tcgdex.net/v2");

    /// <summary>Calls under way at once. Every card is a call of its own.</summary>
    public int Parallelism { get; init; } = 4;

    /// <summary>Calls in any 60 seconds, which are spread evenly over them, and in any 24 hours. Nothing is documented; this is what is polite.</summary>
    public CallQuota Quota { get; init; } = new(600, null);

    /// <summary>Days after which the cards of a set are asked for again although its list is as it was, each set on another day; 0 for never.</summary>
    public int RecheckDays { get; init; } = 7;

    /// <summary>Whether the sets of Pokémon TCG Pocket are read too: cards of another game, which nobody can hold.</summary>
    public bool Pocket { get; init; }

    /// <summary>
    /// The languages, beside English, whose texts are read too. After a sync of everything or of new sets has ended, a sync of each follows.
    /// Not where a folder in the first feed's layout or the starter catalogue is read, which make no network call.
    /// </summary>
    public IReadOnlyList<string> Languages { get; init; } = [];

    /// <summary>Reads the section; what is not set keeps its default. In configuration 0 means no limit, for quotas.</summary>
    /// <exception cref="ConfigurationException">A value is not one of those allowed.</exception>
    public static TcgdexOptions Read(IConfiguration configuration)
    {
        var section = new SettingsSection(configuration, Section);
        var defaults = new TcgdexOptions();
        var options = new TcgdexOptions
        {
            BaseUrl = section.Url("BaseUrl", defaults.BaseUrl),
            Parallelism = section.Integer("Parallelism", defaults.Parallelism, 1, 64),
            Quota = section.Quota("", defaults.Quota),
            RecheckDays = section.Integer("RecheckDays", defaults.RecheckDays, 0, 3_650),
            Pocket = section.Flag("Pocket", defaults.Pocket),
            Languages = section.Words("Languages", TcgdexFeed.Languages),
        };
        return WithCalls(options, section);
    }
}
