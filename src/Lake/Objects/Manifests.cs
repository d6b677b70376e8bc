using System.Globalization;
using System.Text;
using System.Text.Json;

namespace PokedexTop.Lake.Objects;

/// <summary>
/// The manifests of a lake: <c>manifests/000001.json</c> and so on, each naming the checksum of the one before, so that none can be
/// missing or changed without being noticed. An object is written once, so of two writers of one run the second one fails.
/// </summary>
internal sealed class Manifests(LakeStore store)
{
    private const string Folder = "manifests";

    private static ReadOnlySpan<byte> SealStart => ",\n  \"sha256\": \""u8;

    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web) { WriteIndented = true, NewLine = "\n" };

    /// <summary>The last run's, with the checksum of its bytes; null for a lake without any.</summary>
    /// <exception cref="LakeException">It cannot be read.</exception>
    public async Task<(Manifest Manifest, string Sha256)?> NewestAsync(CancellationToken cancellationToken) =>
        (await RunsAsync(cancellationToken)) is [.., var last] ? await ReadAsync(last, cancellationToken) : null;

    /// <summary>Every manifest, oldest first.</summary>
    /// <exception cref="LakeException">There is none, one is missing, or one is not what the next one says.</exception>
    public async Task<IReadOnlyList<Manifest>> ChainAsync(CancellationToken cancellationToken)
    {
        var runs = await RunsAsync(cancellationToken);
        if (runs.Count == 0)
            throw new LakeException($"There is no lake at {store.Location}: no run was finished there.");
        var chain = new List<Manifest>();
        string? before = null;
        for (var run = 1; run <= runs[^1]; run++)
        {
            var (manifest, hash) = await ReadAsync(run, cancellationToken);
            if (manifest.Previous != before)
                throw new LakeException(run == 1 ? $"Run {run} is damaged: its manifest names one before it." : $"Run {run - 1} is damaged: its manifest is not the one that run {run} follows.");
            chain.Add(manifest);
            before = hash;
        }
        return chain;
    }

    /// <exception cref="LakeException">Somebody else has finished that run meanwhile.</exception>
    public async Task WriteAsync(Manifest manifest, CancellationToken cancellationToken)
    {
        if (!await store.PutAsync(KeyOf(manifest.Run), Sealed(JsonSerializer.SerializeToUtf8Bytes(manifest, s_json)), cancellationToken))
            throw new LakeException($"Run {manifest.Run} of the lake at {store.Location} was written by somebody else meanwhile; nothing is lost, try again.");
    }

    /// <summary>With a checksum of all before it as its last member: no later manifest vouches for the last one.</summary>
    private static byte[] Sealed(ReadOnlySpan<byte> json)
    {
        var open = json[..json.LastIndexOf((byte)'}')].TrimEnd("\r\n"u8);
        return [.. open, .. Seal(open)];
    }

    private static bool IsSealed(ReadOnlySpan<byte> content)
    {
        var end = content.LastIndexOf(SealStart);
        return end > 0 && content[end..].SequenceEqual(Seal(content[..end]));
    }

    private static byte[] Seal(ReadOnlySpan<byte> open) => [.. SealStart, .. Encoding.ASCII.GetBytes(LakeStore.HashOf(open)), .. "\"\n}\n"u8];

    private static string KeyOf(int run) => string.Create(CultureInfo.InvariantCulture, $"{Folder}/{run:D6}.json");

    private async Task<List<int>> RunsAsync(CancellationToken cancellationToken) =>
        [.. (await store.ListAsync(Folder, cancellationToken)).Select(o => Path.GetFileNameWithoutExtension(o.Key)).Where(name => name.All(char.IsAsciiDigit) && name.Length is > 0 and < 9)
            .Select(name => int.Parse(name, CultureInfo.InvariantCulture)).Order()];

    private async Task<(Manifest Manifest, string Sha256)> ReadAsync(int run, CancellationToken cancellationToken)
    {
        var content = await store.ReadAsync(KeyOf(run), cancellationToken) ?? throw new LakeException($"Run {run} is missing: there is no {KeyOf(run)}.");
        if (!IsSealed(content))
            throw new LakeException($"Run {run} is damaged: {KeyOf(run)} is not as it was written.");
        Manifest? manifest;
        try
        {
            manifest = JsonSerializer.Deserialize<Manifest>(content, s_json);
        }
        catch (JsonException error)
        {
            throw new LakeException($"Run {run} is damaged: {KeyOf(run)} cannot be read: {error.Message}", error);
        }
        if (manifest is not { Complete: true } || manifest.Run != run)
            throw new LakeException($"Run {run} is damaged: {KeyOf(run)} is not its manifest.");
        return manifest.Format <= Manifest.CurrentFormat ? (manifest, LakeStore.HashOf(content))
            : throw new LakeException($"Run {run} was written by a newer program: its format is {manifest.Format}, this program reads up to {Manifest.CurrentFormat}.");
    }
}
