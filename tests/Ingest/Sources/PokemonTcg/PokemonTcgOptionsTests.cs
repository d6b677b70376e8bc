using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PokedexTop.Configuration;
using PokedexTop.Data;
using PokedexTop.Ingest.Sources;
using PokedexTop.Ingest.Sources.PokeApi;
using PokedexTop.Ingest.Sources.PokemonTcg;

namespace PokedexTop.Ingest.Tests.Sources.PokemonTcg;

public sealed class PokemonTcgOptionsTests
{
    [Fact]
    public void Nothing_configured_is_the_real_api_with_its_quotas()
    {
        var options = PokemonTcgOptions.Read(Configuration());

        Assert.Equal(new PokemonTcgOptions(), options);
        Assert.Equal(("https://api.pokemontcg.io/v2", 250), (options.BaseUrl.AbsoluteUri, options.PageSize));
        Assert.Equal((new CallQuota(30, 1_000), new CallQuota(null, 20_000)), (options.KeylessQuota, options.KeyedQuota));
        Assert.Equal(new PokeApiOptions(), PokeApiOptions.Read(Configuration()));
    }

    [Fact]
    public void What_is_configured_is_taken()
    {
        var options = PokemonTcgOptions.Read(Configuration(
            ("BaseUrl", "http://127.0.0.1:5090/v2"), ("ApiKey", " k "), ("PageSize", "50"), ("CallTimeoutSeconds", "1.5"), ("KeylessPerMinute", "0"), ("KeyedPerDay", "7")));

        Assert.Equal(("http://127.0.0.1:5090/v2", "k", 50), (options.BaseUrl.AbsoluteUri, options.ApiKey, options.PageSize));
        Assert.Equal(TimeSpan.FromSeconds(1.5), options.CallTimeout);
        Assert.Equal((new CallQuota(null, 1_000), new CallQuota(null, 7)), (options.KeylessQuota, options.KeyedQuota));
        Assert.DoesNotContain("k", options.ToString().Split(" with a ")[0].Replace("http", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("BaseUrl", "api.pokemontcg.io", "Source:PokemonTcg:BaseUrl is 'api.pokemontcg.io'; allowed: an http or https URL")]
    [InlineData("PageSize", "251", "Source:PokemonTcg:PageSize is '251'; allowed: a whole number from 1 to 250.")]
    [InlineData("Attempts", "many", "Source:PokemonTcg:Attempts is 'many'; allowed: a whole number from 1 to 20.")]
    [InlineData("CallTimeoutSeconds", "-1", "Source:PokemonTcg:CallTimeoutSeconds is '-1'; allowed: seconds from 0.1 to 3600.")]
    [InlineData("BackoffSeconds", "NaN", "Source:PokemonTcg:BackoffSeconds is 'NaN'; allowed: seconds from 0 to 600.")]
    public void What_cannot_work_is_refused_with_key_value_and_what_is_allowed(string key, string value, string message)
    {
        var error = Assert.Throws<ConfigurationException>(() => PokemonTcgOptions.Read(Configuration((key, value))));

        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ApiKey", "my secret")]
    [InlineData("BaseUrl", "https://user:secret@host/v2")]
    public void Secrets_are_never_echoed(string key, string value)
    {
        var error = Assert.Throws<ConfigurationException>(() => PokemonTcgOptions.Read(Configuration((key, value))));

        Assert.Contains($"Source:PokemonTcg:{key}", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_source_and_the_species_refresh_resolve()
    {
        await using var file = await BronzeLayer.CreateAsync();
        var services = new ServiceCollection().AddLogging().AddSingleton(file.Open());
        await using var provider = services.AddPokemonTcgSource(Configuration()).AddPokeApi(Configuration())
            .BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });

        var source = provider.GetRequiredService<ICardSource>();

        Assert.Equal(("pokemontcg", "pokemontcg", 2), (source.Name, source.Feed, source.Parallelism));
        Assert.Same(provider.GetRequiredService<ICallLog>(), provider.GetRequiredService<ICallLog>());
        Assert.NotNull(provider.GetRequiredService<SpeciesRefresh>());
    }

    private static IConfiguration Configuration(params (string Key, string Value)[] values) => new ConfigurationBuilder()
        .AddInMemoryCollection(values.Select(pair => KeyValuePair.Create<string, string?>($"Source:PokemonTcg:{pair.Key}", pair.Value)))
        .Build();
}
