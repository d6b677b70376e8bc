using System.Text.Json.Nodes;
using PokedexTop.Testing;

namespace PokedexTop.Normalize.Tests.Pipeline;

/// <summary>A folder source of our own making, to be edited between syncs.</summary>
internal sealed class SampleCatalogue : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<string, List<string>> _cards = [];

    public string Path => _folder.Path;

    /// <summary>A set with so many cards, <c>{id}-1</c> and up.</summary>
    public SampleCatalogue WithSet(string id, int cards)
    {
        _cards[id] = [.. Enumerable.Range(1, cards).Select(n => Card($"{id}-{n}", $"{n}"))];
        return Save();
    }

    public static string Card(string id, string number, string name = "Sample") =>
        $$"""{"id":"{{id}}","name":"{{name}} {{number}}","supertype":"Pokémon","subtypes":["Basic"],"hp":"60","types":["Fire"],"number":"{{number}}","nationalPokedexNumbers":[4],"legalities":{"unlimited":"Legal"},"images":{"small":"https://images.example/{{id}}.png","large":"https://images.example/{{id}}_hires.png"} }""";

    public List<string> Cards(string set) => _cards[set];

    public SampleCatalogue Replace(string set, string cardId, Action<JsonObject> edit)
    {
        var index = _cards[set].FindIndex(c => c.Contains($"\"{cardId}\"", StringComparison.Ordinal));
        var card = JsonNode.Parse(_cards[set][index])!.AsObject();
        edit(card);
        _cards[set][index] = card.ToJsonString();
        return Save();
    }

    public SampleCatalogue Keep(string set, int first)
    {
        _cards[set] = [.. _cards[set].Take(first)];
        return Save();
    }

    /// <summary>Writes a set's file as it is given, whatever it is.</summary>
    public SampleCatalogue WriteFile(string set, string content)
    {
        File.WriteAllText(System.IO.Path.Combine(Path, "cards", "en", set + ".json"), content);
        return this;
    }

    /// <summary>Edits the list of sets until the next <see cref="Save"/>.</summary>
    public SampleCatalogue ReplaceInList(string from, string to)
    {
        var list = System.IO.Path.Combine(Path, "sets", "en.json");
        File.WriteAllText(list, File.ReadAllText(list).Replace(from, to, StringComparison.Ordinal));
        return this;
    }

    public SampleCatalogue RemoveFromList(string set)
    {
        _cards.Remove(set);
        return Save();
    }

    public SampleCatalogue Save()
    {
        Directory.CreateDirectory(System.IO.Path.Combine(Path, "sets"));
        var folder = Directory.CreateDirectory(System.IO.Path.Combine(Path, "cards", "en"));
        foreach (var file in folder.GetFiles())
            file.Delete();
        File.WriteAllText(System.IO.Path.Combine(Path, "sets", "en.json"),
            "[" + string.Join(",", _cards.Keys.Select(id => $$"""{"id":"{{id}}","name":"Set {{id}}","series":"Sample","printedTotal":3,"total":3,"releaseDate":"2024/01/02","updatedAt":"2024/01/02 10:00:00","legalities":{"unlimited":"Legal"},"images":{"symbol":"https://images.example/s.png","logo":"https://images.example/l.png"} }""")) + "]");
        foreach (var (id, cards) in _cards)
            WriteFile(id, "[" + string.Join(",\n", cards) + "]");
        return this;
    }

    public void Dispose() => _folder.Dispose();
}
