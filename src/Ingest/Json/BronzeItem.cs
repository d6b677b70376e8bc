using System.Text;

namespace PokedexTop.Ingest.Json;

/// <summary>What a document's items are.</summary>
public enum ItemKind
{
    /// <summary>Cards, with prices and an embedded set where the source sends them.</summary>
    Card,

    /// <summary>Sets.</summary>
    Set,
}

/// <summary>One item of a received document.</summary>
/// <remarks>Keeps the document's buffer alive: do not return it to a pool while items are in use.</remarks>
public sealed record BronzeItem
{
    /// <summary>Place in the document's list, from 0.</summary>
    public required int Position { get; init; }

    /// <summary>The id in its feed; null exactly where <see cref="RejectReason"/> is set.</summary>
    public string? Id { get; init; }

    /// <summary>The item's bytes as received.</summary>
    public required ReadOnlyMemory<byte> Utf8Payload { get; init; }

    /// <summary>The item's text as received, for people. Bytes that are not UTF-8 read U+FFFD.</summary>
    public string Payload => Encoding.UTF8.GetString(Utf8Payload.Span);

    /// <summary>Of the canonical content without volatile blocks; of the bytes as received where there is a <see cref="Fault"/> or a reject.</summary>
    public required string ContentHash { get; init; }

    /// <summary>What will put the version into quarantine; it is stored all the same.</summary>
    public PayloadFault? Fault { get; init; }

    /// <summary>A card's <c>set.id</c>, where the source embeds the set.</summary>
    public string? EmbeddedSetId { get; init; }

    /// <summary>A card's price blocks; none where null, not an object, or without a value besides its address and date.</summary>
    public IReadOnlyList<PriceBlock> Prices { get; init; } = [];

    /// <summary>Why the item cannot be kept as a version: it has no usable id, is not an object, or is too large.</summary>
    public string? RejectReason { get; init; }
}

/// <summary>A market's prices of one card.</summary>
/// <param name="Market"><c>tcgplayer</c> (USD) or <c>cardmarket</c> (EUR).</param>
/// <param name="Payload">The block's bytes as received.</param>
/// <param name="ContentHash">Canonical, without its address, dates and unit; of the bytes as received where there is no canonical form.</param>
/// <param name="UpdatedAt">The source's <c>updatedAt</c> or <c>updated</c>, if it is a date or a time, UTC.</param>
public sealed record PriceBlock(string Market, ReadOnlyMemory<byte> Payload, string ContentHash, DateTime? UpdatedAt)
{
    public DateOnly? UpdatedOn => UpdatedAt is { } at ? DateOnly.FromDateTime(at) : null;
}

/// <summary>One page of an API's list. A number that is missing, or that neither is nor spells a whole number, is null.</summary>
/// <param name="Items">The items of <c>data</c>, rejects too.</param>
/// <param name="Page">From 1.</param>
/// <param name="PageSize">As the API counted it.</param>
/// <param name="Count">Items in this page by its own word.</param>
/// <param name="TotalCount">Items in all pages by its own word.</param>
internal sealed record BronzePage(List<BronzeItem> Items, int? Page, int? PageSize, int? Count, int? TotalCount)
{
    /// <summary>What was odd about the page and was read all the same.</summary>
    public IReadOnlyList<SourceFinding> Findings { get; init; } = [];
}
