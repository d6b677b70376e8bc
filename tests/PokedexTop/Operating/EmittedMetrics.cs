using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using MassTransit.Logging;
using MassTransit.Monitoring;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using PokedexTop.Telemetry;
using PokedexTop.Tests.Operating;

[assembly: AssemblyFixture(typeof(EmittedMetricsFirst))]

namespace PokedexTop.Tests.Operating;

/// <summary>An instrument of a meter that is exported.</summary>
/// <param name="Kind">Its class without type argument, such as Counter.</param>
internal sealed record EmittedMetric(string Meter, string Name, string Unit, string Kind)
{
    /// <summary>Its names in Prometheus, as the collector's exporter and Prometheus' own OTLP endpoint make them.</summary>
    public IEnumerable<string> PrometheusNames
    {
        get
        {
            var name = Name.Replace('.', '_');
            var unit = Unit switch
            {
                "s" => "seconds",
                "ms" => "milliseconds",
                "By" => "bytes",
                "1" => Kind.Contains("Gauge", StringComparison.Ordinal) ? "ratio" : "",
                _ => Unit.Contains('{', StringComparison.Ordinal) ? "" : Unit,
            };
            if (unit.Length > 0 && !name.EndsWith('_' + unit, StringComparison.Ordinal))
                name += '_' + unit;
            return Kind switch
            {
                "Counter" or "ObservableCounter" => [name + "_total"],
                "Histogram" => [name + "_bucket", name + "_sum", name + "_count"],
                _ => [name],
            };
        }
    }
}

/// <summary>What the program can export: asked of its code, so that a renamed metric is found out.</summary>
internal static class EmittedMetrics
{
    private static readonly Lazy<Task<IReadOnlyList<EmittedMetric>>> s_all = new(CollectAsync);

    public static Task<IReadOnlyList<EmittedMetric>> AllAsync() => s_all.Value;

    public static bool IsOwn(EmittedMetric metric) => metric.Meter.StartsWith("PokedexTop.", StringComparison.Ordinal);

    private static async Task<IReadOnlyList<EmittedMetric>> CollectAsync()
    {
        var all = new HashSet<EmittedMetric>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                lock (all)
                    all.Add(new EmittedMetric(instrument.Meter.Name, instrument.Name, instrument.Unit ?? "", instrument.GetType().Name.Split('`')[0]));
            },
        };
        listener.Start();
        // A meter comes into being with its class, MassTransit's with the first bus, the web server's with the first server.
        foreach (var file in Directory.EnumerateFiles(AppContext.BaseDirectory, "PokedexTop.*.dll").Where(f => !f.Contains("Test", StringComparison.Ordinal)))
        {
            foreach (var type in System.Reflection.Assembly.LoadFrom(file).GetTypes().Where(t => t.Name.EndsWith("Telemetry", StringComparison.Ordinal)))
                RuntimeHelpers.RunClassConstructor(type.TypeHandle);
        }
        var names = new InstrumentationOptions();
        new ConfigureDefaultInstrumentationOptions().Configure(names);
        LogContextInstrumentationExtensions.TryConfigure(names);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0));
        await using var web = builder.Build();
        await web.StartAsync();
        lock (all)
            return [.. all.Where(m => IsOwn(m) || TelemetryServices.OtherMeters.Contains(m.Meter)).OrderBy(m => m.Name, StringComparer.Ordinal)];
    }
}

/// <summary>
/// Collects before any test runs: MassTransit makes its instruments once in a process, with the meters of the first bus, and
/// they are gone when that bus's services are disposed.
/// </summary>
public sealed class EmittedMetricsFirst : IAsyncLifetime
{
    public async ValueTask InitializeAsync() => await EmittedMetrics.AllAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
