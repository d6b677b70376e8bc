namespace PokedexTop.Ingest.Bronze;

/// <summary>One version of a card as received: a row of <c>bronze_tcg_cards</c>, inserted once and never changed.</summary>
internal sealed class BronzeCard
{
    public long Id { get; set; }
    public required string Feed { get; set; }
    public required string CardId { get; set; }
    /// <summary>From 1, without gaps in a feed and card.</summary>
    public int Version { get; set; }
    /// <summary>SHA-256 over the RFC 8785 form without null members and volatile blocks, lower-case hex.</summary>
    public required string ContentHash { get; set; }
    public required string Source { get; set; }
    /// <summary>The set it was received in: a folder's file name, or the embedded set.</summary>
    public string? SetId { get; set; }
    /// <summary>When the request that brought it began; orders versions against late answers.</summary>
    public DateTime RequestedAt { get; set; }
    public DateTime FetchedAt { get; set; }
    public long ApiCallId { get; set; }
    public Guid SyncId { get; set; }
    /// <summary>The item's JSON exactly as received. The last column, so that reading the others never walks over it.</summary>
    public required ReadOnlyMemory<byte> Payload { get; set; }
}
