using Microsoft.Extensions.Configuration;
using PokedexTop.Composition;
using PokedexTop.Configuration;
using PokedexTop.Language;
using PokedexTop.Serving;
using PokedexTop.Testing;

namespace PokedexTop.Tests;

/// <summary>Every setting says what it wants when it is given nonsense, and no key is taken in silence.</summary>
public sealed class SettingNamesTests
{
    private const string Nonsense = "no such value";

    /// <summary>A program with everything that can be set in use; the broker, telemetry and the bucket are never asked.</summary>
    private static readonly Dictionary<string, string?> s_everything = new()
    {
        ["Messaging:Transport"] = "RabbitMq",
        ["ConnectionStrings:RabbitMq"] = "amqp://guest:guest@127.0.0.1:1/",
        ["Images:Store"] = "S3",
        ["Images:S3:Bucket"] = "cards",
        ["Images:S3:Region"] = "eu-central-1",
        ["Lake:Store"] = "S3",
        ["Lake:S3:Bucket"] = "lake",
        ["Lake:S3:Region"] = "eu-central-1",
        ["Auth:Mode"] = "Oidc",
        ["Auth:Authority"] = "https://issuer.example",
        ["Auth:ClientId"] = "pokedextop",
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = "http://127.0.0.1:1",
    };

    /// <summary>Any text is right.</summary>
    private static readonly string[] s_texts = ["Data:Directory", "Lake:Folder", "Telemetry:AlwaysSampleCards", "Auth:ClientId", "Auth:ClientSecret", "Auth:Audience", "Auth:Scopes", "Auth:RoleClaim", "Auth:AdminRole"];

    public static TheoryData<string> Names => [.. SettingNames.All.Except(s_texts)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Nonsense_is_answered_with_the_key_and_what_is_allowed(string name)
    {
        using var folder = new TemporaryFolder();
        var settings = new Dictionary<string, string?>(s_everything) { ["Data:Directory"] = folder.Path, [name] = Nonsense };
        if (name == "Source:Folder:Path")
            settings["Source:Name"] = "folder";
        // By every verb, whether it uses the setting or not; only the folder need not be there for those that do not read it.
        var refused = Assert.Throws<ConfigurationException>(() =>
        {
            var configuration = ProgramConfiguration.Read(settings);
            if (name == "Source:Folder:Path")
                Build(configuration);
        });
        Assert.Contains(name, refused.Message, StringComparison.Ordinal);
        if (name.EndsWith("ApiKey", StringComparison.Ordinal) || name.StartsWith("ConnectionStrings", StringComparison.Ordinal))
            Assert.DoesNotContain(Nonsense, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_names_are_those_the_program_reads()
    {
        using var folder = new TemporaryFolder();
        var asked = new AskedKeys();
        foreach (var more in new Dictionary<string, string?>[] { [], new() { ["Source:Name"] = "folder", ["Source:Folder:Path"] = folder.Path }, new() { ["Source:Name"] = "tcgdex" } })
        {
            var settings = new Dictionary<string, string?>(s_everything) { ["Data:Directory"] = folder.Path };
            foreach (var (key, value) in more)
                settings[key] = value;
            Build(new ProgramConfiguration(new ConfigurationBuilder().AddInMemoryCollection(settings).Add(asked).Build()));
        }
        var sections = SettingNames.All.Select(name => name.Split(':')[0]).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var read = asked.Keys.Where(key => key.Contains(':', StringComparison.Ordinal) && sections.Contains(key.Split(':')[0])).ToHashSet(StringComparer.OrdinalIgnoreCase);
        Assert.Empty(SettingNames.All.Except(read, StringComparer.OrdinalIgnoreCase));
        // A section is asked for its own value too.
        Assert.DoesNotContain(read, key => !SettingNames.All.Any(name => name.Equals(key, StringComparison.OrdinalIgnoreCase) || name.StartsWith(key + ":", StringComparison.OrdinalIgnoreCase)));
    }

    [Theory]
    [InlineData("Database:Provder", "Database:Provider")]
    [InlineData("source:nam", "Source:Name")]
    [InlineData("ConnectionStrings:Databse", "ConnectionStrings:Database")]
    [InlineData("Images:S3:Buckt", "Images:S3:Bucket")]
    [InlineData("Imgaes:Store", "Images:Store")]
    [InlineData("Schedule:FullSync:Crom", "Schedule:FullSync:Cron")]
    public void A_misspelled_key_is_refused_wherever_it_stands_and_the_nearest_named(string wrong, string right)
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection([new(wrong, "x")]).Build();
        var refused = Assert.Throws<ConfigurationException>(() => new ProgramConfiguration(settings));
        Assert.StartsWith($"{wrong} is no setting of this program; the nearest is {right}.", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_somebody_elses_is_left_alone_unless_it_was_typed_for_this_program()
    {
        var others = new Dictionary<string, string?> { ["Editor:Theme"] = "dark", ["Logging:LogLevel:Quartz"] = "Debug", ["Kestrel:Limits:MaxConcurrentConnections"] = "9", ["IMAGES"] = "/srv", ["Images:AllowedOrigins:0"] = "https://images.pokemontcg.io" };
        _ = new ProgramConfiguration(new ConfigurationBuilder().AddInMemoryCollection(others).Build());
        Assert.Contains("Editor:Theme is no setting", Assert.Throws<ConfigurationException>(() => ProgramConfiguration.Read(new Dictionary<string, string?> { ["Editor:Theme"] = "dark" })).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("run", "run", 0)]
    [InlineData("run", "RUN", 0)]
    [InlineData("Nam", "Name", 1)]
    [InlineData("Soucre", "Source", 1)]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("", "abc", 3)]
    public void Spelling_counts_letters_and_exchanged_neighbours(string one, string other, int distance) => Assert.Equal(distance, Spelling.Distance(one, other));

    private static void Build(ProgramConfiguration configuration)
    {
        var stages = ProgramStages.WithoutIdle(ProgramStages.Choose([], configuration.Settings), [], configuration);
        StageServer.Build(configuration, [.. stages.Append("images").Distinct()], "http://127.0.0.1:0").DisposeAsync().AsTask().Wait();
    }

    /// <summary>The last place to look, where nothing is found: it sees every key that is asked for.</summary>
    private sealed class AskedKeys : ConfigurationProvider, IConfigurationSource
    {
        public HashSet<string> Keys { get; } = new(StringComparer.OrdinalIgnoreCase);

        public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

        public override bool TryGet(string key, out string? value)
        {
            Keys.Add(key);
            value = null;
            return false;
        }
    }
}
