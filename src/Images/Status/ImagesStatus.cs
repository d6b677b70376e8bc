using System.Globalization;
using PokedexTop.Data;
using PokedexTop.Images.Rows;

namespace PokedexTop.Images.Status;

/// <summary>Pictures by state.</summary>
public sealed record ImageCounts(long Pending, long Stored, long Lowres, long Missing, long Refused, long Failed)
{
    public long Total => Pending + Stored + Lowres + Missing + Refused + Failed;

    /// <summary>Those that are here or that the source does not have: nothing more is to be had at the moment.</summary>
    public long Final => Stored + Lowres + Missing;

    /// <summary>By the names of <see cref="ImageStatus"/>.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public IReadOnlyDictionary<string, long> ByStatus => new Dictionary<string, long>
    {
        [ImageStatus.Pending] = Pending,
        [ImageStatus.Stored] = Stored,
        [ImageStatus.Lowres] = Lowres,
        [ImageStatus.Missing] = Missing,
        [ImageStatus.Refused] = Refused,
        [ImageStatus.Failed] = Failed,
    };

    /// <summary>For a person: <c>120 of 130 here, 5 of them in low resolution; 3 missing, 2 pending</c>.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public string Summary
    {
        get
        {
            var rest = new[] { (Missing, "missing"), (Refused, "refused"), (Failed, "failed"), (Pending, "pending") }.Where(s => s.Item1 > 0).Select(s => $"{s.Item1:N0} {s.Item2}").ToList();
            return $"{Stored + Lowres:N0} of {Total:N0} here{(Lowres > 0 ? $", {Lowres:N0} of them in low resolution" : "")}{(rest.Count > 0 ? "; " + string.Join(", ", rest) : "")}";
        }
    }

    internal static ImageCounts Of(IReadOnlyDictionary<string, long> counts) => new(
        counts.GetValueOrDefault(ImageStatus.Pending), counts.GetValueOrDefault(ImageStatus.Stored), counts.GetValueOrDefault(ImageStatus.Lowres),
        counts.GetValueOrDefault(ImageStatus.Missing), counts.GetValueOrDefault(ImageStatus.Refused), counts.GetValueOrDefault(ImageStatus.Failed));
}

/// <summary>Why pictures are not here that ought to be, or are only in low resolution though the source names another.</summary>
/// <param name="Status">refused, failed, pending after a failure, or lowres.</param>
/// <param name="Count">Of cards, symbols and logos.</param>
/// <param name="Example">A card or set.</param>
public sealed record ImageReason(string Status, string Reason, long Count, string Example);

/// <summary>Pictures of cards, symbols and logos that no attempt has brought here: refused, failed, or waiting after a failure.</summary>
/// <param name="Commonest">The most frequent reason.</param>
public sealed record ImageTrouble(long Pictures, ImageReason Commonest)
{
    /// <summary>For a person, in one sentence.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public string Words => string.Create(CultureInfo.InvariantCulture,
        $"{Pictures:N0} {(Pictures == 1 ? "image" : "images")} could not be fetched{(Pictures == Commonest.Count ? "" : $", {Commonest.Count:N0} of them")} because: {Commonest.Reason.TrimEnd('.')} (such as {Commonest.Example}).");
}

/// <summary>What the images layer holds and what is left to do.</summary>
/// <param name="Cards">Cards by the state of their picture; those without rows yet are in the backlog only.</param>
/// <param name="Sets">Symbols and logos.</param>
/// <param name="Reasons">The most frequent ones.</param>
/// <param name="Trouble">Null where no picture fails.</param>
/// <param name="Issues">Oddities of pictures that hold now.</param>
/// <param name="BySet">Cards of each set, where asked for.</param>
public sealed record ImagesReport(
    ImageCounts Cards, ImageCounts Sets, ImageBacklogCounts Backlog, IReadOnlyList<ImageReason> Reasons, ImageTrouble? Trouble, long Issues, IReadOnlyDictionary<string, ImageCounts> BySet)
{
    /// <summary>Whether the stage was ever at work here.</summary>
    public bool IsDeployed => Cards.Total + Sets.Total > 0;
}

/// <summary>The pictures of cards that are current in the catalogue.</summary>
/// <param name="Unplanned">Cards that have no rows.</param>
public sealed record CurrentImages(ImageCounts Counts, long Unplanned)
{
    /// <summary>Whether each card's picture is here, or is known to be missing at its source.</summary>
    public bool Complete => Counts.Total > 0 && Unplanned == 0 && Counts.Final == Counts.Total;

    /// <summary>For a report, in one line.</summary>
    public string Words => Counts.Total == 0 ? "not deployed" : $"{(Complete ? "complete" : "not complete")}, {Counts.Summary}{(Unplanned > 0 ? $", {Unplanned:N0} not looked at" : "")}";
}

/// <summary>Answers where pictures are, by counts over indexes.</summary>
public sealed class ImagesStatus(SqlDatabase database, ImageBacklog backlog)
{
    private const int ReasonsTold = 20;

