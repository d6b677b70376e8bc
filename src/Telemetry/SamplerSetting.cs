using System.Globalization;
using Microsoft.Extensions.Configuration;
using OpenTelemetry.Trace;
using PokedexTop.Configuration;

namespace PokedexTop.Telemetry;

/// <summary>Reads <c>OTEL_TRACES_SAMPLER</c>, <c>OTEL_TRACES_SAMPLER_ARG</c> and <c>Telemetry:AlwaysSampleCards</c>.</summary>
internal static class SamplerSetting
{
    private const string Key = "OTEL_TRACES_SAMPLER";
    private const string ArgumentKey = "OTEL_TRACES_SAMPLER_ARG";
    private const string CardsKey = "Telemetry:AlwaysSampleCards";
    private const string Allowed = "always_on, always_off, traceidratio, parentbased_always_on, parentbased_always_off, parentbased_traceidratio";

    /// <summary>One card in a hundred: of a whole first copy about 200 ways to look at, and a cost that hides in the noise (docs/decisions/0010-telemetry-sampling.md).</summary>
    public const double DefaultShare = 0.01;

    /// <exception cref="ConfigurationException">A value is not one of those allowed.</exception>
    public static Sampler Read(IConfiguration configuration)
    {
        var cards = (configuration[CardsKey] ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal);
        return configuration[Key]?.Trim() switch
        {
            null or "" => new PipelineSampler(Share(configuration, DefaultShare), everySync: true, cards),
            "always_on" => new AlwaysOnSampler(),
            "always_off" => new AlwaysOffSampler(),
            "parentbased_always_on" => new PipelineSampler(1, everySync: true, cards),
            "parentbased_always_off" => new PipelineSampler(0, everySync: false, cards),
            // Without the parent's word every span is decided by the trace id, which comes to the same: all of a trace, or nothing.
            "traceidratio" or "parentbased_traceidratio" => new PipelineSampler(Share(configuration, 1), everySync: false, cards),
            var other => throw ConfigurationException.For(Key, other, Allowed),
        };
    }

    private static double Share(IConfiguration configuration, double fallback)
    {
        if (configuration[ArgumentKey]?.Trim() is not { Length: > 0 } text)
            return fallback;
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var share) && share is >= 0 and <= 1
            ? share
            : throw ConfigurationException.For(ArgumentKey, text, "0 to 1");
    }
}
