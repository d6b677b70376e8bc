using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using PokedexTop.Configuration;

namespace PokedexTop.Telemetry;

/// <summary>Registers the export of traces, metrics and logs through OTLP.</summary>
public static class TelemetryServices
{
    /// <summary>
    /// What is exported beside this program's own meters, all of which begin with its name. MassTransit's activity source
    /// is left out on purpose: see docs/decisions/0010-telemetry-sampling.md.
    /// </summary>
    public static IReadOnlyList<string> OtherMeters { get; } = ["MassTransit", "Microsoft.AspNetCore.Hosting", "System.Runtime"];

    private const string OwnNames = "PokedexTop.*";

    /// <param name="services">The host's services.</param>
    /// <param name="settings">Null where nothing is to be exported: nothing is registered then.</param>
    /// <param name="serviceName">The name where <c>OTEL_SERVICE_NAME</c> gives none.</param>
    /// <param name="measureTables">Whether this process lives long enough for gauges that are read from tables.</param>
    public static IServiceCollection AddTelemetry(this IServiceCollection services, TelemetrySettings? settings, string serviceName, bool measureTables)
    {
        if (settings is null)
            return services;
        services.AddSingleton(settings);
        var telemetry = services.AddOpenTelemetry().ConfigureResource(resource => resource.Clear()
            .AddTelemetrySdk()
            .AddService(serviceName, serviceVersion: Version)
            // Last, so that OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES win.
            .AddEnvironmentVariableDetector());
        if (settings.Traces is { } traces)
            telemetry.WithTracing(tracing => tracing
                .SetSampler(settings.Sampler)
                .AddSource(OwnNames)
                .AddAspNetCoreInstrumentation(web => web.Filter = IsOfInterest)
                .AddOtlpExporter(traces.Apply));
        if (settings.Metrics is { } metrics)
            telemetry.WithMetrics(metering => metering
                .AddMeter([OwnNames, .. OtherMeters])
                .AddOtlpExporter(metrics.Apply));
        if (settings.Logs is { } logs)
            services.AddLogging(logging => logging.AddOpenTelemetry(lines =>
            {
                (lines.IncludeFormattedMessage, lines.IncludeScopes) = (true, true);
                lines.AddOtlpExporter(logs.Apply);
            }));
        if (settings.Metrics is not null && measureTables)
            services.AddHostedService<TableMeasurer>();
        return services;
    }

    /// <summary>What every process measures beside its stages: itself, and the space it has.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="stages">Names of the stages the process runs.</param>
    public static IServiceCollection AddProcessMeasurements(this IServiceCollection services, IEnumerable<string> stages)
    {
        ProcessTelemetry.Runs(stages);
        services.AddSingleton<ITableMeasurements, DiskMeasurements>();
        services.AddSingleton<ITableMeasurements, DatabaseMeasurements>();
        return services;
    }

    private static string Version => typeof(TelemetryServices).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";

    // An orchestrator asks every few seconds; that is no traffic anybody looks for.
    private static bool IsOfInterest(HttpContext context) => !context.Request.Path.StartsWithSegments("/health");
}
