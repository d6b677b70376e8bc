using System.Buffers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using PokedexTop.Images.Status;

namespace PokedexTop.Web.DropIn;

/// <summary>Puts the addresses of pictures that are stored here in the place of the source's.</summary>
/// <param name="address">This server's own, as the client called it, without a slash at its end.</param>
internal sealed class PictureLinks(PictureAddresses pictures, string address)
{
    /// <summary>With this server's address as the client called it.</summary>
    public static PictureLinks For(HttpContext context, PictureAddresses pictures) => new(pictures, $"{context.Request.Scheme}://{context.Request.Host}{context.Request.PathBase}");

    /// <summary>A card with its small and large picture, and those of its set.</summary>
    public ReadOnlyMemory<byte> OfCard(string cardId, ReadOnlyMemory<byte> json) =>
        pictures.Cards.Count == 0 && pictures.Sets.Count == 0 ? json : Replaced(json, pictures.Cards.GetValueOrDefault(cardId), isCard: true);

    /// <summary>A set with its symbol and logo.</summary>
    public ReadOnlyMemory<byte> OfSet(string setId, ReadOnlyMemory<byte> json) =>
        pictures.Sets.TryGetValue(setId, out var stored) ? Replaced(json, stored, isCard: false) : json;

    private ReadOnlyMemory<byte> Replaced(ReadOnlyMemory<byte> json, PicturePair? own, bool isCard)
    {
        var reader = new Utf8JsonReader(json.Span);
        var written = new ArrayBufferWriter<byte>(json.Length + 256);
        var (copied, isInSet, isInImages, setId) = (0, false, false, (string?)null);
        while (reader.Read())
        {
            // The members in question stand at most one object deep; the rest is passed over.
            if (reader.TokenType != JsonTokenType.PropertyName)
            {
                if (reader.TokenType == JsonTokenType.EndObject)
                    (isInImages, isInSet) = (false, isInSet && reader.CurrentDepth > 1);
                continue;
            }
            if (isInImages)
            {
                var isFirst = reader.ValueTextEquals("small"u8) || reader.ValueTextEquals("symbol"u8);
                var isSecond = reader.ValueTextEquals("large"u8) || reader.ValueTextEquals("logo"u8);
                reader.Read();
                var pair = isInSet ? pictures.Sets.GetValueOrDefault(setId ?? "") : own;
                if (reader.TokenType == JsonTokenType.String && (isFirst ? pair?.First : isSecond ? pair?.Second : null) is { } url)
                {
                    written.Write(json.Span[copied..(int)reader.TokenStartIndex]);
                    written.Write(JsonSerializer.SerializeToUtf8Bytes(url.StartsWith('/') ? address + url : url));
                    copied = (int)reader.BytesConsumed;
                }
            }
            else if (reader.ValueTextEquals("images"u8))
            {
                reader.Read();
                isInImages = reader.TokenType == JsonTokenType.StartObject;
            }
            else if (isCard && reader.CurrentDepth == 1 && reader.ValueTextEquals("set"u8))
            {
                reader.Read();
                isInSet = reader.TokenType == JsonTokenType.StartObject;
            }
            else if (isInSet && reader.CurrentDepth == 2 && reader.ValueTextEquals("id"u8))
            {
                reader.Read();
                setId = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
            }
            else
            {
                reader.Skip();
            }
        }
        if (copied == 0)
            return json;
        written.Write(json.Span[copied..]);
        return written.WrittenMemory;
    }
}
