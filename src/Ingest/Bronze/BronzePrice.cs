namespace PokedexTop.Ingest.Bronze;

/// <summary>A price block of a card, stored when it differs from the one before: a row of <c>bronze_tcg_prices</c>.</summary>
internal sealed class BronzePrice
{
    public long Id { get; set; }
    public required string Feed { get; set; }
    public required string CardId { get; set; }
    /// <summary>tcgplayer (USD) or cardmarket (EUR).</summary>
    public required string Market { get; set; }
    /// <summary>The block's own date, else the day it was fetched.</summary>
    public DateOnly ObservedOn { get; set; }
    public required ReadOnlyMemory<byte> Payload { get; set; }
    /// <summary>Hashed without url and updatedAt.</summary>
    public required string ContentHash { get; set; }
    public DateTime FetchedAt { get; set; }
}