    private const string Troubled = $"status IN ('{ImageStatus.Pending}', '{ImageStatus.Refused}', '{ImageStatus.Failed}')";

    /// <param name="bySet">Whether each set's cards are counted too, which reads more than indexes.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<ImagesReport> ReadAsync(bool bySet, CancellationToken cancellationToken) => new(
        await CardsAsync(cancellationToken),
        ImageCounts.Of((await CountAsync("SELECT '', status, COUNT(*) FROM silver_set_images GROUP BY status", cancellationToken)).ToDictionary(c => c.Status, c => c.Count)),
        await backlog.CountAsync(cancellationToken),
        [.. (await ReasonsAsync($"({Troubled} OR {PictureRows.CouldBeBetter})", ReasonsTold, cancellationToken)).Select(r => r.Reason)],
        await TroubleAsync(cancellationToken),
        (await CountAsync("SELECT '', '', COUNT(*) FROM silver_image_issues", cancellationToken))[0].Count,
        bySet ? await BySetAsync(cancellationToken) : new Dictionary<string, ImageCounts>());

    /// <summary>Cards by the state of their picture.</summary>
    public async Task<ImageCounts> CardsAsync(CancellationToken cancellationToken) => ImageCounts.Of(
        (await CountAsync($"SELECT '', status, COUNT(*) FROM silver_card_images WHERE {PictureRows.CardControl} GROUP BY status", cancellationToken)).ToDictionary(c => c.Status, c => c.Count));

    /// <summary>The cards that are current in the catalogue, by the state of their picture.</summary>
    public async Task<CurrentImages> CurrentCardsAsync(CancellationToken cancellationToken)
    {
        var counts = (await CountAsync(
            $"""
            SELECT '', COALESCE(i.status, 'none'), COUNT(*) FROM silver_tcg_cards c
            LEFT JOIN silver_card_images i ON i.card_id = c.card_id AND i.{PictureRows.CardControl}
            WHERE c.retired_at IS NULL AND c.merged_into IS NULL GROUP BY i.status
            """, cancellationToken)).ToDictionary(c => c.Status, c => c.Count);
        return new CurrentImages(ImageCounts.Of(counts), counts.GetValueOrDefault("none"));
    }

    /// <summary>Bytes of every object that rows name; many rows may name one.</summary>
    public async Task<long> BytesAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var select = connection.Command(
            """
            SELECT SUM(bytes) FROM (
                SELECT object_key, MAX(bytes) AS bytes FROM (
                    SELECT object_key, bytes FROM silver_card_images WHERE object_key IS NOT NULL
                    UNION ALL
                    SELECT object_key, bytes FROM silver_set_images WHERE object_key IS NOT NULL
                ) named GROUP BY object_key
            ) objects
            """);
        return await select.CountAsync(cancellationToken);
    }

    /// <summary>What keeps pictures away at the moment; null where nothing does.</summary>
    public async Task<ImageTrouble?> TroubleAsync(CancellationToken cancellationToken) =>
        await ReasonsAsync(Troubled, 1, cancellationToken) is [var first] ? new ImageTrouble(first.All, first.Reason) : null;

    /// <returns>The most frequent reasons of pictures in a state, each with the number of all of these pictures.</returns>
    private async Task<List<(ImageReason Reason, long All)>> ReasonsAsync(string state, int atMost, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var select = connection.Command(database.First(
            $"""
            SELECT status, reason, COUNT(*) AS pictures, MIN(owner) AS example, SUM(COUNT(*)) OVER () AS every_picture FROM (
                SELECT status, reason, card_id AS owner FROM silver_card_images WHERE {PictureRows.CardControl} AND reason IS NOT NULL AND {state}
                UNION ALL
                SELECT status, reason, set_id FROM silver_set_images WHERE reason IS NOT NULL AND {state}
            ) troubles GROUP BY status, reason ORDER BY pictures DESC, status, reason
            """, atMost));
        return await select.ReadAsync(r => (new ImageReason(r.GetString(0), r.GetString(1), r.Count(2), r.GetString(3)), r.Count(4)), cancellationToken);
    }

    private async Task<IReadOnlyDictionary<string, ImageCounts>> BySetAsync(CancellationToken cancellationToken)
    {
        var counts = await CountAsync(
            $"""
            SELECT c.set_id, i.status, COUNT(*) FROM silver_card_images i JOIN silver_tcg_cards c ON c.card_id = i.card_id
            WHERE i.{PictureRows.CardControl} GROUP BY c.set_id, i.status
            """, cancellationToken);
        return counts.GroupBy(c => c.Set, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => ImageCounts.Of(g.ToDictionary(c => c.Status, c => c.Count)), StringComparer.Ordinal);
    }

    private async Task<List<ImageCount>> CountAsync(string sql, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var select = connection.Command(sql);
        return await select.ReadAsync(r => new ImageCount(r.GetString(0), r.GetString(1), r.Count(2)), cancellationToken);
    }

    private sealed record ImageCount(string Set, string Status, long Count);
}
