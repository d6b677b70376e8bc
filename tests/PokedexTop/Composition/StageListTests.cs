using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Options;
using PokedexTop.Composition;
using PokedexTop.Configuration;
using PokedexTop.Serving;
using PokedexTop.Testing;

namespace PokedexTop.Tests.Composition;

public sealed class StageListTests
{
    private static readonly Dictionary<string, string?> s_distributed = new()
    {
        ["Messaging:Transport"] = "RabbitMq",
        ["ConnectionStrings:RabbitMq"] = "amqp://guest:guest@127.0.0.1:1/",
        ["Database:Provider"] = "PostgreSql",
        ["ConnectionStrings:Database"] = "Host=127.0.0.1;Port=1;Database=none",
    };

    public static TheoryData<string> Lists => ["", "ingest", "normalize", "images", "collections", "web", "ingest normalize", "normalize images", "images web", "ingest web", "ingest normalize images web", "schedule", "schedule web", "ingest normalize images collections schedule web"];

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task Every_service_of_every_stage_list_resolves(string list)
    {
        var configuration = ProgramConfiguration.Read(s_distributed, "starter");
        var stages = ProgramStages.Choose(list.Split(' ', StringSplitOptions.RemoveEmptyEntries), configuration.Settings);
        var services = new ServiceCollection().AddStages(configuration, stages);
        services.AddSingleton<IHostApplicationLifetime, ApplicationLifetime>(); // The generic host brings it.
        await using var provider = services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
        Assert.NotEmpty(provider.GetServices<IHostedService>());
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task Every_stage_list_makes_a_server(string list)
    {
        var configuration = ProgramConfiguration.Read(s_distributed, "starter");
        var stages = ProgramStages.Choose(list.Split(' ', StringSplitOptions.RemoveEmptyEntries), configuration.Settings);
        await using var app = StageServer.Build(configuration, stages, "http://127.0.0.1:0");
        Assert.NotEmpty(app.Services.GetServices<IHostedService>());
        Assert.False(app.Services.GetRequiredService<IOptions<KestrelServerOptions>>().Value.AddServerHeader);
    }

    [Fact]
    public void A_sync_of_its_own_process_has_no_scheduler()
    {
        var services = new ServiceCollection().AddStages(ProgramConfiguration.Read(new Dictionary<string, string?>(), "starter"), ["ingest", "normalize"]);
        Assert.DoesNotContain(services, service => service.ServiceType.FullName!.StartsWith("Quartz", StringComparison.Ordinal));
        Assert.DoesNotContain(services, service => service.ServiceType.Assembly == typeof(Schedule.Schedules).Assembly);
    }

    [Fact]
    public async Task The_embedded_host_resolves()
    {
        using var folder = new TemporaryFolder();
        var configuration = ProgramConfiguration.Read(new Dictionary<string, string?> { ["Data:Directory"] = folder.Path }, "starter");
        await using WebApplication app = StageServer.Build(configuration, ProgramStages.All, "http://127.0.0.1:0");
        Assert.NotEmpty(app.Services.GetServices<IHostedService>());
    }

    [Fact]
    public async Task Stages_go_by_their_servers_clock_where_they_share_one()
    {
        await using var shared = new ServiceCollection().AddStages(ProgramConfiguration.Read(s_distributed, "starter"), ["ingest"]).BuildServiceProvider();
        Assert.NotSame(TimeProvider.System, shared.GetRequiredService<TimeProvider>());
        await using var embedded = new ServiceCollection().AddStages(ProgramConfiguration.Read(new Dictionary<string, string?>(), "starter"), ProgramStages.All).BuildServiceProvider();
        Assert.Same(TimeProvider.System, embedded.GetRequiredService<TimeProvider>());
    }

    [Fact]
    public void An_unknown_stage_is_refused_with_the_names_allowed()
    {
        var error = Assert.Throws<ConfigurationException>(() => ProgramStages.Choose(["gold"], ProgramConfiguration.Read(s_distributed).Settings));
        Assert.Contains("gold", error.Message, StringComparison.Ordinal);
        Assert.Contains("ingest, normalize, images, collections, schedule, web", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("pokemontcg", null, null, true)]
    [InlineData("starter", null, null, false)]
    [InlineData("starter", "Images:AllowedOrigins:0", "http://127.0.0.1:1", true)]
    [InlineData("starter", "Images:Enabled", "true", true)]
    [InlineData("pokemontcg", "Images:Enabled", "false", false)]
    public void Images_are_fetched_by_themselves_where_the_source_is_on_the_network_or_someone_says_so(string source, string? key, string? value, bool fetched)
    {
        var configuration = ProgramConfiguration.Read(key is null ? [] : new Dictionary<string, string?> { [key] = value }, source);
        Assert.Equal(fetched, ProgramStages.WithoutIdle(ProgramStages.All, [], configuration).Contains("images"));
        Assert.Contains("images", ProgramStages.WithoutIdle(ProgramStages.All, ["images"], configuration));
    }

    [Theory]
    [InlineData("Messaging:Transport", "InMemory")]
    [InlineData("Database:Provider", "Sqlite")]
    public void A_stage_apart_needs_what_can_be_shared_and_the_message_says_which_key(string key, string value)
    {
        var configuration = ProgramConfiguration.Read(new Dictionary<string, string?>(s_distributed) { [key] = value, ["ConnectionStrings:Database"] = key == "Database:Provider" ? null : s_distributed["ConnectionStrings:Database"] });
        var error = Assert.Throws<ConfigurationException>(() => ProgramStages.Choose(["ingest"], configuration.Settings));
        Assert.Contains(key, error.Message, StringComparison.Ordinal);
        Assert.Contains(value, error.Message, StringComparison.Ordinal);
    }
}
