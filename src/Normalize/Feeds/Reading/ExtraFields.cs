using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace PokedexTop.Normalize.Feeds.Reading;

/// <summary>Collects what the columns cannot say, by JSON Pointer, in the source's order.</summary>
internal sealed class ExtraFields(bool withoutNul)
{
    // Per thread: every other card of TCGdex has such fields, and a writer costs more than they do.
    [ThreadStatic]
    private static (ArrayBufferWriter<byte> Buffer, Utf8JsonWriter Writer)? s_writer;

    private List<(string Pointer, JsonElement Value)>? _entries;

    public int Count => _entries?.Count ?? 0;

    public void Add(string pointer, JsonElement value) => (_entries ??= []).Add((pointer, value));

    /// <summary>The JSON object of pointers and values; null when there is none.</summary>
    public string? ToJson()
    {
        if (_entries is null)
            return null;
        var (buffer, writer) = s_writer ??= NewWriter();
        buffer.ResetWrittenCount();
        writer.Reset();
        writer.WriteStartObject();
        foreach (var (pointer, value) in _entries)
        {
            writer.WritePropertyName(pointer);
            if (withoutNul)
                WriteWithoutControls(writer, value);
            else
                value.WriteTo(writer);
        }
        writer.WriteEndObject();
        writer.Flush();
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static (ArrayBufferWriter<byte> Buffer, Utf8JsonWriter Writer) NewWriter()
    {
        var buffer = new ArrayBufferWriter<byte>();
        return (buffer, new Utf8JsonWriter(buffer, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true }));
    }

    // PostgreSQL's jsonb refuses the escape \u0000 too, so even values kept as they are lose it. Keys have none: a
    // payload with a control character in a key is rejected before.
    private static void WriteWithoutControls(Utf8JsonWriter writer, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                writer.WriteStringValue(TextRepair.WithoutControls(value.GetString()!));
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var entry in value.EnumerateArray())
                    WriteWithoutControls(writer, entry);
                writer.WriteEndArray();
                break;
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var member in value.EnumerateObject())
                {
                    writer.WritePropertyName(member.Name);
                    WriteWithoutControls(writer, member.Value);
                }
                writer.WriteEndObject();
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }
}
