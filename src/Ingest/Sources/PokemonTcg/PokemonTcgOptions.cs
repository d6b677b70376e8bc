using Microsoft.Extensions.Configuration;
using PokedexTop.Configuration;
using PokedexTop.Ingest.Sources.Http;

namespace PokedexTop.Ingest.Sources.PokemonTcg;

/// <summary>How pokemontcg.io is read: the section <c>Source:PokemonTcg</c>.</summary>
public sealed record PokemonTcgOptions : HttpSourceOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Source:PokemonTcg";

    /// <summary>Where the API is; http or https, without query.</summary>
    public Uri BaseUrl { get; init; } = new("https://api.pokemontcg.io/v2");

    /// <summary>The real host is announced to go offline then.</summary>
    private static readonly DateOnly s_announced = new(2027, 3, 1);

    /// <summary>The first day on which it is not asked any more where another source stands in for it; null for never.</summary>
    public DateOnly? ClosesOn { get; init; } = s_announced;

    /// <summary>Sent as <c>X-Api-Key</c>; without one the smaller quota applies.</summary>
    public string? ApiKey { get; init; }

    /// <summary>Items asked for in one page; the API gives 250 at most.</summary>
    public int PageSize { get; init; } = 250;

    /// <summary>Sets fetched at once.</summary>
    public int Parallelism { get; init; } = 2;

    /// <summary>Calls in any 60 seconds and in any 24 hours without a key.</summary>
    public CallQuota KeylessQuota { get; init; } = new(30, 1_000);

    /// <summary>Calls in any 60 seconds and in any 24 hours with a key. No limit a minute is documented.</summary>
    public CallQuota KeyedQuota { get; init; } = new(null, 20_000);

    /// <summary>Reads the section; what is not set keeps its default. In configuration 0 means no limit, for quotas.</summary>
    /// <exception cref="ConfigurationException">A value is not one of those allowed.</exception>
    public static PokemonTcgOptions Read(IConfiguration configuration)
    {
        var section = new SettingsSection(configuration, Section);
        var defaults = new PokemonTcgOptions();
        var baseUrl = section.Url("BaseUrl", defaults.BaseUrl);
        var options = new PokemonTcgOptions
        {
            BaseUrl = baseUrl,
            // A copy of the API elsewhere, such as our own, closes when its owner says so.
            ClosesOn = section.Day("ClosesOn", baseUrl.Host == defaults.BaseUrl.Host ? s_announced : null),
            ApiKey = section.HeaderValue("ApiKey"),
            PageSize = section.Integer("PageSize", defaults.PageSize, 1, 250),
            Parallelism = section.Integer("Parallelism", defaults.Parallelism, 1, 8),
            KeylessQuota = section.Quota("Keyless", defaults.KeylessQuota),
            KeyedQuota = section.Quota("Keyed", defaults.KeyedQuota),
        };
        return WithCalls(options, section);
    }

    /// <summary>Without the key, so that logging the options cannot tell it.</summary>
    public override string ToString() => $"{BaseUrl}{(ApiKey is null ? "" : " with a key")}";
}
