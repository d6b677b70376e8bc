using System.Text.Json.Nodes;
using PokedexTop.Testing;

namespace PokedexTop.Tests.EndToEnd;

/// <summary>A few real sets of the shared data as a folder source of its own, to be read and edited by one test.</summary>
internal sealed class FolderOfSets : IDisposable
{
    /// <summary>Old and new sets, promos, a set of letters for numbers, ids that must be escaped.</summary>
    public static readonly IReadOnlyList<string> Dozen =
        ["base1", "base2", "basep", "ex10", "cel25", "cel25c", "det1", "pop1", "tk1a", "dc1", "mcd21", "swsh12tg"];

    private readonly TemporaryFolder _folder = new();

    public FolderOfSets(params IEnumerable<string> sets)
    {
        SetIds = [.. sets];
        Directory.CreateDirectory(_folder.Combine("sets"));
        Directory.CreateDirectory(_folder.Combine("cards", "en"));
        var list = Read(Path.Combine(TestData.CardFolder, "sets", "en.json")).Where(set => SetIds.Contains((string)set!["id"]!));
        File.WriteAllText(_folder.Combine("sets", "en.json"), new JsonArray([.. list.Select(set => set!.DeepClone())]).ToJsonString());
        foreach (var id in SetIds)
            File.Copy(TestData.CardFile(id), CardFile(id));
        CardCount = SetIds.Sum(id => Cards(id).Count);
    }

    public string FolderPath => _folder.Path;

    /// <summary>As <c>--source</c> takes it.</summary>
    public string Source => "folder:" + _folder.Path;

    public IReadOnlyList<string> SetIds { get; }

    public int CardCount { get; }

    public JsonArray Sets => Read(_folder.Combine("sets", "en.json"));

    public JsonArray Cards(string setId) => Read(CardFile(setId));

    /// <summary>Writes a set's cards after an edit.</summary>
    public void Write(string setId, JsonArray cards) => File.WriteAllText(CardFile(setId), cards.ToJsonString());

    /// <summary>Has every image come from a server of the test's own.</summary>
    public void PointImagesTo(string origin)
    {
        foreach (var file in Directory.EnumerateFiles(FolderPath, "*.json", SearchOption.AllDirectories))
            File.WriteAllText(file, File.ReadAllText(file).Replace("https://images.pokemontcg.io", origin, StringComparison.Ordinal));
    }

    public void Dispose() => _folder.Dispose();

    private string CardFile(string setId) => _folder.Combine("cards", "en", setId + ".json");

    private static JsonArray Read(string file) => JsonNode.Parse(File.ReadAllText(file))!.AsArray();
}
