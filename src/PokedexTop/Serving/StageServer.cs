using System.Net.Sockets;
using System.Runtime.ExceptionServices;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PokedexTop.CommandLine;
using PokedexTop.Composition;
using PokedexTop.Configuration;
using PokedexTop.Data;
using PokedexTop.Hosting;
using PokedexTop.Ingest;
using PokedexTop.Ingest.Sources;
using PokedexTop.Ingest.Sources.PokeApi;
using PokedexTop.Language;
using PokedexTop.Messaging;
using PokedexTop.Schedule;
using PokedexTop.Syncs;
using PokedexTop.Web;
using PokedexTop.Web.Access;
using PokedexTop.Web.Admin;
using PokedexTop.Web.Health;
using PokedexTop.Web.Http;

namespace PokedexTop.Serving;

/// <summary>The long-running process: stages, health endpoints and, with the web stage, pages.</summary>
internal static class StageServer
{
    private const string DefaultUrl = "http://localhost:5080";

    /// <summary>Every way ASP.NET takes an address from the environment or the command line.</summary>
    private static readonly string[] s_addressKeys =
        [.. from prefix in new[] { "", "ASPNETCORE_", "DOTNET_" } from key in new[] { "urls", "http_ports", "https_ports" } select prefix + key];

    public static async Task<int> RunAsync(ProgramConfiguration configuration, IReadOnlyList<string> stages, string? urls, CancellationToken cancellationToken)
    {
        foreach (var address in ListenOn(configuration.Values, urls))
            CheckAddress(address);
        if (stages.Contains(WebStage.Name))
            AdminOptions.Read(configuration.Values).CheckAddresses(ListenOn(configuration.Values, urls));
        await using var app = Build(configuration, stages, urls);
        return await ServeAsync(app, stages, cancellationToken);
    }

    /// <summary>Starts the process's services and endpoints and returns when it was told to stop.</summary>
    /// <exception cref="ConfigurationException">The database is newer than the program, or a step before the stages refused.</exception>
    /// <exception cref="CommandFailedException">The web server cannot start, or the host stopped by itself.</exception>
    internal static async Task<int> ServeAsync(WebApplication app, IReadOnlyList<string> stages, CancellationToken cancellationToken)
    {
        try
        {
            // Not with the caller's token: a start that is cancelled half-way is a failure to the host, a stop right after it is not.
            await app.Services.GetRequiredService<StageStart>().StartWithAsync(() => StartAsync(app));
            var source = app.Services.GetService<ICardSource>();
            CommandOutput.Line($"PokedexTop runs {string.Join(", ", stages)}{(source is null ? "" : $"; source {source.Name} ({source.Location})")}; database {app.Services.GetRequiredService<SqlDatabase>().Location}");
            if (stages.Contains(WebStage.Name))
                HostAddress.Write(app.Services.GetRequiredService<HostSettings>(), app.Urls);
            CommandOutput.Line($"{(stages.Contains(WebStage.Name) ? "Pages, API and health" : "Health")}: {string.Join(" ", app.Urls)} (Ctrl-C stops)");
            await UntilStoppedAsync(app, cancellationToken);
        }
        catch (Exception error) when (error is IOException or SocketException)
        {
            // What has begun ends in order, else each service tells of its own death before the reason is told.
            await StageHost.StopAsync(app);
            if (app.Lifetime.ApplicationStarted.IsCancellationRequested)
                throw; // Nobody reads stdout.
            throw new CommandFailedException($"The web server cannot start: {English.Sentence(error.Message)} Another address: --urls http://localhost:PORT");
        }
        catch (Exception error) when (error is InvalidOperationException or ArgumentException or FormatException && !app.Lifetime.ApplicationStarted.IsCancellationRequested && !app.Lifetime.ApplicationStopping.IsCancellationRequested)
        {
            // An https address without a certificate, a value of section Kestrel that makes no sense.
            await StageHost.StopAsync(app);
            throw new ConfigurationException($"The web server cannot start with what is configured (--urls, or section Kestrel): {error.GetBaseException().Message}");
        }
        catch (OperationCanceledException) when (app.Lifetime.ApplicationStopping.IsCancellationRequested)
        {
            // A service died while the others were still starting; the reason is told below.
        }
        var stopped = cancellationToken.IsCancellationRequested;
        await StageHost.StopAsync(app);
        if (app.Services.GetRequiredService<StageStart>().Fatal is { } fatal)
            throw fatal;
        if (stopped)
            CommandOutput.Remark("Stopped. What was begun goes on with the next start.");
        return stopped ? ExitCode.Done : throw new CommandFailedException(WhyItStopped(app.Services));
    }

    /// <summary>Services start side by side, so several may fail at once; one that was cancelled for another's sake is not the reason.</summary>
    private static async Task StartAsync(WebApplication app)
    {
        try
        {
            await app.StartAsync(CancellationToken.None);
        }
        catch (AggregateException several)
        {
            ExceptionDispatchInfo.Throw(several.InnerExceptions.FirstOrDefault(error => error is not OperationCanceledException) ?? several.InnerExceptions[0]);
        }
    }

