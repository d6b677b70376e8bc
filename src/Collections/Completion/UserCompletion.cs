using PokedexTop.Collections.Cards;
using PokedexTop.Collections.Lots;
using PokedexTop.Data;

namespace PokedexTop.Collections.Completion;

/// <summary>Reads what a user has, and counts it against the catalogue.</summary>
public sealed class UserCompletion(SqlDatabase database, CollectedCatalogue catalogue)
{
    public async Task<CompletionReport> ReadAsync(string userId, CancellationToken cancellationToken) =>
        new(await catalogue.ReadAsync(cancellationToken), await CopiesAsync(userId, LotWords.Owned, cancellationToken));

    /// <summary>The cards of a set that are missing; null where there is no such set.</summary>
    /// <param name="userId">Whose.</param>
    /// <param name="setId">The set.</param>
    /// <param name="scope">printed, all or master.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async Task<IReadOnlyList<MissingCard>?> MissingAsync(string userId, string setId, string scope, CancellationToken cancellationToken) =>
        (await ReadAsync(userId, cancellationToken)).Missing(setId, scope, await CopiesAsync(userId, LotWords.Wishlist, cancellationToken));

    private async Task<List<Copies>> CopiesAsync(string userId, string list, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var select = connection.Command("SELECT card_id, finish, SUM(quantity) FROM gold_user_collections WHERE user_id = @user AND list = @list GROUP BY card_id, finish", ("@user", userId), ("@list", list));
        return await select.ReadAsync(r => new Copies(r.GetString(0), r.TextOrNull(1), (int)r.Count(2)), cancellationToken);
    }
}
