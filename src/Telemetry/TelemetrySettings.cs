using System.Globalization;
using Microsoft.Extensions.Configuration;
using OpenTelemetry.Trace;
using PokedexTop.Configuration;

namespace PokedexTop.Telemetry;

/// <summary>What is exported, where to, and which traces: OpenTelemetry's own environment variables, and two settings of ours.</summary>
public sealed class TelemetrySettings
{
    private const string TablesKey = "Telemetry:TablesSeconds";

    private TelemetrySettings()
    {
    }

    internal OtlpTarget? Traces { get; private init; }

    internal OtlpTarget? Metrics { get; private init; }

    internal OtlpTarget? Logs { get; private init; }

    internal Sampler Sampler { get; private init; } = new AlwaysOffSampler();

    /// <summary>Between two looks at the tables for gauges.</summary>
    internal TimeSpan TablesInterval { get; private init; }

    /// <returns>Null where no endpoint is configured: then nothing of telemetry is loaded.</returns>
    /// <exception cref="ConfigurationException">A value is not one of those allowed.</exception>
    public static TelemetrySettings? Read(IConfiguration configuration)
    {
        if (string.Equals(configuration["OTEL_SDK_DISABLED"]?.Trim(), "true", StringComparison.OrdinalIgnoreCase))
            return null;
        var (traces, metrics, logs) = (OtlpTarget.Read(configuration, "TRACES"), OtlpTarget.Read(configuration, "METRICS"), OtlpTarget.Read(configuration, "LOGS"));
        if (traces is null && metrics is null && logs is null)
            return null;
        return new TelemetrySettings
        {
            Traces = traces,
            Metrics = metrics,
            Logs = logs,
            Sampler = SamplerSetting.Read(configuration),
            TablesInterval = ReadInterval(configuration),
        };
    }

    private static TimeSpan ReadInterval(IConfiguration configuration)
    {
        if (configuration[TablesKey] is not { Length: > 0 } text)
            return TimeSpan.FromSeconds(30);
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds is >= 0.1 and <= 86_400
            ? TimeSpan.FromSeconds(seconds)
            : throw ConfigurationException.For(TablesKey, text, "0.1 to 86400");
    }
}
