using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Unicode;
using PokedexTop.Data;
using PokedexTop.Ingest.Json;

namespace PokedexTop.Ingest.Sources.Folder;

/// <summary>Reads catalogue files; makes no network call. A set is complete when its file parsed.</summary>
internal sealed class FileCatalogueSource(string name, string feed, ICatalogueFiles files, TimeProvider time) : ICardSource
{
    public const string FolderName = "folder";

    public string Name => name;

    public string Feed => feed;

    public string Location => files.Location;

    public int Parallelism { get; } = Math.Max(2, Environment.ProcessorCount);

    // A file that does not parse now does not parse in a minute either; the next sync looks again.
    public int Attempts => 1;

    public string Advice => $"Expected is a folder as pokemon-tcg-data has it, with sets/en.json and cards/en/<set>.json; given is {files.Location}.";

    public Task<SourceAnswer> FetchSetsAsync(Guid syncId, CancellationToken cancellationToken) => Task.Run(() =>
    {
        var call = Read("sets/en.json", setId: null, content => Items(content, ItemKind.Set));
        var listed = call.Items.Select(i => i.Id).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var cardFiles = files.CardFiles().ToList();
        return Answer([call], ItemKind.Set) with
        {
            UnlistedSets = call.Error is null ? cardFiles.FindAll(id => !listed.Contains(id)) : [],
            SetsCanBeAsked = call.Error is not null && cardFiles.Count > 0,
        };
    }, cancellationToken);

    public Task<SourceAnswer> FetchSetAsync(Guid syncId, string setId, CancellationToken cancellationToken) => FetchSetAsync(syncId, setId, known: null, received: null, cancellationToken);

    public Task<SourceAnswer> FetchSetAsync(Guid syncId, string setId, KnownSet? known, IReadOnlySet<string>? received, CancellationToken cancellationToken) => Task.Run(() =>
    {
        string? hash = null;
        var call = Read($"cards/en/{setId}.json", setId, content => (hash = HashOf(content)) == known?.ContentHash ? [] : Items(content, ItemKind.Card));
        return call.Error is null && hash == known?.ContentHash
            ? new SourceAnswer([call], Complete: true, Expected: null, Error: null) { ContentHash = hash, Unchanged = known }
            : Answer([call], ItemKind.Card) with { ContentHash = HasPrices(call) ? null : hash };
    }, cancellationToken);

    public Task<SourceAnswer> FetchQueryAsync(Guid syncId, CardQuery query, CancellationToken cancellationToken) => Task.Run(() =>
    {
        var calls = new List<SourceCall>();
        var match = new CardMatch(query, "nationalPokedexNumbers");
        foreach (var setId in files.CardFiles())
        {
            cancellationToken.ThrowIfCancellationRequested();
            var call = Read($"cards/en/{setId}.json", setId, content => Items(content, ItemKind.Card));
            // A query never looks at what it did not ask for: items without an id belong to the set's own fetch. Its positions
            // are not the file's, so it is recorded as a call of its own kind.
            var matching = call.Items.Where(match.Is).ToList();
            if (call.Error is not null || matching.Count > 0)
                calls.Add(call with { Endpoint = call.Endpoint + "?query", Items = matching });
        }
        return Answer(calls, ItemKind.Card);
    }, cancellationToken);

    private SourceCall Read(string path, string? setId, Func<byte[], List<BronzeItem>> items)
    {
        var requestedAt = time.UtcNow();
        var watch = Stopwatch.StartNew();
        var call = new SourceCall { Endpoint = path, RequestedAt = requestedAt, SetId = setId };
        try
        {
            // The id comes from a file others wrote: it must not lead out of the folder.
            if (setId is not null && (setId.Length == 0 || setId != Path.GetFileName(setId) || setId.Contains('\\', StringComparison.Ordinal) || setId is "." or ".."))
                return call with { Error = $"'{setId}' is not a file name." };
            var content = files.Read(path);
            call = call with { Bytes = content.Length };
            return call with { Items = items(content), DurationMs = watch.Elapsed.TotalMilliseconds };
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or SourceFormatException or ArgumentException)
        {
            return call with { Error = $"{path}: {error.Message}", DurationMs = watch.Elapsed.TotalMilliseconds };
        }
    }

    private static List<BronzeItem> Items(byte[] content, ItemKind kind) =>
        Utf8.IsValid(content) ? BronzeItemReader.Read(content, kind) : throw new IOException("the file is not UTF-8; save it as UTF-8.");

    // Another build may read the same bytes otherwise, so its own id is part of what has to be equal.
    private static string HashOf(byte[] content) =>
        CanonicalJson.Sha256([.. SHA256.HashData(content), .. typeof(BronzeItemReader).Module.ModuleVersionId.ToByteArray()]);

    /// <summary>Prices of the same bytes are not the same again where another fetch brought others meanwhile.</summary>
    private static bool HasPrices(SourceCall call) => call.Items.Any(item => item.Prices.Count > 0);

    private static SourceAnswer Answer(IReadOnlyList<SourceCall> calls, ItemKind kind)
    {
        if (calls.FirstOrDefault(c => c.Error is not null)?.Error is { } error)
            return new SourceAnswer(calls, Complete: false, null, error);
        var unidentified = calls.Sum(c => c.Items.Count(i => i.Id is null));
        return SourceAnswer.Whole(calls, null, calls.Sum(c => c.Items.Count) - unidentified, unidentified, kind);
    }
}
