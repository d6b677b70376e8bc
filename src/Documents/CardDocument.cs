using System.Text.Json;

namespace PokedexTop.Documents;

/// <summary>A card as <c>/api/cards</c> has it: the first feed's shape, with numbers where that has numbers as text.</summary>
public static class CardDocument
{
    /// <param name="card">A card in the first feed's shape, UTF-8.</param>
    public static ReadOnlyMemory<byte> Of(ReadOnlyMemory<byte> card)
    {
        var reader = new Utf8JsonReader(card.Span);
        while (reader.Read())
        {
            if (reader is not { TokenType: JsonTokenType.PropertyName, CurrentDepth: 1 } || !reader.ValueTextEquals("hp"u8))
            {
                if (reader.CurrentDepth == 1)
                    reader.Skip();
                continue;
            }
            reader.Read();
            if (reader.TokenType != JsonTokenType.String || reader.ValueSpan is not { Length: > 0 } digits || digits.ContainsAnyExceptInRange((byte)'0', (byte)'9') || digits[0] == '0')
                return card;
            return (byte[])[.. card.Span[..(int)reader.TokenStartIndex], .. digits, .. card.Span[(int)reader.BytesConsumed..]];
        }
        return card;
    }
}
