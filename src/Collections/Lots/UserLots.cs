using System.Data.Common;
using PokedexTop.Collections.Cards;
using PokedexTop.Collections.Gold;
using PokedexTop.Data;

namespace PokedexTop.Collections.Lots;

/// <summary>A user's lots: listed, added, changed, split and removed. Each change is one transaction under the layer's writer lock.</summary>
public sealed class UserLots(SqlDatabase database, CollectedCatalogue catalogue, TimeProvider time)
{
    private const string OfUser = "user_id = @user";

    public async Task<LotPage> ListAsync(string userId, LotFilter filter, Guid? after, int limit, CancellationToken cancellationToken)
    {
        var (where, parameters) = Condition(userId, filter);
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var count = connection.Command($"SELECT COUNT(*) FROM gold_user_collections WHERE {where}", parameters);
        var total = await count.CountAsync(cancellationToken);
        await using var select = connection.Command(
            database.First($"{GoldTables.Lots.Select} WHERE {where} AND id > @after ORDER BY id", limit + 1), [.. parameters, ("@after", after?.ToString() ?? "")]);
        var lots = await select.ReadAsync(GoldTables.Lots.Read, cancellationToken);
        return new LotPage([.. lots.Take(limit)], total, lots.Count > limit);
    }

    /// <summary>Every lot of a user, in order.</summary>
    public async Task<IReadOnlyList<Lot>> AllAsync(string userId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var select = connection.Command($"{GoldTables.Lots.Select} WHERE {OfUser} ORDER BY id", ("@user", userId));
        return await select.ReadAsync(GoldTables.Lots.Read, cancellationToken);
    }

    /// <summary>Which cards a user owns, and which they wish for.</summary>
    public async Task<(List<string> Owned, List<string> Wished)> CardIdsAsync(string userId, CancellationToken cancellationToken)
    {
        var cards = (await CopiesAsync(userId, cancellationToken)).ToLookup(copies => copies.List, copies => copies.CardId, StringComparer.Ordinal);
        return ([.. cards[LotWords.Owned]], [.. cards[LotWords.Wishlist]]);
    }

    /// <summary>How many copies of each card a user has, by list.</summary>
    public async Task<List<(string List, string CardId, int Copies)>> CopiesAsync(string userId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var select = connection.Command($"SELECT list, card_id, SUM(quantity) FROM gold_user_collections WHERE {OfUser} GROUP BY list, card_id", ("@user", userId));
        return await select.ReadAsync(r => (r.GetString(0), r.GetString(1), (int)r.Count(2)), cancellationToken);
    }

    /// <summary>Where a user keeps how much, by list.</summary>
    public async Task<List<LotPlace>> PlacesAsync(string userId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var select = connection.Command($"SELECT location, list, COUNT(*), SUM(quantity) FROM gold_user_collections WHERE {OfUser} GROUP BY location, list ORDER BY location, list", ("@user", userId));
        return await select.ReadAsync(r => new LotPlace(r.TextOrNull(0), r.GetString(1), (int)r.Count(2), (int)r.Count(3)), cancellationToken);
    }

    public async Task<Lot?> FindAsync(string userId, Guid id, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var select = connection.Command($"{GoldTables.Lots.Select} WHERE {OfUser} AND id = @id", ("@user", userId), ("@id", id.ToString()));
        return (await select.ReadAsync(GoldTables.Lots.Read, cancellationToken)).FirstOrDefault();
    }

    public async Task<LotResult> AddAsync(string userId, LotFields said, CancellationToken cancellationToken)
    {
        var lot = New(userId, time.UtcNow());
        if (await CheckAsync(said, lot, cancellationToken) is { } problems)
            return new LotResult(LotOutcome.Refused, Problems: problems);
        await using var write = await database.BeginWriteAsync(GoldTables.Layer, cancellationToken);
        await database.UpsertAsync(write, GoldTables.Lots, [lot], cancellationToken);
        await write.CommitAsync(cancellationToken);
        return new LotResult(LotOutcome.Done, lot);
    }

