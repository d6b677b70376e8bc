namespace PokedexTop.Telemetry;

/// <summary>Log scopes: what every line written inside them is about. The console does not print them, exported logs carry them.</summary>
public static class PipelineScopes
{
    public static KeyValuePair<string, object?>[] OfSync(Guid syncId) => [new(PipelineAttributes.SyncId, syncId.ToString())];

    public static KeyValuePair<string, object?>[] OfSet(string? setId) => [new(PipelineAttributes.SetId, setId)];

    public static KeyValuePair<string, object?>[] OfCard(Guid syncId, string feed, string cardId) =>
        [new(PipelineAttributes.SyncId, syncId.ToString()), new(PipelineAttributes.Feed, feed), new(PipelineAttributes.CardId, cardId)];
}
