using System.Collections.Concurrent;
using PokedexTop.Data;
using PokedexTop.Images.Rows;
using PokedexTop.Images.Stores;
using PokedexTop.Images.Transfer;

namespace PokedexTop.Images.Upkeep;

/// <summary>An object that is not what its row says.</summary>
/// <param name="Kind">One of <see cref="ImageDifferenceKind"/>.</param>
/// <param name="Owner">A card or set whose row names it.</param>
/// <param name="Detail">A sentence for a person.</param>
public sealed record ImageDifference(string Kind, string Key, string Owner, string Detail);

/// <summary>Kinds of difference; docs/verify.md says what to do about each.</summary>
internal static class ImageDifferenceKind
{
    public const string ObjectMissing = "object-missing";
    public const string SizeDiffers = "size-differs";
    public const string HashDiffers = "hash-differs";
}

/// <summary>What a look at a whole store found.</summary>
/// <param name="Objects">Distinct objects that rows name.</param>
/// <param name="Bytes">Their size by the rows.</param>
/// <param name="Differences">By key.</param>
/// <param name="Unnamed">Objects of pictures that no row names; <c>images gc</c> is for them.</param>
public sealed record ImageVerificationResult(int Objects, long Bytes, IReadOnlyList<ImageDifference> Differences, int Unnamed)
{
    public bool Sound => Differences.Count == 0;
}

/// <summary>Reads every object that a row names and compares its size and hash with the row.</summary>
public sealed class ImageVerification(SqlDatabase database, IImageStore store)
{
    /// <summary>Objects read at once: a store answers faster to several.</summary>
    private const int AtOnce = 8;

    /// <param name="progress">Told the objects done and planned.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="ImageStoreException">The store cannot be used: that proves nothing.</exception>
    public async Task<ImageVerificationResult> VerifyAsync(IProgress<(int Done, int Planned)>? progress, CancellationToken cancellationToken)
    {
        var named = await NamedAsync(cancellationToken);
        var differences = new ConcurrentBag<ImageDifference>();
        var done = 0;
        await Parallel.ForEachAsync(named, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken }, async (row, stop) =>
        {
            if (Compare(row, await store.ReadAsync(row.Key, stop)) is { } difference)
                differences.Add(difference);
            progress?.Report((Interlocked.Increment(ref done), named.Count));
        });
        var keys = named.Select(n => n.Key).ToHashSet(StringComparer.Ordinal);
        var unnamed = 0;
        await foreach (var stored in store.ListAsync(cancellationToken))
            unnamed += ImageKeys.PictureOf(stored.Key) is not null && !keys.Contains(stored.Key) ? 1 : 0;
        return new ImageVerificationResult(keys.Count, named.Sum(n => n.Bytes), [.. differences.OrderBy(d => d.Key, StringComparer.Ordinal)], unnamed);
    }

    private static ImageDifference? Compare(NamedObject row, byte[]? content)
    {
        if (content is null)
            return new(ImageDifferenceKind.ObjectMissing, row.Key, row.Owner, "the store has no such object");
        if (content.LongLength != row.Bytes)
            return new(ImageDifferenceKind.SizeDiffers, row.Key, row.Owner, $"the row says {row.Bytes:N0} bytes, the object has {content.LongLength:N0}");
        var hash = PictureWriter.Sha256(content);
        return hash == row.Sha256 ? null : new(ImageDifferenceKind.HashDiffers, row.Key, row.Owner, $"the row says {row.Sha256}, the object's content is {hash}");
    }

    private async Task<List<NamedObject>> NamedAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var select = connection.Command(
            $"""
            SELECT object_key, sha256, bytes, MIN(owner) FROM (
                SELECT object_key, sha256, bytes, card_id AS owner FROM {ImageTables.Cards.Name} WHERE object_key IS NOT NULL
                UNION ALL
                SELECT object_key, sha256, bytes, set_id FROM {ImageTables.Sets.Name} WHERE object_key IS NOT NULL
            ) named GROUP BY object_key, sha256, bytes ORDER BY object_key
            """);
        return await select.ReadAsync(r => new NamedObject(r.GetString(0), r.TextOrNull(1) ?? "", r.Count(2), r.GetString(3)), cancellationToken);
    }

    private sealed record NamedObject(string Key, string Sha256, long Bytes, string Owner);
}
