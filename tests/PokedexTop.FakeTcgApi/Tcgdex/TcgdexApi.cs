using System.Globalization;
using System.Text.Json;

namespace PokedexTop.FakeApi;

/// <summary>TCGdex's API: lists in brief, documents by id in any case of letters, else by name, problems as JSON.</summary>
internal sealed class TcgdexApi(TcgdexCatalogue catalogue, FakeFaults faults, Func<DateOnly> day)
{
    private const string Assets = "https://assets.tcgdex.net";

    public Reply List(string language, string list, FakeRequest request)
    {
        if (catalogue.Find(language) is not { } items)
            return Problem(request, 404, "language-invalid", "The chosen language is not available in the database");
        IEnumerable<TcgdexItem> found = list switch
        {
            "sets" => items.Sets,
            "cards" => items.Cards.Values,
            _ => [],
        };
        if (list is not ("sets" or "cards"))
            return NotFound(request);
        // The one filter that is used of the many there are; in it letters' case counts.
        if (request.Query.TryGetValue("name", out var name) && name.StartsWith("eq:", StringComparison.Ordinal))
            found = found.Where(item => item.Name == name[3..]);
        if (request.Query.TryGetValue("pagination:itemsPerPage", out var size) && int.TryParse(size, CultureInfo.InvariantCulture, out var perPage))
            found = found.Skip((int.Parse(request.Query.GetValueOrDefault("pagination:page", "1"), CultureInfo.InvariantCulture) - 1) * perPage).Take(perPage);
        return Reply.Json(writer =>
        {
            writer.WriteStartArray();
            foreach (var item in found)
            {
                if (list == "sets")
                    WriteSetBrief(writer, item, language);
                else
                    WriteCardBrief(writer, item.Json, language);
            }
            writer.WriteEndArray();
        });
    }

    public Reply Document(string language, string list, string id, FakeRequest request)
    {
        if (catalogue.Find(language) is not { } items)
            return Problem(request, 404, "language-invalid", "The chosen language is not available in the database");
        switch (list)
        {
            case "sets" when faults.MissingSets.ContainsKey(id):
                return NotFound(request);
            case "sets":
                return (Of(items.Sets, id) ?? Named(items.Sets, id)) is { } set ? Reply.Json(writer => WriteSet(writer, set, language)) : NotFound(request);
            case "cards" when faults.MissingCards.ContainsKey(id):
                return NotFound(request);
            case "cards":
                return (items.Cards.GetValueOrDefault(id) ?? Named(items.Cards.Values, id)) is { } card ? Reply.Json(writer => WriteCard(writer, card, language, request)) : NotFound(request);
            case "dex-ids":
                var number = int.Parse(id, CultureInfo.InvariantCulture);
                return Reply.Json(writer =>
                {
                    writer.WriteStartObject();
                    writer.WriteString("name", id);
                    writer.WriteStartArray("cards");
                    foreach (var card in items.Cards.Values.Where(card => card.Json.TryGetProperty("dexId", out var numbers) && numbers.EnumerateArray().Any(n => n.GetInt32() == number)))
                        WriteCardBrief(writer, card.Json, language);
                    writer.WriteEndArray();
                    writer.WriteEndObject();
                });
            default:
                return NotFound(request);
        }
    }

    private static TcgdexItem? Of(IEnumerable<TcgdexItem> items, string id) => items.FirstOrDefault(item => item.Id.Equals(id, StringComparison.OrdinalIgnoreCase));

    private static TcgdexItem? Named(IEnumerable<TcgdexItem> items, string name) => items.FirstOrDefault(item => item.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    private void WriteSetBrief(Utf8JsonWriter writer, TcgdexItem set, string language)
    {
        writer.WriteStartObject();
        writer.WriteString("id", set.Id);
        writer.WriteString("name", set.Name);
        WritePictures(writer, set, language);
        if (set.Json.TryGetProperty("cardCount", out var count))
        {
            writer.WriteStartObject("cardCount");
            foreach (var member in count.EnumerateObject().Where(member => member.Name is "total" or "official"))
                member.WriteTo(writer);
            writer.WriteEndObject();
        }
        writer.WriteEndObject();
    }

    private void WriteSet(Utf8JsonWriter writer, TcgdexItem set, string language)
    {
        writer.WriteStartObject();
        foreach (var member in set.Json.EnumerateObject())
        {
            if (member.Name != "cards" || member.Value.ValueKind != JsonValueKind.Array)
            {
                member.WriteTo(writer);
                continue;
            }
            writer.WriteStartArray("cards");
            foreach (var card in member.Value.EnumerateArray())
                WriteCardBrief(writer, card, language);
            writer.WriteEndArray();
        }
        WritePictures(writer, set, language);
        writer.WriteEndObject();
    }

    private void WritePictures(Utf8JsonWriter writer, TcgdexItem set, string language)
    {
        if (faults.PicturesAreLeftOut)
            return;
        writer.WriteString("logo", $"{Assets}/{language}/{set.Id}/logo");
        writer.WriteString("symbol", $"{Assets}/univ/{set.Id}/symbol");
    }

    private void WriteCardBrief(Utf8JsonWriter writer, JsonElement card, string language)
    {
        writer.WriteStartObject();
        foreach (var name in new[] { "id", "localId", "name" })
            if (card.TryGetProperty(name, out var value))
            {
                writer.WritePropertyName(name);
                value.WriteTo(writer);
            }
        WriteImage(writer, card, language);
        writer.WriteEndObject();
    }

    private void WriteCard(Utf8JsonWriter writer, TcgdexItem card, string language, FakeRequest request)
    {
        writer.WriteStartObject();
        foreach (var member in card.Json.EnumerateObject())
            member.WriteTo(writer);
        if (!card.Json.TryGetProperty("image", out _))
            WriteImage(writer, card.Json, language);
        writer.WriteString("updated", day().ToString("yyyy'-'MM'-'dd'T07:00:00Z'", CultureInfo.InvariantCulture));
        if (!card.Json.TryGetProperty("pricing", out _))
            TcgdexPrices.Write(writer, card.Id, day(), faults.PriceWobble(request));
        writer.WriteEndObject();
    }

    private void WriteImage(Utf8JsonWriter writer, JsonElement card, string language)
    {
        if (!faults.PicturesAreLeftOut && card.TryGetProperty("id", out var id))
            writer.WriteString("image", $"{Assets}/{language}/{id.GetString()!.Replace('-', '/')}");
    }

    private static Reply NotFound(FakeRequest request) => Problem(request, 404, "not-found", "The resource you are trying to reach does not exists");

    private static Reply Problem(FakeRequest request, int status, string type, string title) => Reply.Json(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("type", $"https://tcgdex.dev/errors/{type}");
        writer.WriteString("title", title);
        writer.WriteNumber("status", status);
        writer.WriteString("endpoint", request.Path["/tcgdex/v2".Length..] + request.QueryString);
        writer.WriteString("method", "GET");
        writer.WriteEndObject();
    }, status);
}
