using System.Globalization;
using System.Text.Json;
using Lucene.Net.Documents;
using Lucene.Net.Index;
using Lucene.Net.Util;
using PokedexTop.Catalogue;
using PokedexTop.Normalize.Export;
using PokedexTop.Search.Fields;

namespace PokedexTop.Search.Indexing;

/// <summary>Makes of a card what the index keeps: every scalar of its JSON under its dotted path, as words, whole and as a number.</summary>
internal sealed class IndexedCard
{
    /// <summary>Suffixes of a field's parts in the index.</summary>
    public const string Whole = "!", Value = "#", Order = "~", Facet = "^";

    /// <summary>What is kept to be shown: the card's JSON and its id.</summary>
    public const string Json = "json", Id = "card";

    /// <summary>What Lucene takes as a value of a document's own.</summary>
    private const int MostBytes = 32_000;

    /// <summary>Of a word, and of a value that is compared whole: Lucene takes 32,766 bytes and refuses the document for more. No query is as long.</summary>
    public const int MostCharacters = 8_000;

    // Nothing is scored: no lengths of fields are kept, and of what is compared whole no places either.
    private static readonly FieldType s_words = Frozen(new FieldType(TextField.TYPE_NOT_STORED) { OmitNorms = true });
    // It goes through the analyzer, which leaves it whole: of what does not, Lucene makes a stream anew for every field of every document,
    // and looks up what streams have under a lock. That was a third of the time.
    private static readonly FieldType s_term = Frozen(new FieldType(TextField.TYPE_NOT_STORED) { OmitNorms = true, IndexOptions = IndexOptions.DOCS_ONLY });

    private readonly Document _document = [];
    private readonly HashSet<string> _ordered = new(StringComparer.Ordinal);
    private readonly HashSet<(string, string)> _counted = [];

    private IndexedCard()
    {
    }

    public static Document Of(ApiCard card)
    {
        var indexed = new IndexedCard();
        using var json = JsonDocument.Parse(card.Json);
        indexed.AddAll("", json.RootElement);
        indexed.AddOwn(card, json.RootElement);
        indexed._document.Add(new BinaryDocValuesField(Id, new BytesRef(card.CardId)));
        // Stored fields are compressed in blocks of many cards: taking one out took two thirds of a search's time.
        if (card.Json.Length <= MostBytes)
            indexed._document.Add(new BinaryDocValuesField(Json, new BytesRef(card.Json.ToArray())));
        else
            indexed._document.Add(new StoredField(Json, card.Json.ToArray()));
        return indexed._document;
    }

    private static FieldType Frozen(FieldType type)
    {
        type.Freeze();
        return type;
    }

    private void AddAll(string path, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in value.EnumerateObject())
                    AddAll(path.Length == 0 ? member.Name : $"{path}.{member.Name}", member.Value);
                break;
            case JsonValueKind.Array:
                foreach (var item in value.EnumerateArray())
                    AddAll(path, item);
                break;
            case JsonValueKind.String when SearchFields.Find(path) is { } field:
                Add(field, value.GetString()!);
                break;
            case JsonValueKind.Number when SearchFields.Find(path) is { } field:
                Add(field, value.GetRawText());
                break;
        }
    }

    private void Add(SearchField field, string value)
    {
        var name = field.Name.ToLowerInvariant();
        var words = field.Kind == FieldKind.Text ? IndexedWords.Of(value) : null;
        if (words is not null)
            AddWords(name, words);
        AddTerm(name + Whole, words is null ? Words.Id(value) : Words.Whole(value));
        if (field.IsInWords)
            AddAnywhere(value, words);
        var number = field.Kind == FieldKind.Date ? SearchDates.Day(value) : Number(value);
        if (field.HasRanges && number is { } n)
            AddTerm(name + Value, SortableNumber.Of(n));
        if (field.Orders && _ordered.Add(name) && OrderOf(field, value, number) is { } order)
            _document.Add(new SortedDocValuesField(name + Order, new BytesRef(Cut(order))));
        if (field.IsFacet && _counted.Add((name, value)))
            _document.Add(new SortedSetDocValuesField(name + Facet, new BytesRef(Cut(value))));
    }

    private static string? OrderOf(SearchField field, string value, double? number) =>
        field.Kind is FieldKind.Number or FieldKind.Date ? number is { } n ? SortableNumber.Of(n) : null
        : field.Name == "number" ? CollectorNumber.SortKey(value) : Words.Whole(value);

    /// <summary>What stands in no field of the JSON by itself: numbers as people write them, finishes, prices, and what the program knows.</summary>
    private void AddOwn(ApiCard card, JsonElement json)
    {
        if (Text(json, "number") is { } number)
        {
            AddAnywhere(number);
            if (json.TryGetProperty("set", out var set) && set.ValueKind == JsonValueKind.Object && set.TryGetProperty("printedTotal", out var total) && total.ValueKind == JsonValueKind.Number)
                AddAnywhere($"{number}/{total.GetRawText()}");
        }
        foreach (var (finish, price) in MarketPrices.Of(json))
        {
            if (finish is not null)
                Add(SearchFields.Find("finish")!, finish);
            if (price is { } amount)
                Add(SearchFields.Find("price")!, amount.ToString(CultureInfo.InvariantCulture));
        }
        foreach (var name in card.OtherNames)
            AddName(name);
        Add(SearchFields.Find("changed")!, card.NormalizedAt.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        if (card.IsRetired)
            Add(SearchFields.Find("is")!, "retired");
    }

    /// <summary>A name in another language is one to find the card by, and none to order by.</summary>
    private void AddName(string name)
    {
        AddWords("name", IndexedWords.Of(name));
        AddTerm("name" + Whole, Words.Whole(name));
        AddAnywhere(name);
    }

    private void AddAnywhere(string value, string? words = null)
    {
        var numbered = CollectorWords.Of(value);
        AddWords(SearchFields.Anywhere.Name, words is not null && ReferenceEquals(numbered, value) ? words : IndexedWords.Of(numbered));
    }

    private void AddWords(string field, string words)
    {
        if (words.Length > 0)
            _document.Add(new Field(field, words, s_words));
    }

    private void AddTerm(string field, string term)
    {
        if (term.Length > 0)
            _document.Add(new Field(field, term, s_term));
    }

    private static string Cut(string value) => value.Length > MostCharacters ? value[..MostCharacters] : value;

    private static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static double? Number(string value) =>
        double.TryParse(value, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;
}
