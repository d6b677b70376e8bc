using Microsoft.Extensions.Configuration;
using OpenTelemetry.Exporter;
using PokedexTop.Configuration;
using PokedexTop.Telemetry;

namespace PokedexTop.Telemetry.Tests;

/// <summary>OpenTelemetry's environment variables, as this program takes them.</summary>
public sealed class TelemetrySettingsTests
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    [Theory]
    [InlineData]
    [InlineData(Endpoint, " ")]
    [InlineData("OTEL_TRACES_SAMPLER", "always_on")]
    [InlineData(Endpoint, "http://collector:4317", "OTEL_SDK_DISABLED", "True")]
    [InlineData(Endpoint, "http://collector:4317", "OTEL_TRACES_EXPORTER", "none", "OTEL_METRICS_EXPORTER", "none", "OTEL_LOGS_EXPORTER", "none")]
    public void Without_an_endpoint_or_switched_off_nothing_is_exported(params string[] variables) => Assert.Null(Read(variables));

    [Fact]
    public void One_endpoint_is_the_root_of_all_signals()
    {
        var grpc = Read(Endpoint, "http://collector:4317")!;
        Assert.Equal(["http://collector:4317/", "http://collector:4317/", "http://collector:4317/"], new[] { grpc.Traces, grpc.Metrics, grpc.Logs }.Select(t => t!.Endpoint.AbsoluteUri));
        Assert.Equal(OtlpExportProtocol.Grpc, grpc.Traces!.Protocol);
        var http = Read(Endpoint, "https://collector/otlp/", "OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf", "OTEL_EXPORTER_OTLP_HEADERS", "api-key=secret", "OTEL_EXPORTER_OTLP_TIMEOUT", "2500")!;
        Assert.Equal(["https://collector/otlp/v1/traces", "https://collector/otlp/v1/metrics", "https://collector/otlp/v1/logs"], new[] { http.Traces, http.Metrics, http.Logs }.Select(t => t!.Endpoint.AbsoluteUri));
        Assert.Equal(("api-key=secret", 2_500), (http.Logs!.Headers, http.Logs.TimeoutMilliseconds));
        Assert.DoesNotContain("secret", http.Logs.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_signals_own_variables_win_and_alone_switch_only_it_on()
    {
        var settings = Read("OTEL_EXPORTER_OTLP_METRICS_ENDPOINT", "http://metrics:9090/api/v1/otlp/v1/metrics", "OTEL_EXPORTER_OTLP_METRICS_PROTOCOL", "http/protobuf")!;
        Assert.Equal("http://metrics:9090/api/v1/otlp/v1/metrics", settings.Metrics!.Endpoint.AbsoluteUri);
        Assert.Null(settings.Traces);
        Assert.Null(settings.Logs);
    }

    [Theory]
    [InlineData(Endpoint, "collector:4317", "OTEL_EXPORTER_OTLP_ENDPOINT is 'collector:4317'; allowed: an http or https URL such as http://collector:4317.")]
    [InlineData("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "ftp://collector", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT is 'ftp://collector'")]
    [InlineData("OTEL_EXPORTER_OTLP_PROTOCOL", "http/json", "OTEL_EXPORTER_OTLP_PROTOCOL is 'http/json'; allowed: grpc, http/protobuf.")]
    [InlineData("OTEL_EXPORTER_OTLP_TIMEOUT", "10s", "OTEL_EXPORTER_OTLP_TIMEOUT is '10s'")]
    [InlineData("OTEL_EXPORTER_OTLP_HEADERS", "my-secret", "OTEL_EXPORTER_OTLP_HEADERS is '(not name=value)'")]
    [InlineData("OTEL_METRICS_EXPORTER", "prometheus", "OTEL_METRICS_EXPORTER is 'prometheus'; allowed: otlp, none.")]
    [InlineData("OTEL_TRACES_SAMPLER", "sometimes", "OTEL_TRACES_SAMPLER is 'sometimes'; allowed: always_on,")]
    [InlineData("OTEL_TRACES_SAMPLER_ARG", "5", "OTEL_TRACES_SAMPLER_ARG is '5'; allowed: 0 to 1.")]
    [InlineData("Telemetry:TablesSeconds", "soon", "Telemetry:TablesSeconds is 'soon'")]
    public void Wrong_values_are_named_and_secrets_are_not_echoed(string key, string value, string message)
    {
        var error = Assert.Throws<ConfigurationException>(() => Read([.. key == Endpoint ? Array.Empty<string>() : [Endpoint, "http://collector:4317"], key, value]));
        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("my-secret", error.Message, StringComparison.Ordinal);
    }

    private static TelemetrySettings? Read(params string[] variables) => TelemetrySettings.Read(
        new ConfigurationBuilder().AddInMemoryCollection(variables.Chunk(2).Select(pair => KeyValuePair.Create(pair[0], (string?)pair[1]))).Build());
}
