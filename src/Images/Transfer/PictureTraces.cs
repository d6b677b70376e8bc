using System.Diagnostics;
using PokedexTop.Data;
using PokedexTop.Images.Rows;
using PokedexTop.Images.Telemetry;
using PokedexTop.Ingest.Bronze;
using PokedexTop.Ingest.Syncs;
using PokedexTop.Telemetry;

namespace PokedexTop.Images.Transfer;

/// <summary>
/// The spans of pictures. A card's goes on with the trace of the card version it belongs to: no message brings the picture
/// here, the rows do, and they tell the sync, feed and card which that trace is named after.
/// </summary>
internal sealed class PictureTraces(SqlDatabase database)
{
    private const string SpanName = "keep picture";

    /// <returns>Null where nobody listens or the trace is not kept.</returns>
    public async Task<Activity?> StartAsync(ImageRow row, CancellationToken cancellationToken)
    {
        if (!ImagesTelemetry.Activities.HasListeners())
            return null;
        var activity = row is CardImage ? await StartCardAsync(row.OwnerId, cancellationToken) : ImagesTelemetry.Activities.StartActivity(SpanName);
        return activity?.SetTag("pokedextop.image.owner", row.OwnerId).SetTag("pokedextop.image.rendition", row.Rendition);
    }

    private async Task<Activity?> StartCardAsync(string cardId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var select = connection.Command(
            """
            SELECT b.sync_id, b.feed, b.card_id, r.scope FROM silver_tcg_cards c
            JOIN bronze_tcg_cards b ON b.id = c.bronze_id LEFT JOIN bronze_sync_runs r ON r.sync_id = b.sync_id
            WHERE c.card_id = @card
            """, ("@card", cardId));
        if (await select.ReadAsync(r => (SyncId: Guid.Parse(r.GetString(0)), Feed: r.GetString(1), CardId: r.GetString(2), Scope: r.TextOrNull(3)), cancellationToken) is not [var version])
            return null;
        var requested = version.Scope is not null && SyncScope.Parse(version.Scope).Cards.Count > 0;
        return PipelineTraces.StartKeptRoot(ImagesTelemetry.Activities, SpanName, ActivityKind.Internal, PipelineTraces.OfCard(version.SyncId, version.Feed, version.CardId),
            [new(PipelineTraces.Requested, requested), new(PipelineAttributes.CardId, version.CardId), new(PipelineAttributes.SyncId, version.SyncId.ToString())]);
    }
}
