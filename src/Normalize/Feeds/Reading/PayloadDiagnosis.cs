using System.Text.Json;

namespace PokedexTop.Normalize.Feeds.Reading;

/// <summary>
/// Finds out why the parser refused a payload, token by token. Runs only for payloads that are refused anyway.
/// </summary>
internal static class PayloadDiagnosis
{
    public static Rejection Of(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = int.MaxValue });
        var keys = new Stack<HashSet<string>>();
        Rejection? duplicate = null;
        try
        {
            while (reader.Read())
            {
                switch (reader.TokenType)
                {
                    case JsonTokenType.StartObject:
                        keys.Push(new(StringComparer.Ordinal));
                        break;
                    case JsonTokenType.EndObject:
                        keys.Pop();
                        break;
                    case JsonTokenType.PropertyName when !keys.Peek().Add(reader.GetString()!):
                        duplicate ??= new(RejectReasons.DuplicateKey, $"The key \"{JsonWords.Shown(reader.GetString()!)}\" stands twice in one object; each key may stand once.");
                        break;
                }
                if (reader.CurrentDepth >= Payload.MaxDepth && reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
                    return new(RejectReasons.NestedTooDeep, $"Objects and lists are nested deeper than {Payload.MaxDepth}.");
            }
        }
        catch (JsonException problem)
        {
            return new(RejectReasons.InvalidJson, $"The payload is not JSON, or cut off: unreadable at line {problem.LineNumber + 1}, byte {problem.BytePositionInLine}.");
        }
        return duplicate ?? new(RejectReasons.InvalidJson, "The payload is not JSON.");
    }
}
