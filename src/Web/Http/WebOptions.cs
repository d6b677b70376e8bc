using System.Globalization;
using System.Net;
using Microsoft.Extensions.Configuration;
using PokedexTop.Configuration;

namespace PokedexTop.Web.Http;

/// <summary>Section <c>Web</c>: what is read by everybody who reaches the server, and what only by those who are known to it.</summary>
public sealed record WebOptions
{
    public const string Section = "Web";

    /// <summary>Cards, sets, prices, changes and bulk files under <c>/api</c>, and the pages that show them. <c>Web:PublicCatalogue</c>, default true.</summary>
    public bool PublicCatalogue { get; private init; } = true;

    /// <summary>The first feed's API under <c>/v2</c>. <c>Web:PublicDropIn</c>, default true.</summary>
    public bool PublicDropIn { get; private init; } = true;

    /// <summary>Whether users may let everybody read what they own. <c>Web:PublicCollections</c>, default false.</summary>
    public bool PublicCollections { get; private init; }

    /// <summary>Whether programs that speak the Model Context Protocol may ask at <c>/mcp</c>. <c>Web:Mcp</c>, default false.</summary>
    public bool Mcp { get; private init; }

    /// <summary>Of each user, and of each address that is nobody's; 0 for no limit. <c>Web:RequestsPerMinute</c>, default 1,200.</summary>
    public int RequestsPerMinute { get; private init; } = 1_200;

    /// <summary>Whose word on the caller's address, scheme and host is taken. <c>Web:TrustedProxies</c>, addresses and networks separated by commas; default none.</summary>
    public IReadOnlyList<IPNetwork> TrustedProxies { get; private init; } = [];

    /// <exception cref="ConfigurationException">A value is not one of those allowed.</exception>
    public static WebOptions Read(IConfiguration configuration) => new()
    {
        PublicCatalogue = Switch(configuration, nameof(PublicCatalogue), true),
        PublicDropIn = Switch(configuration, nameof(PublicDropIn), true),
        PublicCollections = Switch(configuration, nameof(PublicCollections), false),
        Mcp = Switch(configuration, nameof(Mcp), false),
        RequestsPerMinute = Value(configuration, nameof(RequestsPerMinute), 1_200, "0 for no limit, or a number from 10 to 1000000",
            text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is 0 or (>= 10 and <= 1_000_000) ? number : null),
        TrustedProxies = [.. (configuration[$"{Section}:{nameof(TrustedProxies)}"] ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Network)],
    };

    private static bool Switch(IConfiguration configuration, string name, bool usual) => Value(configuration, name, usual, "true, false", text => bool.TryParse(text, out var value) ? value : null);

    private static T Value<T>(IConfiguration configuration, string name, T usual, string allowed, Func<string, T?> parse) where T : struct
    {
        var (key, text) = ($"{Section}:{name}", configuration[$"{Section}:{name}"]);
        return string.IsNullOrWhiteSpace(text) ? usual : parse(text) ?? throw ConfigurationException.For(key, text, allowed);
    }

    private static IPNetwork Network(string text) => IPNetwork.TryParse(text, out var network) ? network
        : IPAddress.TryParse(text, out var address) ? new IPNetwork(address, address.GetAddressBytes().Length * 8)
        : throw ConfigurationException.For($"{Section}:{nameof(TrustedProxies)}", text, "addresses and networks separated by commas, such as 10.0.0.0/8");
}