    /// <param name="userId">Whose lot.</param>
    /// <param name="id">Which.</param>
    /// <param name="isSeen">Whether a version is the one that the caller saw.</param>
    /// <param name="said">What it is to be.</param>
    /// <param name="cancellationToken">Nothing is changed then.</param>
    public async Task<LotResult> ChangeAsync(string userId, Guid id, Predicate<int> isSeen, LotFields said, CancellationToken cancellationToken)
    {
        // Before the lock: reading the catalogue may take a while, and nobody else has to wait for it.
        var check = await CheckAsync(cancellationToken);
        await using var write = await database.BeginWriteAsync(GoldTables.Layer, cancellationToken);
        var lot = await FindAsync(write, userId, id, cancellationToken);
        if (Unless(lot, isSeen) is { } otherwise)
            return otherwise;
        lot!.UpdatedAt = time.UtcNow();
        check.Apply(said, lot);
        if (check.Problems.Count > 0)
            return new LotResult(LotOutcome.Refused, Problems: check.Problems);
        lot.Version++;
        await database.UpsertAsync(write, GoldTables.Lots, [lot], cancellationToken);
        await write.CommitAsync(cancellationToken);
        return new LotResult(LotOutcome.Done, lot);
    }

    /// <summary>Makes a lot of its own of some copies, elsewhere or in another list; what else they say stays.</summary>
    /// <param name="userId">Whose lot.</param>
    /// <param name="id">Which.</param>
    /// <param name="isSeen">Whether a version is the one that the caller saw.</param>
    /// <param name="quantity">Copies to take out; at least one stays.</param>
    /// <param name="list">Theirs; null for the same.</param>
    /// <param name="location">Theirs; null for the same.</param>
    /// <param name="cancellationToken">Nothing is changed then.</param>
    public async Task<LotResult> SplitAsync(string userId, Guid id, Predicate<int> isSeen, int quantity, string? list, string? location, CancellationToken cancellationToken)
    {
        var check = await CheckAsync(cancellationToken);
        await using var write = await database.BeginWriteAsync(GoldTables.Layer, cancellationToken);
        var lot = await FindAsync(write, userId, id, cancellationToken);
        if (Unless(lot, isSeen) is { } otherwise)
            return otherwise;
        if (quantity < 1 || quantity >= lot!.Quantity)
            return new LotResult(LotOutcome.Refused, Problems: new Dictionary<string, string[]> { ["quantity"] = [lot!.Quantity == 1 ? "cannot be split: the lot is one copy" : $"is {quantity}; allowed: from 1 to {lot.Quantity - 1} of the lot's {lot.Quantity}"] });
        var now = time.UtcNow();
        var made = lot.Copy();
        (made.Id, made.Version, made.CreatedAt, made.UpdatedAt) = (Guid.CreateVersion7(time.GetUtcNow()), 1, now, now);
        check.Apply(FieldsOf(lot) with { Quantity = quantity, List = list ?? lot.List, Location = location ?? lot.Location }, made);
        if (check.Problems.Count > 0)
            return new LotResult(LotOutcome.Refused, Problems: check.Problems);
        (lot.Quantity, lot.Version, lot.UpdatedAt) = (lot.Quantity - quantity, lot.Version + 1, now);
        await database.UpsertAsync(write, GoldTables.Lots, [lot, made], cancellationToken);
        await write.CommitAsync(cancellationToken);
        return new LotResult(LotOutcome.Done, lot, made);
    }

    public async Task<LotResult> RemoveAsync(string userId, Guid id, Predicate<int> isSeen, CancellationToken cancellationToken)
    {
        await using var write = await database.BeginWriteAsync(GoldTables.Layer, cancellationToken);
        if (Unless(await FindAsync(write, userId, id, cancellationToken), isSeen) is { } otherwise)
            return otherwise;
        await write.ExecuteAsync($"DELETE FROM gold_user_collections WHERE {OfUser} AND id = @id", [("@user", userId), ("@id", id.ToString())], cancellationToken);
        await write.CommitAsync(cancellationToken);
        return new LotResult(LotOutcome.Done);
    }

    /// <summary>A lot that says nothing yet.</summary>
    /// <param name="userId">Whose.</param>
    /// <param name="now">When it is made.</param>
    /// <param name="place">Among those that are made at once: ids tell the order, and within a millisecond they tell none.</param>
    internal static Lot New(string userId, DateTime now, int place = 0) =>
        new() { Id = Guid.CreateVersion7(now.AddMilliseconds(place)), UserId = userId, CardId = "", List = LotWords.Owned, Quantity = 1, Version = 1, CreatedAt = now, UpdatedAt = now };

