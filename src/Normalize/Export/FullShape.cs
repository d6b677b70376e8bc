using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using PokedexTop.Data;
using PokedexTop.Normalize.Feeds.PokemonTcg;
using PokedexTop.Normalize.History;
using PokedexTop.Normalize.Silver;

namespace PokedexTop.Normalize.Export;

/// <summary>Sets and cards as silver has them of all feeds, with what the first feed's shape has no place for in members of their own.</summary>
internal sealed class FullShape(SqlDatabase database) : IExportShape
{
    private readonly MoreOfCards _more = new(database);
    private readonly CatalogueReader _reader = new(database);

    // No feed: nothing takes the folder for a source.
    public string? Feed => "full";

    public async Task<List<ShapedSet>> SetsAsync(List<DamagedRow> damaged, CancellationToken cancellationToken)
    {
        var more = await _more.OfSetsAsync(cancellationToken);
        var sets = await _reader.SetsAsync(damaged, cancellationToken);
        return [.. sets.Where(s => s.MergedInto is null).Select(s => new ShapedSet(s, json => Write(json, own => PokemonTcgJson.WriteSet(own, s.SetId, s), more.GetValueOrDefault(s.SetId), s.GivenBy)))];
    }

    public async Task<List<ShapedCard>> OfSetAsync(string setId, List<DamagedRow> damaged, CancellationToken cancellationToken)
    {
        var more = await _more.OfCardsAsync("c.set_id = @id", setId, cancellationToken);
        var cards = await _reader.OfSetAsync(setId, damaged, cancellationToken);
        return cards.ConvertAll(c => new ShapedCard(c.Card, json => Write(json, own => PokemonTcgJson.WriteCard(own, c.Card.CardId, c.Card, c.Species), more.GetValueOrDefault(c.Card.CardId), c.Card.GivenBy)));
    }

    private static void Write(Utf8JsonWriter writer, Action<Utf8JsonWriter> write, JsonObject? more, string? givenBy)
    {
        var buffer = new ArrayBufferWriter<byte>(2048);
        using (var own = new Utf8JsonWriter(buffer, PokemonTcgJson.WriterOptions))
            write(own);
        var item = JsonNode.Parse(buffer.WrittenSpan)!.AsObject();
        foreach (var (name, value) in more ?? [])
            item[name] = value?.DeepClone();
        if (givenBy is not null)
            item["givenBy"] = JsonNode.Parse(givenBy);
        item.WriteTo(writer);
    }
}
