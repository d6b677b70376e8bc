using System.Text.Json.Nodes;

namespace PokedexTop.Benchmarks.Figures;

/// <summary>Writes a source folder with one real set, whose cards' pictures are at an origin of the benchmark's own.</summary>
internal static class PictureFolder
{
    private const string Set = "base1";

    /// <returns>How many cards it has.</returns>
    public static int Create(string from, string to, string origin)
    {
        var cards = Directory.CreateDirectory(Path.Combine(to, "cards", "en")).FullName;
        Directory.CreateDirectory(Path.Combine(to, "sets"));
        var set = JsonNode.Parse(File.ReadAllText(Path.Combine(from, "sets", "en.json")))!.AsArray().First(s => (string?)s!["id"] == Set)!.DeepClone();
        set.AsObject().Remove("images");
        File.WriteAllText(Path.Combine(to, "sets", "en.json"), new JsonArray(set).ToJsonString());

        var items = JsonNode.Parse(File.ReadAllText(Path.Combine(from, "cards", "en", Set + ".json")))!.AsArray();
        for (var number = 0; number < items.Count; number++)
            items[number]!["images"] = new JsonObject { ["large"] = $"{origin}/{number}" };
        File.WriteAllText(Path.Combine(cards, Set + ".json"), items.ToJsonString());
        return items.Count;
    }
}
