using System.Globalization;
using System.Text.Json;

namespace PokedexTop.Ingest.Json;

/// <summary>Reads one item from where the reader stands: its id, its price blocks, its hash.</summary>
internal static class BronzeItemParser
{
    public const int MaxIdLength = 200;

    private static readonly string[] s_timeFormats = ["yyyy/MM/dd", "yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];
    private static readonly string s_hashOfNothing = CanonicalJson.Sha256("{}"u8);

    /// <summary>Leaves the reader at the item's last token, whatever the item is.</summary>
    public static BronzeItem Read(ref Utf8JsonReader reader, ReadOnlyMemory<byte> document, int position, ItemKind kind)
    {
        var start = (int)reader.TokenStartIndex;
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            var found = reader.TokenType;
            reader.Skip();
            return Reject(position, document[start..(int)reader.BytesConsumed], $"not-an-object: the item is {JsonStrings.Kind(found)}");
        }

        var members = TopLevelMembers.Read(ref reader, kind);
        var payload = document[start..(int)reader.BytesConsumed];
        var hash = Hash(payload.Span, TopLevelNames.Of(kind), out var fault);
        // What has no text, or is too long to be read again, cannot be stored as a version.
        if (fault is { Reason: PayloadFault.PayloadTooLarge } || fault == PayloadFault.NotUtf8)
            return Reject(position, payload, $"{fault.Reason}: {fault.Detail}");
        if (members.IdFault is { } idFault)
            return Reject(position, payload, idFault);

        return new BronzeItem
        {
            Position = position,
            Id = members.Id,
            Utf8Payload = payload,
            ContentHash = hash,
            Fault = fault,
            EmbeddedSetId = members.Set is { } set ? UsableText(JsonStrings.FirstMember(document[set].Span, "id"u8)) : null,
            Prices = members is { Tcgplayer: null, Cardmarket: null, Pricing: null } ? [] : Prices(members, document),
        };
    }

    private static BronzeItem Reject(int position, ReadOnlyMemory<byte> payload, string reason) => new()
    {
        Position = position,
        Utf8Payload = payload,
        ContentHash = CanonicalJson.Sha256(payload.Span),
        RejectReason = reason,
    };

    private static string Hash(ReadOnlySpan<byte> utf8Object, TopLevelNames omitted, out PayloadFault? fault) =>
        CanonicalJson.TryHash(utf8Object, omitted, out var hash, out fault) ? hash : CanonicalJson.Sha256(utf8Object);

    private static List<PriceBlock> Prices(TopLevelMembers members, ReadOnlyMemory<byte> document)
    {
        var blocks = new List<PriceBlock>();
        AddMarkets(blocks, members, document);
        if (members.Pricing is { } pricing)
        {
            var reader = new Utf8JsonReader(document[pricing].Span, CanonicalJson.AnyDepth);
            reader.Read();
            AddMarkets(blocks, TopLevelMembers.Read(ref reader, ItemKind.Card), document[pricing]);
        }
        return blocks;
    }

    private static void AddMarkets(List<PriceBlock> blocks, TopLevelMembers members, ReadOnlyMemory<byte> document)
    {
        if (members.Tcgplayer is { } tcgplayer)
            AddBlock(blocks, "tcgplayer", document[tcgplayer]);
        if (members.Cardmarket is { } cardmarket)
            AddBlock(blocks, "cardmarket", document[cardmarket]);
    }

    private static void AddBlock(List<PriceBlock> blocks, string market, ReadOnlyMemory<byte> block)
    {
        var hash = Hash(block.Span, TopLevelNames.OfPriceBlock, out _);
        if (hash != s_hashOfNothing)
            blocks.Add(new PriceBlock(market, block, hash, TimeOf(block.Span)));
    }

    /// <summary>What a price block says of its own time, UTC; null where that is none.</summary>
    public static DateTime? TimeOf(ReadOnlySpan<byte> block)
    {
        var updatedAt = JsonStrings.FirstMember(block, "updatedAt"u8) ?? JsonStrings.FirstMember(block, "updated"u8);
        return DateTime.TryParseExact(updatedAt, s_timeFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : null;
    }

    private static string? UsableText(string? id) => TopLevelMembers.FaultOf(id) is null ? id : null;
}
