using System.Buffers.Text;
using System.Text.Json;
using Lucene.Net.Util;

namespace PokedexTop.Search.Indexing;

/// <summary>A place in an order, as a text for addresses: the values by which the last card of a page was ordered.</summary>
internal static class PageCursor
{
    private const int MostCharacters = 4_000;

    public static string Write(object?[] values) =>
        Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(values.Select(v => v is BytesRef bytes ? Convert.ToBase64String(bytes.Bytes, bytes.Offset, bytes.Length) : null)));

    /// <param name="text">What <see cref="Write"/> gave.</param>
    /// <param name="count">Values of the order it is for.</param>
    /// <exception cref="FormatException">It is none.</exception>
    public static object?[] Read(string text, int count)
    {
        try
        {
            var values = text.Length <= MostCharacters ? JsonSerializer.Deserialize<string?[]>(Base64Url.DecodeFromChars(text)) : null;
            if (values?.Length == count && values[^1] is not null)
                return [.. values.Select(v => v is null ? null : new BytesRef(Convert.FromBase64String(v)))];
        }
        catch (JsonException)
        {
            // Not one of ours, like everything else that ends here.
        }
        throw new FormatException("The cursor is not one that a list in this order gave.");
    }
}
