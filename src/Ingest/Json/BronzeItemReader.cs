using System.Globalization;
using System.Text.Json;

namespace PokedexTop.Ingest.Json;

/// <summary>
/// Splits a received document into its items. Whatever stands inside an item harms at most that item; a document that is not JSON,
/// or not of the expected shape, gives <see cref="SourceFormatException"/> and no items at all: failure is never an empty result.
/// </summary>
internal static class BronzeItemReader
{
    /// <summary>Reads a list of items, <c>[…]</c>, as in the files of pokemon-tcg-data.</summary>
    /// <exception cref="SourceFormatException">Not such a document.</exception>
    public static List<BronzeItem> Read(ReadOnlyMemory<byte> utf8, ItemKind kind)
    {
        var document = new SourceDocument(utf8, $"a JSON array of {NameOf(kind)}s");
        return document.Parse((ref reader) =>
        {
            document.Require(ref reader, JsonTokenType.StartArray);
            return ReadItems(ref reader, document.Utf8, kind);
        });
    }

    /// <summary>Reads one page of an API, <c>{"data":[…],"page":…,"pageSize":…,"count":…,"totalCount":…}</c>, in any order.</summary>
    /// <exception cref="SourceFormatException">Not such a document.</exception>
    public static BronzePage ReadPage(ReadOnlyMemory<byte> utf8, ItemKind kind)
    {
        var document = new SourceDocument(utf8, $"an API page with \"data\" as an array of {NameOf(kind)}s");
        return document.Parse((ref reader) =>
        {
            List<BronzeItem>? items = null;
            var findings = new List<SourceFinding>();
            int? page = null, pageSize = null, count = null, totalCount = null;
            document.Require(ref reader, JsonTokenType.StartObject);
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var name = JsonStrings.Read(ref reader);
                reader.Read();
                switch (name)
                {
                    case "data" when items is null:
                        document.Require(ref reader, JsonTokenType.StartArray);
                        items = ReadItems(ref reader, document.Utf8, kind);
                        break;
                    case "data": throw document.Unexpected(ref reader, "\"data\" stands twice");
                    case "page": page = WholeNumber(ref reader, name, findings); break;
                    case "pageSize": pageSize = WholeNumber(ref reader, name, findings); break;
                    case "count": count = WholeNumber(ref reader, name, findings); break;
                    case "totalCount": totalCount = WholeNumber(ref reader, name, findings); break;
                    default: reader.Skip(); break;
                }
            }

            return items is null
                ? throw document.Unexpected(ref reader, "there is no \"data\"")
                : new BronzePage(items, page, pageSize, count, totalCount) { Findings = findings };
        });
    }

    /// <summary>Reads one item of an API, <c>{"data":{…}}</c>.</summary>
    /// <exception cref="SourceFormatException">Not such a document.</exception>
    public static BronzeItem ReadSingle(ReadOnlyMemory<byte> utf8, ItemKind kind)
    {
        var document = new SourceDocument(utf8, $"an API answer with \"data\" as one {NameOf(kind)}");
        return document.Parse((ref reader) =>
        {
            BronzeItem? item = null;
            document.Require(ref reader, JsonTokenType.StartObject);
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var name = JsonStrings.Read(ref reader);
                reader.Read();
                if (name != "data")
                {
                    reader.Skip();
                    continue;
                }

                if (item is not null)
                    throw document.Unexpected(ref reader, "\"data\" stands twice");
                document.Require(ref reader, JsonTokenType.StartObject);
                item = BronzeItemParser.Read(ref reader, document.Utf8, position: 0, kind);
            }

            return item ?? throw document.Unexpected(ref reader, "there is no \"data\"");
        });
    }

    /// <summary>Reads one item that is the whole document, <c>{…}</c>.</summary>
    /// <exception cref="SourceFormatException">Not such a document.</exception>
    public static BronzeItem ReadDocument(ReadOnlyMemory<byte> utf8, ItemKind kind)
    {
        var document = new SourceDocument(utf8, $"one {NameOf(kind)} as a JSON object");
        return document.Parse((ref reader) =>
        {
            document.Require(ref reader, JsonTokenType.StartObject);
            return BronzeItemParser.Read(ref reader, document.Utf8, position: 0, kind);
        });
    }

    private static List<BronzeItem> ReadItems(ref Utf8JsonReader reader, ReadOnlyMemory<byte> utf8, ItemKind kind)
    {
        var items = new List<BronzeItem>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            items.Add(BronzeItemParser.Read(ref reader, utf8, items.Count, kind));

        return items;
    }

    private static int? WholeNumber(ref Utf8JsonReader reader, string name, List<SourceFinding> findings)
    {
        // 3.0 is a whole number too, as JSON has only one kind.
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetDecimal(out var number) && decimal.IsInteger(number) && number is >= int.MinValue and <= int.MaxValue)
            return (int)number;
        if (reader.TokenType == JsonTokenType.String && JsonStrings.Read(ref reader) is { } text
            && int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var spelled))
        {
            findings.Add(new SourceFinding(SourceRules.ListNumberAsText, null, null,
                string.Create(CultureInfo.InvariantCulture, $"/{name} is text; read as {spelled}."), JsonSerializer.Serialize(text)));
            return spelled;
        }

        reader.Skip();
        return null;
    }

    private static string NameOf(ItemKind kind) => kind == ItemKind.Card ? "card" : "set";
}
