using System.Globalization;
using Microsoft.Extensions.Configuration;
using OpenTelemetry.Exporter;
using PokedexTop.Configuration;

namespace PokedexTop.Telemetry;

/// <summary>Where one signal goes, from the standard <c>OTEL_EXPORTER_OTLP_*</c> variables.</summary>
/// <param name="Endpoint">With the signal's path, where the protocol is HTTP.</param>
/// <param name="Headers">As configured: <c>name=value,name=value</c>. May hold a secret.</param>
internal sealed record OtlpTarget(Uri Endpoint, OtlpExportProtocol Protocol, string? Headers, int? TimeoutMilliseconds)
{
    private const string Prefix = "OTEL_EXPORTER_OTLP_";

    /// <param name="configuration">Holds the environment.</param>
    /// <param name="signal">TRACES, METRICS or LOGS.</param>
    /// <returns>Null where no endpoint is set for the signal, or it is switched off.</returns>
    /// <exception cref="ConfigurationException">A value is not one of those allowed.</exception>
    public static OtlpTarget? Read(IConfiguration configuration, string signal)
    {
        if (IsOff(configuration, signal) || Value(configuration, signal, "ENDPOINT") is not var (endpointKey, endpointText))
            return null;
        if (!Uri.TryCreate(endpointText, UriKind.Absolute, out var endpoint) || endpoint.Scheme is not ("http" or "https") || endpoint.Host.Length == 0)
            throw ConfigurationException.For(endpointKey, endpointText, "an http or https URL such as http://collector:4317");
        var protocol = ReadProtocol(configuration, signal);
        // A general endpoint is the root of three; a signal's own one is taken as it is.
        if (protocol == OtlpExportProtocol.HttpProtobuf && endpointKey == Prefix + "ENDPOINT")
            endpoint = new Uri($"{endpoint.AbsoluteUri.TrimEnd('/')}/v1/{signal.ToLowerInvariant()}");
        return new OtlpTarget(endpoint, protocol, ReadHeaders(configuration, signal), ReadTimeout(configuration, signal));
    }

    public void Apply(OtlpExporterOptions options)
    {
        (options.Endpoint, options.Protocol) = (Endpoint, Protocol);
        if (Headers is not null)
            options.Headers = Headers;
        if (TimeoutMilliseconds is { } timeout)
            options.TimeoutMilliseconds = timeout;
    }

    /// <summary>Without the headers, so that logging it cannot tell a secret.</summary>
    public override string ToString() => Endpoint.AbsoluteUri;

    private static bool IsOff(IConfiguration configuration, string signal)
    {
        var key = $"OTEL_{signal}_EXPORTER";
        return configuration[key]?.Trim() switch
        {
            null or "" or "otlp" => false,
            "none" => true,
            var other => throw ConfigurationException.For(key, other, "otlp, none"),
        };
    }

    private static OtlpExportProtocol ReadProtocol(IConfiguration configuration, string signal) => Value(configuration, signal, "PROTOCOL") switch
    {
        null or (_, "grpc") => OtlpExportProtocol.Grpc,
        (_, "http/protobuf") => OtlpExportProtocol.HttpProtobuf,
        var (key, other) => throw ConfigurationException.For(key, other, "grpc, http/protobuf"),
    };

    private static string? ReadHeaders(IConfiguration configuration, string signal)
    {
        if (Value(configuration, signal, "HEADERS") is not var (key, headers))
            return null;
        return headers.Split(',').All(header => header.IndexOf('=', StringComparison.Ordinal) > 0)
            ? headers
            : throw ConfigurationException.For(key, "(not name=value)", "name=value pairs separated by commas");
    }

    private static int? ReadTimeout(IConfiguration configuration, string signal)
    {
        if (Value(configuration, signal, "TIMEOUT") is not var (key, text))
            return null;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds) && milliseconds > 0
            ? milliseconds
            : throw ConfigurationException.For(key, text, "milliseconds, 1 or more");
    }

    /// <summary>The signal's own variable wins over the general one; empty means unset.</summary>
    private static (string Key, string Value)? Value(IConfiguration configuration, string signal, string name)
    {
        foreach (var key in new[] { $"{Prefix}{signal}_{name}", Prefix + name })
        {
            if (configuration[key]?.Trim() is { Length: > 0 } value)
                return (key, value);
        }
        return null;
    }
}
