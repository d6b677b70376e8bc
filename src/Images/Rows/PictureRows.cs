using PokedexTop.Data;
using PokedexTop.Images.Rendering;

namespace PokedexTop.Images.Rows;

/// <summary>
/// The rows of pictures as the stage works on them: claimed by their control rows, saved whole. The same for cards and
/// sets, whose tables differ in the owner's column and in what follows a control row.
/// </summary>
internal sealed class PictureRows<T>(SqlDatabase database, BulkTable<T> table, IReadOnlyList<Rendition> followers, Func<string, string, T> create)
    where T : ImageRow
{
    private readonly string _owner = table.Key[0];

    /// <summary>The renditions a picture of this table has besides its control row.</summary>
    public IReadOnlyList<Rendition> Followers => followers;

    /// <summary>Whether a row controls its picture, rather than follows.</summary>
    public bool IsControl(T row) => !followers.Any(f => f.Name == row.Rendition);

    /// <summary>Takes pictures on that are due, or whose renditions are to be made again, for as long as the lease runs.</summary>
    public async Task<List<T>> ClaimPicturesAsync(int count, DateTime now, DateTime until, CancellationToken cancellationToken)
    {
        // Almost always there is nothing, and looking needs no lock.
        await using (var connection = await database.OpenAsync(cancellationToken))
        {
            if ((await FreeAsync(connection.Command, 1, now, cancellationToken)).Count == 0)
                return [];
        }
        await using var write = await database.BeginWriteAsync(ImageTables.Layer, cancellationToken);
        var claimed = await FreeAsync(write.Command, count, now, cancellationToken);
        foreach (var row in claimed)
        {
            (row.LeaseToken, row.LeaseUntil) = (Guid.CreateVersion7().ToString(), until);
            await write.ExecuteAsync($"UPDATE {table.Name} SET lease_token = @token, lease_until = @until WHERE {_owner} = @owner AND rendition = @rendition",
                [("@token", row.LeaseToken), ("@until", until), ("@owner", row.OwnerId), ("@rendition", row.Rendition)], cancellationToken);
        }
        if (claimed.Count > 0)
            await write.CommitAsync(cancellationToken);
        return claimed;
    }

    /// <summary>
    /// Notes which original's objects are about to be written, so that a sweep leaves them alone until a row names them.
    /// </summary>
    /// <returns>Whether the picture is still the claimant's.</returns>
    public async Task<bool> NoteWritingAsync(T claimed, string sha256, CancellationToken cancellationToken)
    {
        await using var write = await database.BeginWriteAsync(ImageTables.Layer, cancellationToken);
        var mine = await SetAsync(write, "writing_sha256 = @sha", claimed, [("@sha", sha256)], cancellationToken) > 0;
        await write.CommitAsync(cancellationToken);
        return mine;
    }

    /// <summary>Saves what became of a claimed picture, unless someone else has it by now or its address changed meanwhile.</summary>
    /// <param name="claimed">Its control row, as it was claimed.</param>
    /// <param name="apply">Changes the picture's rows, the control row first.</param>
    /// <param name="cancellationToken">Nothing is saved then.</param>
    public async Task<bool> SavePictureAsync(T claimed, Action<IReadOnlyList<T>> apply, CancellationToken cancellationToken)
    {
        await using var write = await database.BeginWriteAsync(ImageTables.Layer, cancellationToken);
        var rows = await PictureAsync(write, claimed, cancellationToken);
        if (rows.Count == 0 || rows[0].LeaseToken != claimed.LeaseToken)
            return false;
        var current = rows[0].WantedUrl == claimed.WantedUrl && rows[0].FallbackUrl == claimed.FallbackUrl;
        if (current)
            apply(rows);
        (rows[0].LeaseToken, rows[0].LeaseUntil, rows[0].WritingSha256) = (null, null, null);
        await database.UpsertAsync(write, table, rows, cancellationToken);
        await write.CommitAsync(cancellationToken);
        return current;
    }

    /// <summary>Hands claimed pictures back as they were.</summary>
    public async Task ReleasePicturesAsync(IReadOnlyCollection<T> claimed, CancellationToken cancellationToken)
    {
        await using var write = await database.BeginWriteAsync(ImageTables.Layer, cancellationToken);
        foreach (var row in claimed)
            await SetAsync(write, "lease_token = NULL, lease_until = NULL, writing_sha256 = NULL", row, [], cancellationToken);
        await write.CommitAsync(cancellationToken);
    }

    /// <summary>Ends every lease: whoever had one is gone.</summary>
    public async Task EndLeasesAsync(CancellationToken cancellationToken)
    {
        await using var write = await database.BeginWriteAsync(ImageTables.Layer, cancellationToken);
        await write.ExecuteAsync($"UPDATE {table.Name} SET lease_token = NULL, lease_until = NULL, writing_sha256 = NULL WHERE lease_token IS NOT NULL", [], cancellationToken);
        await write.CommitAsync(cancellationToken);
    }

    /// <summary>All rows of the given owners.</summary>
    public async Task<ILookup<string, T>> OfAsync(WriteTransaction write, IReadOnlyCollection<string> owners, CancellationToken cancellationToken)
    {
        await using var select = write.Command($"{table.Select} WHERE {database.IsOneOf(_owner, "@ids")}", ("@ids", database.TextList(owners)));
        return (await select.ReadAsync(table.Read, cancellationToken)).ToLookup(row => row.OwnerId, StringComparer.Ordinal);
    }

    /// <summary>A row that was never there.</summary>
    public T Create(string owner, string rendition) => create(owner, rendition);

    private async Task<List<T>> FreeAsync(CommandFactory command, int count, DateTime now, CancellationToken cancellationToken)
    {
        // Two questions, an index each, in the index's order; new pictures before better ones. Only control rows answer.
        var free = new List<T>();
        foreach (var (due, order) in new[] { ("next_attempt_at <= @now", $"next_attempt_at, {_owner}"), ("settings = ''", _owner) })
        {
            if (free.Count == count)
                break;
            await using var select = command(
                database.First($"{table.Select} WHERE {due} AND (lease_until IS NULL OR lease_until <= @now) ORDER BY {order}", count - free.Count),
                ("@now", now));
            free.AddRange((await select.ReadAsync(table.Read, cancellationToken)).Where(row => !free.Exists(f => f.OwnerId == row.OwnerId && f.Rendition == row.Rendition)));
        }
        return free;
    }

    private async Task<List<T>> PictureAsync(WriteTransaction write, T claimed, CancellationToken cancellationToken)
    {
        var rows = (await OfAsync(write, [claimed.OwnerId], cancellationToken))[claimed.OwnerId].ToDictionary(row => row.Rendition, StringComparer.Ordinal);
        if (!rows.TryGetValue(claimed.Rendition, out var first))
            return [];
        return [first, .. followers.Select(f => rows.GetValueOrDefault(f.Name) ?? create(claimed.OwnerId, f.Name))];
    }

    /// <summary>Changes a control row for as long as it is the claimant's.</summary>
    private Task<int> SetAsync(WriteTransaction write, string set, T claimed, (string, object?)[] values, CancellationToken cancellationToken) => write.ExecuteAsync(
        $"UPDATE {table.Name} SET {set} WHERE {_owner} = @owner AND rendition = @rendition AND lease_token = @mine",
        [.. values, ("@owner", claimed.OwnerId), ("@rendition", claimed.Rendition), ("@mine", claimed.LeaseToken)], cancellationToken);
}

/// <summary>The two kinds of pictures.</summary>
internal static class PictureRows
{
    /// <summary>The condition on a row of a card that it is the control row.</summary>
    public const string CardControl = "rendition = 'original'";

    /// <summary>The condition on a row that it is of low resolution, though not because its source has no other.</summary>
    public const string CouldBeBetter = $"(status = '{ImageStatus.Lowres}' AND reason <> '{ImageStatus.OnlyLowResolution}')";

    public static PictureRows<CardImage> OfCards(SqlDatabase database) => new(database, ImageTables.Cards, Rendition.OfCards,
        (owner, rendition) => new CardImage { CardId = owner, Rendition = rendition, Status = ImageStatus.Pending });

    /// <summary>Symbols and logos are kept as received: browsers show them at their own size, and there are few.</summary>
    public static PictureRows<SetImage> OfSets(SqlDatabase database) => new(database, ImageTables.Sets, [],
        (owner, rendition) => new SetImage { SetId = owner, Rendition = rendition, Status = ImageStatus.Pending });
}
