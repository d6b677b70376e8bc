using System.Text;

namespace PokedexTop.Normalize.Tests.Feeds;

internal static class Utf8Text
{
    /// <summary>As a payload is stored.</summary>
    public static ReadOnlyMemory<byte> Utf8(this string text) => Encoding.UTF8.GetBytes(text);
}
