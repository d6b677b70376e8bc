namespace PokedexTop.Ingest.Bronze;

/// <summary>One version of a set as received: a row of <c>bronze_tcg_sets</c>. See <see cref="BronzeCard"/>.</summary>
internal sealed class BronzeSet
{
    public long Id { get; set; }
    public required string Feed { get; set; }
    public required string SetId { get; set; }
    public int Version { get; set; }
    public required string ContentHash { get; set; }
    public required string Source { get; set; }
    public DateTime RequestedAt { get; set; }
    public DateTime FetchedAt { get; set; }
    public long ApiCallId { get; set; }
    public Guid SyncId { get; set; }
    /// <summary>The item's JSON exactly as received. The last column, so that reading the others never walks over it.</summary>
    public required ReadOnlyMemory<byte> Payload { get; set; }
}
