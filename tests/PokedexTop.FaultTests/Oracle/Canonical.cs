using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace PokedexTop.FaultTests.Oracle;

/// <summary>
/// The content hash as design.md defines it, written a second time: SHA-256 over the RFC 8785 form without null members
/// and without set and prices. Enough of it for catalogue data: its numbers are whole.
/// </summary>
internal static class Canonical
{
    private static readonly string[] s_volatile = ["tcgplayer", "cardmarket", "set"];

    // A state's cards never change, and the oracle asks again at every look.
    private static readonly ConditionalWeakTable<JsonObject, string> s_known = [];

    public static string Hash(JsonObject item) => s_known.GetValue(item, Compute);

    private static string Compute(JsonObject item)
    {
        var content = item.DeepClone().AsObject();
        foreach (var name in s_volatile)
            content.Remove(name);
        return Sha256(Write(content));
    }

    public static string Sha256(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static string Write(JsonNode? node) => node switch
    {
        null => "null",
        JsonObject item => $"{{{string.Join(',', item.Where(p => p.Value is not null).OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => $"{Quoted(p.Key)}:{Write(p.Value)}"))}}}",
        JsonArray list => $"[{string.Join(',', list.Select(Write))}]",
        JsonValue value when value.TryGetValue<string>(out var text) => Quoted(text),
        JsonValue value when value.TryGetValue<bool>(out var flag) => flag ? "true" : "false",
        _ => node.GetValue<long>().ToString(CultureInfo.InvariantCulture),
    };

    private static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var c in text)
        {
            quoted.Append(c switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\b' => "\\b",
                '\f' => "\\f",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                < ' ' => $"\\u{(int)c:x4}",
                _ => c.ToString(),
            });
        }
        return quoted.Append('"').ToString();
    }
}
