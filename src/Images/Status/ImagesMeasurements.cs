using System.Diagnostics.Metrics;
using PokedexTop.Data;
using PokedexTop.Images.Issues;
using PokedexTop.Images.Rows;
using PokedexTop.Images.Telemetry;
using PokedexTop.Telemetry;

namespace PokedexTop.Images.Status;

/// <summary>Reads Images' gauges from its tables, by index.</summary>
internal sealed class ImagesMeasurements(SqlDatabase database, ImagesStatus status, ImageIssues issues, ImageBacklog backlog, TimeProvider time) : ITableMeasurements
{
    public async Task MeasureAsync(CancellationToken cancellationToken)
    {
        var cards = await status.CardsAsync(cancellationToken);
        ImagesTelemetry.Cards.Set([.. cards.ByStatus.Select(s => Of(s.Value, "pokedextop.status", s.Key))]);
        var behind = await backlog.CountAsync(cancellationToken);
        ImagesTelemetry.Backlog.Set([
            Of(behind.Unplanned, PipelineAttributes.Kind, "plan"),
            Of(behind.ToFetch, PipelineAttributes.Kind, "fetch"),
            Of(behind.ToRender, PipelineAttributes.Kind, "render")]);
        ImagesTelemetry.Issues.Set([.. (await issues.RulesAsync(cancellationToken)).Select(r => Of(r.Count, "pokedextop.rule", r.Rule))]);
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var select = connection.Command("SELECT MIN(next_attempt_at) FROM silver_card_images WHERE next_attempt_at IS NOT NULL");
        var due = (await select.ReadAsync(r => r.UtcOrNull(0), cancellationToken))[0];
        ImagesTelemetry.Lag.Set(due is { } at ? Math.Max(0, (time.UtcNow() - at).TotalSeconds) : 0);
    }

    public void Clear()
    {
        ImagesTelemetry.Cards.Set([]);
        ImagesTelemetry.Backlog.Set([]);
        ImagesTelemetry.Issues.Set([]);
        ImagesTelemetry.Lag.Set([]);
    }

    private static Measurement<long> Of(long count, string attribute, string value) => new(count, new KeyValuePair<string, object?>(attribute, value));
}
