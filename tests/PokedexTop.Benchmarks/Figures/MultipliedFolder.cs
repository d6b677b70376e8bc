using System.Text.Json;
using System.Text.Json.Nodes;

namespace PokedexTop.Benchmarks.Figures;

/// <summary>Copies a source folder many times over under new ids.</summary>
internal static class MultipliedFolder
{
    public static void Create(string from, string to, int times)
    {
        var cards = Directory.CreateDirectory(Path.Combine(to, "cards", "en")).FullName;
        Directory.CreateDirectory(Path.Combine(to, "sets"));
        var sets = new JsonArray();
        foreach (var set in JsonNode.Parse(File.ReadAllText(Path.Combine(from, "sets", "en.json")))!.AsArray())
        {
            for (var copy = 0; copy < times; copy++)
                sets.Add(WithId(set!, Id((string)set!["id"]!, copy)));
        }
        File.WriteAllText(Path.Combine(to, "sets", "en.json"), sets.ToJsonString());

        foreach (var file in Directory.EnumerateFiles(Path.Combine(from, "cards", "en"), "*.json"))
        {
            var items = JsonNode.Parse(File.ReadAllText(file))!.AsArray();
            for (var copy = 0; copy < times; copy++)
            {
                var renamed = new JsonArray([.. items.Select(item => WithId(item!, Id((string)item!["id"]!, copy)))]);
                // Indented as the originals are, so that a copied card is as long as the first.
                File.WriteAllText(Path.Combine(cards, Id(Path.GetFileNameWithoutExtension(file), copy) + ".json"), renamed.ToJsonString(new JsonSerializerOptions { WriteIndented = true }));
            }
        }
    }

    private static JsonNode WithId(JsonNode item, string id)
    {
        var copy = item.DeepClone();
        copy["id"] = id;
        return copy;
    }

    private static string Id(string id, int copy) => copy == 0 ? id : $"x{copy}{id}";
}