    /// <summary>What a lot says, as somebody would say it.</summary>
    public static LotFields FieldsOf(Lot lot) => new()
    {
        CardId = lot.CardId,
        List = lot.List,
        Finish = lot.Finish,
        Condition = lot.Condition,
        Language = lot.Language,
        Quantity = lot.Quantity,
        GradeCompany = lot.GradeCompany,
        Grade = lot.Grade,
        Certificate = lot.Certificate,
        Location = lot.Location,
        Notes = lot.Notes,
        AcquiredOn = lot.AcquiredOn?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
        PricePaid = lot.PricePaid,
        Currency = lot.Currency,
        Source = lot.Source,
    };

    internal static async Task<IReadOnlyList<Lot>> AllAsync(WriteTransaction write, string userId, CancellationToken cancellationToken)
    {
        await using var select = write.Command($"{GoldTables.Lots.Select} WHERE {OfUser} ORDER BY id", ("@user", userId));
        return await select.ReadAsync(GoldTables.Lots.Read, cancellationToken);
    }

    /// <summary>Those of some cards that the user has.</summary>
    internal static async Task<IReadOnlyList<Lot>> OfCardsAsync(SqlDatabase database, WriteTransaction write, string userId, IReadOnlyCollection<string> cards, CancellationToken cancellationToken)
    {
        await using var select = write.Command($"{GoldTables.Lots.Select} WHERE {OfUser} AND {database.IsOneOf("card_id", "@cards")} ORDER BY id", ("@user", userId), ("@cards", database.TextList(cards)));
        return await select.ReadAsync(GoldTables.Lots.Read, cancellationToken);
    }

    /// <summary>Those of some ids that the user has.</summary>
    internal static async Task<IReadOnlyList<Lot>> FindAsync(SqlDatabase database, WriteTransaction write, string userId, IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken)
    {
        await using var select = write.Command(
            $"{GoldTables.Lots.Select} WHERE {OfUser} AND {database.IsOneOf("id", "@ids")}", ("@user", userId), ("@ids", database.TextList([.. ids.Select(id => id.ToString())])));
        return await select.ReadAsync(GoldTables.Lots.Read, cancellationToken);
    }

    private async Task<LotCheck> CheckAsync(CancellationToken cancellationToken) =>
        new(await catalogue.ReadAsync(cancellationToken), DateOnly.FromDateTime(time.UtcNow()));

    private async Task<IReadOnlyDictionary<string, string[]>?> CheckAsync(LotFields said, Lot lot, CancellationToken cancellationToken)
    {
        var check = await CheckAsync(cancellationToken);
        check.Apply(said, lot);
        return check.Problems.Count > 0 ? check.Problems : null;
    }

    private static LotResult? Unless(Lot? lot, Predicate<int> isSeen) =>
        lot is null ? new LotResult(LotOutcome.NotFound) : isSeen(lot.Version) ? null : new LotResult(LotOutcome.OutOfDate, lot);

    private static async Task<Lot?> FindAsync(WriteTransaction write, string userId, Guid id, CancellationToken cancellationToken)
    {
        await using DbCommand select = write.Command($"{GoldTables.Lots.Select} WHERE {OfUser} AND id = @id", ("@user", userId), ("@id", id.ToString()));
        return (await select.ReadAsync(GoldTables.Lots.Read, cancellationToken)).FirstOrDefault();
    }

    private static (string Where, (string, object?)[] Parameters) Condition(string userId, LotFilter filter)
    {
        var where = OfUser;
        List<(string, object?)> parameters = [("@user", userId)];
        foreach (var (condition, name, value) in new[]
        {
            ("list = @list", "@list", filter.List), ("card_id = @card", "@card", filter.CardId),
            ("card_id IN (SELECT c.card_id FROM silver_tcg_cards c WHERE c.set_id = @set)", "@set", filter.SetId), ("location = @location", "@location", filter.Location),
        })
        {
            if (value is null)
                continue;
            where += $" AND {condition}";
            parameters.Add((name, value));
        }
        return (where, [.. parameters]);
    }
}
