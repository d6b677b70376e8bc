using Amazon.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PokedexTop.Composition;
using PokedexTop.Configuration;
using PokedexTop.Images.Stores;
using PokedexTop.Ingest.Sources;
using PokedexTop.Serving;
using PokedexTop.Web;
using PokedexTop.Web.Access;

namespace PokedexTop.Deployment.Tests.Settings;

/// <summary>
/// What a process reads of the environment it is started with. The process itself is made, as far as it goes without a network:
/// so a setting that the program no longer knows is found whatever class it is in.
/// </summary>
internal static class ProcessSettings
{
    /// <summary>Read by .NET's runtime and by the AWS SDK, past the program's configuration.</summary>
    private static readonly string[] s_elsewhere =
        ["DOTNET_EnableDiagnostics", EnvironmentVariablesAWSCredentials.ENVIRONMENT_VARIABLE_ACCESSKEY, EnvironmentVariablesAWSCredentials.ENVIRONMENT_VARIABLE_SECRETKEY];

    /// <summary>The variables that a process started with these arguments does not read. A wrong value throws, as it would end the process.</summary>
    /// <param name="arguments">Of the program: a verb and what follows.</param>
    /// <param name="environment">All of its own variables, the image's included.</param>
    public static async Task<IReadOnlyList<string>> UnreadAsync(IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> environment)
    {
        var variables = new RecordedVariables(environment);
        var values = new ConfigurationBuilder().AddInMemoryCollection(EnvironmentAliases.Read(variables.Variable)).Add(variables).Build();
        // It looks for misspelled keys among all of them, and reads the host's settings, which are read once more.
        var configuration = variables.Unrecorded(() => new ProgramConfiguration(values));
        HostSettings.Read(values);
        if (arguments[0] == "run")
            await MakeAsync(configuration, ProgramStages.Choose([.. arguments.Skip(1)], configuration.Settings));
        return [.. environment.Keys.Where(name => !variables.Asked(name) && !s_elsewhere.Contains(name)).Order(StringComparer.Ordinal)];
    }

    private static async Task MakeAsync(ProgramConfiguration configuration, IReadOnlyList<string> stages)
    {
        if (stages.Contains(WebStage.Name))
            AdminOptions.Read(configuration.Values).CheckAddresses(StageServer.ListenOn(configuration.Values, urls: null));
        await using WebApplication app = StageServer.Build(configuration, stages, urls: null);
        Assert.NotEmpty(app.Services.GetServices<IHostedService>());
        app.Services.GetService<ICardSource>();
        app.Services.GetService<IImageStore>();
    }
}
