using System.Text.Json.Nodes;
using PokedexTop.Testing;

namespace PokedexTop.FaultTests.Sources;

/// <summary>A place cards are read from, whose content the tests change between syncs.</summary>
internal interface ITestSource : IAsyncDisposable
{
    /// <summary>Arguments and environment that make the program read it.</summary>
    IReadOnlyList<string> Arguments { get; }

    IReadOnlyDictionary<string, string?> Environment { get; }

    void Become(SourceState state);
}

/// <summary>A folder in pokemon-tcg-data's layout.</summary>
internal sealed class FolderSource : ITestSource
{
    private readonly TemporaryFolder _folder = new();

    public IReadOnlyList<string> Arguments => ["--source", "folder:" + _folder.Path];

    public IReadOnlyDictionary<string, string?> Environment { get; } = new Dictionary<string, string?>();

    public void Become(SourceState state)
    {
        Directory.CreateDirectory(_folder.Combine("sets"));
        Directory.CreateDirectory(_folder.Combine("cards", "en"));
        Write(_folder.Combine("sets", "en.json"), state.Sets);
        foreach (var (setId, cards) in state.Cards)
            Write(_folder.Combine("cards", "en", setId + ".json"), cards);
        // A file that is left is a set, whether the list names it or not.
        foreach (var file in Directory.EnumerateFiles(_folder.Combine("cards", "en")).Where(file => !state.Cards.ContainsKey(Path.GetFileNameWithoutExtension(file))))
            File.Delete(file);
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    private static void Write(string file, IEnumerable<JsonObject> items) =>
        File.WriteAllText(file, new JsonArray([.. items.Select(item => item.DeepClone())]).ToJsonString());
}
