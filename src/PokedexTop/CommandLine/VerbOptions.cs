using System.CommandLine;

namespace PokedexTop.CommandLine;

/// <summary>Options more than one verb has.</summary>
internal static class VerbOptions
{
    public static readonly Option<bool> Json = new("--json") { Description = "Print one JSON document on stdout and nothing else there" };

    public static readonly Option<string?> Source = new("--source")
    {
        Description = "Where cards are read from: pokemontcg (default), folder:PATH, starter, tcgdex or tcgdex-folder:PATH",
        HelpName = "SOURCE",
    };

    public static readonly Option<string?> Server = new("--server")
    {
        Description = "Ask a running deployment through its admin API instead of the database (key: Admin__ApiKey in the environment)",
        HelpName = "URL",
    };

    /// <summary>Configuration keys given as <c>--Section:Key=value</c>; see <see cref="ConfigurationTokens"/>.</summary>
    public static readonly Option<string[]> Configuration = new("--configure")
    {
        Description = "A configuration key",
        HelpName = "KEY=VALUE",
        Hidden = true,
        Recursive = true,
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
    };
}
