using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using PokedexTop.Catalogue;

namespace PokedexTop.Normalize.Silver;

/// <summary>
/// The text of silver's JSON columns: camelCase, nulls left out, nothing escaped that need not be. An empty list is
/// <c>[]</c> and an absent one null, which the columns keep apart.
/// </summary>
internal static class SilverJson
{
    // Per thread, because a card has up to ten such columns and a writer costs more than most of them.
    [ThreadStatic]
    private static (ArrayBufferWriter<byte> Buffer, Utf8JsonWriter Writer)? _writer;

    public static string? Write(List<string>? value) => Write(value, CatalogueJson.Default.ListString);

    public static string? Write(List<CardAbility>? value) => Write(value, CatalogueJson.Default.ListCardAbility);

    public static string? Write(List<CardAttack>? value) => Write(value, CatalogueJson.Default.ListCardAttack);

    public static string? Write(List<CardTypeModifier>? value) => Write(value, CatalogueJson.Default.ListCardTypeModifier);

    public static string? Write(CardAncientTrait? value) => Write(value, CatalogueJson.Default.CardAncientTrait);

    public static string? Write(CardLegalities? value) => Write(value, CatalogueJson.Default.CardLegalities);

    /// <summary>What a column's text says; null for NULL.</summary>
    /// <exception cref="JsonException">It says something else.</exception>
    public static T? Read<T>(string? text, JsonTypeInfo<T> type)
        where T : class =>
        text is null ? null : JsonSerializer.Deserialize(text, type);

    /// <inheritdoc cref="Read{T}(string?, JsonTypeInfo{T})"/>
    public static List<T>? Read<T>(string? text, JsonTypeInfo<List<T>> type)
        where T : class
    {
        var list = Read<List<T>>(text, type);
        return list?.Contains(null!) == true ? throw new JsonException("A list holds a null.") : list;
    }

    private static string? Write<T>(T? value, JsonTypeInfo<T> type)
        where T : class
    {
        if (value is null)
            return null;
        var (buffer, writer) = _writer ??= NewWriter();
        buffer.ResetWrittenCount();
        writer.Reset();
        JsonSerializer.Serialize(writer, value, type);
        writer.Flush();
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static (ArrayBufferWriter<byte> Buffer, Utf8JsonWriter Writer) NewWriter()
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        return (buffer, new Utf8JsonWriter(buffer, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
    }
}
