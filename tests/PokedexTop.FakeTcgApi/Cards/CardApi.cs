using System.Text.Json;
using PokedexTop.FakeApi.Queries;

namespace PokedexTop.FakeApi;

/// <summary>The answers of <c>/v2/cards</c> and <c>/v2/sets</c>.</summary>
internal sealed class CardApi(Catalogue catalogue, FakeFaults faults, Func<DateOnly> day)
{
    public Reply Cards(FakeRequest request, FakeFault fault)
    {
        if (ListRequest.Read(request.Query) is not { } list)
            return Reply.Error(400);
        if (list.Filter.OnlySet is { } setId && IsBroken(setId, list.PageSize))
            return Reply.Empty(500);
        var matches = catalogue.Cards(list.Filter.OnlySet).Where(card => list.Filter.Matches(Look(card)));
        return Page(list, [.. list.Order(matches, Look)], fault, (writer, card) => WriteCard(writer, card, list.Select));
    }

    public Reply Card(string cardId) => catalogue.Find(cardId) switch
    {
        null => Reply.Error(404),
        { Set.Id: var setId } when IsBroken(setId, pageSize: 1) => Reply.Empty(500),
        var card => Single(writer => WriteCard(writer, card, select: null)),
    };

    public Reply Sets(FakeRequest request, FakeFault fault)
    {
        if (ListRequest.Read(request.Query) is not { } list)
            return Reply.Error(400);
        var matches = catalogue.Sets.Where(set => list.Filter.Matches(Look(set)));
        return Page(list, [.. list.Order(matches, Look)], fault, (writer, set) => WriteSelected(writer, set.Json, list.Select));
    }

    public Reply Set(string setId) => catalogue.Sets.FirstOrDefault(set => string.Equals(set.Id, setId, StringComparison.OrdinalIgnoreCase)) switch
    {
        null => Reply.Error(404),
        { Id: var id } when IsBroken(id, pageSize: 1) => Reply.Empty(500),
        var set => Single(writer => set.Json.WriteTo(writer)),
    };

    private static Item Look(FakeCard card) => new(card.Json, card.Set.Json);

    private static Item Look(FakeSet set) => new(set.Json, null);

    private bool IsBroken(string setId, int pageSize) =>
        faults.BrokenSets.ContainsKey(setId) || (faults.PageSizeLimits.TryGetValue(setId, out var limit) && pageSize > limit);

    private static Reply Single(Action<Utf8JsonWriter> write) => Reply.Json(writer =>
    {
        writer.WriteStartObject();
        writer.WritePropertyName("data");
        write(writer);
        writer.WriteEndObject();
    });

    private static Reply Page<T>(ListRequest list, IReadOnlyList<T> matches, FakeFault fault, Action<Utf8JsonWriter, T> write)
    {
        var first = (int)Math.Min(((long)list.Page - 1) * list.PageSize, matches.Count);
        var items = matches.Skip(first).Take(list.PageSize).ToList();
        if (fault == FakeFault.RepeatedItem && items.Count > 0)
            items = [matches[Math.Max(0, first - 1)], .. first > 0 ? items.Skip(1) : items];
        if (fault == FakeFault.MissingItem && items.Count > 0)
            items.RemoveAt(items.Count - 1);
        return Reply.Json(writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("data");
            foreach (var item in items)
                write(writer, item);
            writer.WriteEndArray();
            writer.WriteNumber("page", list.Page);
            writer.WriteNumber("pageSize", list.PageSize);
            writer.WriteNumber("count", items.Count);
            writer.WriteNumber("totalCount", matches.Count + (fault == FakeFault.WrongTotalCount ? 3 : 0));
            writer.WriteEndObject();
        });
    }

    private void WriteCard(Utf8JsonWriter writer, FakeCard card, IReadOnlySet<string>? select)
    {
        if (card.Json.ValueKind != JsonValueKind.Object)
        {
            writer.WriteRawValue(card.Json.GetRawText(), skipInputValidation: true);
            return;
        }

        writer.WriteStartObject();
        // What a test put into the item itself is sent as it is, and not a second time.
        bool Added(string name) => (select is null || select.Contains(name)) && !card.Json.TryGetProperty(name, out _);
        WriteProperties(writer, card.Json, select, card.Verbatim);
        if (Added("set"))
        {
            writer.WritePropertyName("set");
            card.Set.Json.WriteTo(writer);
        }

        PriceBlocks.Write(writer, card, day(), Added);
        writer.WriteEndObject();
    }

    private static void WriteSelected(Utf8JsonWriter writer, JsonElement json, IReadOnlySet<string>? select)
    {
        writer.WriteStartObject();
        WriteProperties(writer, json, select, verbatim: false);
        writer.WriteEndObject();
    }

    private static void WriteProperties(Utf8JsonWriter writer, JsonElement json, IReadOnlySet<string>? select, bool verbatim)
    {
        foreach (var property in json.EnumerateObject())
        {
            if (select is not null && !select.Contains(property.Name))
                continue;
            writer.WritePropertyName(property.Name);
            if (verbatim)
                writer.WriteRawValue(property.Value.GetRawText(), skipInputValidation: true);
            else
                property.Value.WriteTo(writer);
        }
    }
}
