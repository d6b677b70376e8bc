using Microsoft.Extensions.Configuration;
using PokedexTop.Configuration;

namespace PokedexTop.Web.Http;

/// <summary>Section <c>Web</c>: what is read by everybody who reaches the server, and what only on this machine or with <c>Admin:ApiKey</c>.</summary>
/// <param name="PublicCatalogue">Cards, sets, prices, changes and bulk files under <c>/api</c>. Default true.</param>
/// <param name="PublicDropIn">The first feed's API under <c>/v2</c>. Default true.</param>
public sealed record WebOptions(bool PublicCatalogue, bool PublicDropIn)
{
    public const string Section = "Web";

    /// <exception cref="ConfigurationException">A value is not one of those allowed.</exception>
    public static WebOptions Read(IConfiguration configuration) => new(Switch(configuration, nameof(PublicCatalogue)), Switch(configuration, nameof(PublicDropIn)));

    private static bool Switch(IConfiguration configuration, string name)
    {
        var (key, text) = ($"{Section}:{name}", configuration[$"{Section}:{name}"]);
        return string.IsNullOrWhiteSpace(text) || (bool.TryParse(text, out var value) ? value : throw ConfigurationException.For(key, text, "true, false"));
    }
}
