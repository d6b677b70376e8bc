namespace PokedexTop.Ingest.Bronze;

/// <summary>
/// An item that could not become a bronze row: without an id, not an object, or a second one of the same id. Stored when it differs from
/// what stood at its place before; see <see cref="UnstoredItems"/>.
/// </summary>
internal sealed class BronzeReject
{
    public long Id { get; set; }
    public long ApiCallId { get; set; }
    public Guid SyncId { get; set; }
    /// <summary>The item's place in the response, from 0.</summary>
    public int Position { get; set; }
    public required string Payload { get; set; }
    public required string Reason { get; set; }
    public DateTime ReceivedAt { get; set; }
}