    private static async Task UntilStoppedAsync(WebApplication app, CancellationToken cancellationToken)
    {
        var stopping = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var stops = app.Lifetime.ApplicationStopping.Register(stopping.SetResult);
        await using var told = cancellationToken.Register(app.Lifetime.StopApplication);
        await stopping.Task;
    }

    /// <summary>A supervisor starts a host again that failed; one that nobody told to stop has.</summary>
    private static string WhyItStopped(IServiceProvider services)
    {
        var died = services.GetServices<IHostedService>().OfType<BackgroundService>().FirstOrDefault(service => service.ExecuteTask is { IsFaulted: true });
        return died is null ? "The host stopped by itself." : $"The host stopped, because {died.GetType().Name} failed: {died.ExecuteTask!.Exception!.GetBaseException().Message}";
    }

    /// <exception cref="ConfigurationException">It is no address.</exception>
    private static void CheckAddress(string address)
    {
        if (!IsAddress(address))
            throw ConfigurationException.For("An address to serve on (--urls)", address, "such as http://localhost:5080, several separated by semicolons, with a port from 0 to 65535 and no path");
    }

    private static bool IsAddress(string address)
    {
        try
        {
            var parsed = BindingAddress.Parse(address);
            return parsed.Scheme.ToUpperInvariant() is "HTTP" or "HTTPS" && parsed.PathBase.Length == 0
                && (parsed.IsUnixPipe || parsed.IsNamedPipe || (parsed.Host.Length > 0 && parsed.Port is >= 0 and <= 65_535));
        }
        catch (Exception error) when (error is FormatException or InvalidOperationException or ArgumentException)
        {
            return false;
        }
    }

    /// <summary>The process's services and endpoints, not started.</summary>
    /// <param name="configuration">What is configured.</param>
    /// <param name="stages">Names of the stages to host.</param>
    /// <param name="urls">Where to listen; null for what is configured.</param>
    /// <param name="change">What a test changes of the services.</param>
    internal static WebApplication Build(ProgramConfiguration configuration, IReadOnlyList<string> stages, string? urls, Action<IServiceCollection>? change = null)
    {
        // The content root is the program's folder, not the one it is started in: an appsettings.json lying there is not ours.
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory, Args = Addresses(configuration.Values, urls) });
        builder.Configuration.AddConfiguration(configuration.Values);
        // Which web server answers helps only those who look for its weaknesses.
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.Services.AddStages(configuration, stages);
        builder.Services.AddSingleton<IHostLifetime, SignalsElsewhere>();
        builder.Services.Configure<HostOptions>(options => (options.ServicesStartConcurrently, options.ShutdownTimeout) = (true, StopTimes.Host));
        if (stages.Contains(WebStage.Name))
            builder.Services.AddWebStage(configuration.Values);
        // A folder or the starter catalogue makes no network call at all, for species neither; those of a folder cost none.
        if (stages.Contains(IngestStage.Name) && (!configuration.Source.IsLocal || PokeApiOptions.Read(configuration.Values).Folder is not null))
            builder.Services.AddSpeciesRefresh(configuration.Values, daily: configuration.Settings.Embedded && ScheduleSettings.Read(configuration.Values).RefreshesSpecies);
        if (stages.Contains(IngestStage.Name) && configuration.Settings.Embedded)
        {
            builder.Services.AddSingleton<SyncFollower>();
            builder.Services.AddHostedService<FirstSync>();
        }
        change?.Invoke(builder.Services);
        var app = builder.Build();
        app.UsePlainAnswers();
        app.MapHealth();
        if (stages.Contains(WebStage.Name))
            app.MapWebStage();
        return app;
    }

    /// <summary>Every address the process may listen on, as configured; the ports of <c>http_ports</c> are open to all.</summary>
    internal static IEnumerable<string> ListenOn(IConfigurationRoot configuration, string? urls)
    {
        // As the web server reads them: a URL that is set makes ports count for nothing.
        var ports = urls is not null || Texts("urls").Any() ? [] : Texts("ports").Select(port => $"http://*:{port}");
        foreach (var address in urls is null ? Texts("urls").Concat(ports) : Parts(urls))
            yield return address;
        foreach (var endpoint in configuration.GetSection("Kestrel:Endpoints").GetChildren())
        {
            if (endpoint["Url"] is { Length: > 0 } url)
                yield return url;
        }

        IEnumerable<string> Texts(string kind) => s_addressKeys.Where(key => key.EndsWith(kind, StringComparison.Ordinal)).SelectMany(key => Parts(configuration[key] ?? ""));

        static string[] Parts(string text) => text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    /// <summary>As arguments, because the web host reads its addresses before more configuration can be added. The default applies only where none is configured.</summary>
    private static string[] Addresses(IConfigurationRoot configuration, string? urls)
    {
        var configured = s_addressKeys.Any(key => !string.IsNullOrWhiteSpace(configuration[key])) || configuration.GetSection("Kestrel:Endpoints").GetChildren().Any();
        return urls is not null || !configured ? ["--urls", urls ?? DefaultUrl] : [];
    }
}
