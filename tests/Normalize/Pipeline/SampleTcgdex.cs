using System.Text.Json.Nodes;
using PokedexTop.Testing;

namespace PokedexTop.Normalize.Tests.Pipeline;

/// <summary>A folder of TCGdex's data of our own making, to be edited between syncs.</summary>
internal sealed class SampleTcgdex : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<string, JsonObject> _sets = new(StringComparer.Ordinal);
    private readonly List<JsonObject> _cards = [];

    /// <summary>The source as it is named on the command line.</summary>
    public string Source => "tcgdex-folder:" + _folder.Path;

    public SampleTcgdex WithSet(string id, string name, int total, params string[] numbers)
    {
        _sets[id] = JsonNode.Parse($$"""{"id":"{{id}}","name":"{{name}}","serie":{"id":"s","name":"Sample"},"cardCount":{"official":{{total}},"total":{{total}} },"releaseDate":"2024-01-02","legal":{"standard":false,"expanded":true},"symbol":"https://assets.example/{{id}}/symbol","logo":"https://assets.example/{{id}}/logo"}""")!.AsObject();
        foreach (var number in numbers)
            Add(id, number);
        return Save();
    }

    public SampleTcgdex Add(string id, string number)
    {
        _cards.Add(JsonNode.Parse(
            $$"""
            {"category":"Pokemon","id":"{{id}}-{{number}}","illustrator":"Nobody","image":"https://assets.example/{{id}}/{{number}}","localId":"{{number}}","name":"Sample {{number.TrimStart('0')}}",
             "rarity":"Common","set":{"id":"{{id}}","name":"{{_sets[id]["name"]}}"},"variants":{"firstEdition":false,"holo":true,"normal":true,"reverse":false,"wPromo":false},
             "variants_detailed":[{"type":"normal","size":"standard","variantId":"generated"},{"type":"holo","size":"standard","foil":"cosmos","thirdParty":{"tcgplayer":7},"variantId":"generated"}],
             "dexId":[4],"hp":60,"types":["Fire"],"stage":"Basic","legal":{"standard":false,"expanded":true} }
            """)!.AsObject());
        return Save();
    }

    /// <summary>Takes a set out, with its cards.</summary>
    public SampleTcgdex Drop(string setId)
    {
        _sets.Remove(setId);
        _cards.RemoveAll(c => (string)c["set"]!["id"]! == setId);
        return Save();
    }

    public SampleTcgdex Edit(string cardId, Action<JsonObject> edit)
    {
        edit(_cards.Single(c => (string)c["id"]! == cardId));
        return Save();
    }

    public SampleTcgdex EditAll(Action<JsonObject> edit)
    {
        _cards.ForEach(edit);
        foreach (var set in _sets.Values)
            edit(set);
        return Save();
    }

    public SampleTcgdex Remove(string cardId)
    {
        _cards.RemoveAll(c => (string)c["id"]! == cardId);
        return Save();
    }

    /// <summary>Gives a set and its cards another id.</summary>
    public SampleTcgdex Rename(string setId, string to)
    {
        _sets.Remove(setId, out var set);
        set!["id"] = to;
        _sets.Add(to, set);
        foreach (var card in _cards.Where(c => (string)c["set"]!["id"]! == setId))
            (card["id"], card["set"]!["id"]) = ($"{to}-{(string)card["localId"]!}", to);
        return Save();
    }

    public SampleTcgdex Save()
    {
        var folder = Directory.CreateDirectory(_folder.Combine("en")).FullName;
        foreach (var (id, set) in _sets)
            set["cards"] = new JsonArray([.. _cards.Where(c => (string)c["set"]!["id"]! == id).Select(c => new JsonObject { ["id"] = (string)c["id"]!, ["localId"] = (string)c["localId"]!, ["name"] = (string)c["name"]! })]);
        File.WriteAllText(Path.Combine(folder, "sets.json"), new JsonArray([.. _sets.Values.Select(s => s.DeepClone())]).ToJsonString());
        File.WriteAllText(Path.Combine(folder, "cards.json"), new JsonArray([.. _cards.Select(c => c.DeepClone())]).ToJsonString());
        return this;
    }

    public void Dispose() => _folder.Dispose();
}
