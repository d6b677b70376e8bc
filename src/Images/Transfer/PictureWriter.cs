using System.Security.Cryptography;
using PokedexTop.Images.Rendering;
using PokedexTop.Images.Rows;
using PokedexTop.Images.Stores;
using PokedexTop.Images.Telemetry;

namespace PokedexTop.Images.Transfer;

/// <summary>Turns received bytes into objects of the store. Doing it twice finds them there.</summary>
internal sealed class PictureWriter(IImageStore store, IImageRenderer renderer, SharedRenditions shared)
{
    public string Settings => renderer.SettingsVersion;

    public static string Sha256(ReadOnlyMemory<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content.Span));

    /// <summary>Stores an original and what is rendered from it.</summary>
    /// <exception cref="ImageRefusedException">It must not be decoded, or cannot be; nothing was stored.</exception>
    public async Task<StoredPicture> WriteAsync(ReadOnlyMemory<byte> content, string sha256, IReadOnlyList<Rendition> renditions, CancellationToken cancellationToken)
    {
        var header = renderer.Inspect(content);
        var known = renditions.Count == 0 ? [] : await shared.FindAsync(sha256, Settings, renditions, cancellationToken);
        // A picture that has no renditions is decoded all the same: what is served has to be whole.
        var rendered = known.Count > 0 ? [] : await RenderAsync(content, renditions.Count == 0 ? [Rendition.OfCards[^1]] : renditions, cancellationToken);
        var key = ImageKeys.Original(sha256, header.Extension);
        await PutAsync(key, header.ContentType, content, there => Sha256(there) == sha256, cancellationToken);
        var original = new ImageObject(Rendition.Original, key, store.UrlOf(key), sha256, header.Width, header.Height, content.Length);
        if (renditions.Count == 0)
            return new StoredPicture(original, [], null);
        return new StoredPicture(original, known.Count > 0 ? known : await PutAsync(sha256, rendered, cancellationToken), Settings);
    }

    /// <summary>Renders a kept original with today's settings.</summary>
    /// <returns>The renditions; null where the store has lost the original.</returns>
    /// <exception cref="ImageRefusedException">It cannot be decoded.</exception>
    public async Task<IReadOnlyList<ImageObject>?> WriteRenditionsAsync(ImageRow original, IReadOnlyList<Rendition> renditions, CancellationToken cancellationToken)
    {
        if (await shared.FindAsync(original.Sha256!, Settings, renditions, cancellationToken) is { Count: > 0 } known)
            return known;
        if (await store.ReadAsync(original.ObjectKey!, cancellationToken) is not { } content)
            return null;
        if (Sha256(content) != original.Sha256)
            throw new ImageRefusedException($"The kept original {original.ObjectKey} is damaged: its content is not what its name says.");
        renderer.Inspect(content);
        return await PutAsync(original.Sha256!, await RenderAsync(content, renditions, cancellationToken), cancellationToken);
    }

    // Rendering is all processor: off the threads that wait for the network.
    private Task<IReadOnlyList<RenderedImage>> RenderAsync(ReadOnlyMemory<byte> content, IReadOnlyList<Rendition> renditions, CancellationToken cancellationToken) => Task.Run(() =>
    {
        var began = System.Diagnostics.Stopwatch.GetTimestamp();
        var rendered = renderer.Render(content, renditions);
        ImagesTelemetry.RenderDuration.Record(System.Diagnostics.Stopwatch.GetElapsedTime(began).TotalSeconds);
        return rendered;
    }, cancellationToken);

    private async Task<IReadOnlyList<ImageObject>> PutAsync(string originalSha256, IReadOnlyList<RenderedImage> rendered, CancellationToken cancellationToken)
    {
        var objects = new List<ImageObject>(rendered.Count);
        foreach (var (rendition, webP, width, height) in rendered)
        {
            var key = ImageKeys.Rendition(Settings, originalSha256, rendition.Name);
            // Rendered before, by a build of libvips that may write other bytes: the row describes what is there.
            var stored = await PutAsync(key, "image/webp", webP, there => IsPicture(there, width, height), cancellationToken);
            objects.Add(new ImageObject(rendition.Name, key, store.UrlOf(key), Sha256(stored), width, height, stored.Length));
        }
        return objects;
    }

    /// <summary>Puts an object, unless a sound one is there. A damaged one goes: its key would be taken for ever.</summary>
    /// <returns>What the store has.</returns>
    private async Task<ReadOnlyMemory<byte>> PutAsync(string key, string contentType, ReadOnlyMemory<byte> content, Func<byte[], bool> isSound, CancellationToken cancellationToken)
    {
        if (await store.PutAsync(key, contentType, content, cancellationToken))
            return content;
        if (await store.ReadAsync(key, cancellationToken) is { } there && isSound(there))
            return there;
        await store.DeleteAsync(key, cancellationToken);
        await store.PutAsync(key, contentType, content, cancellationToken);
        return content;
    }

    private bool IsPicture(byte[] content, int width, int height)
    {
        try
        {
            return renderer.Inspect(content) is var header && (header.Width, header.Height) == (width, height);
        }
        catch (ImageRefusedException)
        {
            return false;
        }
    }
}
