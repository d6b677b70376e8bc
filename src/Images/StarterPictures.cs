using PokedexTop.Data;
using PokedexTop.Images.Rows;
using PokedexTop.Ingest.Sources;

namespace PokedexTop.Images;

/// <summary>
/// Removes the rows of the starter catalogue's pictures once its cards and sets are out of silver, which nothing else ever
/// leaves. Whatever objects they named are no row's any more, and a sweep removes them.
/// </summary>
internal sealed class StarterPictures(SqlDatabase database)
{
    private static readonly string[] s_left =
    [
        Left("silver_card_images", "card_id", "bronze_tcg_cards", "silver_tcg_cards"),
        Left("silver_set_images", "set_id", "bronze_tcg_sets", "silver_tcg_sets"),
    ];

    public async Task RemoveAsync(CancellationToken cancellationToken)
    {
        await using (var connection = await database.OpenAsync(cancellationToken))
        {
            await using var count = connection.Command($"SELECT {string.Join(" + ", s_left.Select(left => $"(SELECT COUNT(*) FROM {left})"))}");
            if (await count.CountAsync(cancellationToken) == 0)
                return;
        }
        await using var write = await database.BeginWriteAsync(ImageTables.Layer, cancellationToken);
        foreach (var left in s_left)
            await write.ExecuteAsync($"DELETE FROM {left}", [], cancellationToken);
        await write.CommitAsync(cancellationToken);
    }

    // The starter's own bronze rows name the few owners to look at.
    private static string Left(string images, string owner, string bronze, string silver) =>
        $"{images} WHERE {owner} IN (SELECT b.{owner} FROM {bronze} b WHERE b.feed = '{SourceSelection.Starter}' AND NOT EXISTS (SELECT 1 FROM {silver} c WHERE c.{owner} = b.{owner}))";
}
