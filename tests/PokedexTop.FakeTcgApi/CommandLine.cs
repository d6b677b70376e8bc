using System.Globalization;

namespace PokedexTop.FakeApi;

/// <summary>The program's settings: one table that parses, teaches, and reads the environment.</summary>
internal static class CommandLine
{
    private sealed record Setting(string Name, string Value, string Help, Action<FakeTcgApiOptions, string> Apply)
    {
        /// <summary>--fault-500 is FAKETCGAPI_FAULT_500 in the environment.</summary>
        public string Variable => "FAKETCGAPI" + Name.Replace("--", "_", StringComparison.Ordinal).Replace('-', '_').ToUpperInvariant();
    }

    private static readonly Setting[] Settings =
    [
        new("--data", "FOLDER", "pokemon-tcg-data, or the folder that holds it, tcgdex and pokeapi (required)", (options, text) => options.DataFolder = text),
        new("--urls", "URL", "where to listen (default http://127.0.0.1:5090)", (options, text) => options.Urls = text),
        new("--seed", "N", "which requests meet faults (default 1)", (options, text) => options.Seed = int.Parse(text, CultureInfo.InvariantCulture)),
        new("--day", "DATE", "the day of the prices, yyyy-mm-dd (default today)", (options, text) => options.Day = DateOnly.Parse(text, CultureInfo.InvariantCulture)),
        new("--api-keys", "A,B", "accept these keys only (default any)", (options, text) => options.ApiKeys.UnionWith(text.Split(','))),
        new("--rate-limit", "M,D,K", "per minute, per day, per day with key (the real one: 30,1000,20000)", (options, text) => options.RateLimit = RateLimit(text)),
        new("--retry-after", "SECONDS", "send Retry-After with 429", (options, text) => options.Faults.RetryAfter = TimeSpan.FromSeconds(Number(text))),
        Probability("--fault-500", "500 with an empty body", FakeFault.InternalError),
        Probability("--fault-429", "429", FakeFault.TooManyRequests),
        Probability("--fault-504", "504", FakeFault.GatewayTimeout),
        Probability("--fault-slow", "the answer drips", FakeFault.SlowDrip),
        Probability("--fault-reset", "the connection is cut in the body", FakeFault.ConnectionReset),
        Probability("--fault-truncated", "the JSON stops in the middle", FakeFault.TruncatedJson),
        Probability("--fault-html", "an HTML page with 200", FakeFault.Html),
        Probability("--fault-total", "totalCount is wrong", FakeFault.WrongTotalCount),
        Probability("--fault-repeated", "a page repeats the last item of the page before", FakeFault.RepeatedItem),
        Probability("--fault-missing", "a page skips its last item", FakeFault.MissingItem),
        new("--fault-key", "true", "every request with a key answers 500", (options, text) => options.Faults.KeyedRequestsFail = bool.Parse(text)),
        new("--fault-pokeapi", "true", "PokéAPI answers 500", (options, text) => options.Faults.PokeApiFails = bool.Parse(text)),
        new("--broken-sets", "A,B", "these sets always answer 500", (options, text) => Array.ForEach(text.Split(','), id => options.Faults.BrokenSets[id] = true)),
        new("--page-size-limits", "A=100,B=50", "for these sets larger pages answer 500", (options, text) => Array.ForEach(text.Split(','), pair => PageSizeLimit(options, pair))),
    ];

    public static string Help =>
        $"""
        A fake of the card API pokemontcg.io v2, of TCGdex and of PokéAPI's species, over a data folder.

        Usage: dotnet run --project tests/PokedexTop.FakeTcgApi -- --data FOLDER [settings]

        {string.Join('\n', Settings.Select(setting => $"  {setting.Name + " " + setting.Value,-30} {setting.Help}"))}

        P is a probability from 0 to 1. Every setting can stand in the environment instead: --fault-500 is {Settings.Single(setting => setting.Name == "--fault-500").Variable}.
        GET /__requests shows what was asked, DELETE /__requests forgets it.

        Examples
          dotnet run --project tests/PokedexTop.FakeTcgApi -- --data src/Ingest/Sources/Starter/Data
          dotnet run --project tests/PokedexTop.FakeTcgApi -- --data ../pokemon-tcg-data --fault-500 0.1 --broken-sets base2 --seed 7
          curl 'http://127.0.0.1:5090/v2/cards?q=set.id:starter-base1&pageSize=2'
          dotnet run --project src/PokedexTop -- sync --Source:PokemonTcg:BaseUrl=http://127.0.0.1:5090/v2 --Source:PokeApi:BaseUrl=http://127.0.0.1:5090/pokeapi/api/v2 --Data:Directory=data/fake

        """;

    /// <summary>The options, or what is wrong.</summary>
    public static (FakeTcgApiOptions? Options, string? Error) Parse(string[] arguments)
    {
        var options = new FakeTcgApiOptions { Urls = "http://127.0.0.1:5090", Day = DateOnly.FromDateTime(DateTime.UtcNow) };
        var given = Settings
            .Select(setting => (setting.Name, Text: Environment.GetEnvironmentVariable(setting.Variable)))
            .Where(pair => !string.IsNullOrEmpty(pair.Text))
            .Select(pair => (pair.Name, pair.Text!))
            .Concat(arguments.Chunk(2).Select(pair => (pair[0], pair.Length == 2 ? pair[1] : "")));
        foreach (var (name, text) in given)
        {
            if (Settings.SingleOrDefault(setting => setting.Name == name) is not { } setting)
                return (null, $"{name} is not a setting; --help lists them.");
            try
            {
                setting.Apply(options, text);
            }
            catch (Exception exception) when (exception is FormatException or OverflowException or IndexOutOfRangeException)
            {
                return (null, $"{name} cannot be '{text}'; it takes {setting.Value}: {setting.Help}.");
            }
        }

        return options.DataFolder is null ? (null, "--data FOLDER is required; --help shows examples.") : (options, null);
    }

    private static Setting Probability(string name, string help, FakeFault fault) =>
        new(name, "P", help, (options, text) => options.Faults.Probabilities[fault] = Number(text));

    private static double Number(string text) => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);

    private static FakeRateLimit RateLimit(string text)
    {
        var numbers = text.Split(',').Select(number => int.Parse(number, CultureInfo.InvariantCulture)).ToArray();
        return new FakeRateLimit(numbers[0], numbers[1], numbers[2]);
    }

    private static void PageSizeLimit(FakeTcgApiOptions options, string pair)
    {
        var parts = pair.Split('=');
        options.Faults.PageSizeLimits[parts[0]] = int.Parse(parts[1], CultureInfo.InvariantCulture);
    }
}
