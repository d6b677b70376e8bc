using PokedexTop.Collections.Cards;
using PokedexTop.Collections.Gold;
using PokedexTop.Data;

namespace PokedexTop.Collections.Lots;

/// <summary>Copies that somebody adds one after another: each joins the lot that says the same and nothing more, or begins one.</summary>
public sealed class JoinedLots(SqlDatabase database, CollectedCatalogue catalogue, TimeProvider time)
{
    /// <summary>Adds copies. What is refused leaves the others be; what is not is one transaction under the layer's writer lock.</summary>
    /// <param name="userId">Whose they become.</param>
    /// <param name="copies">In the order in which they were said.</param>
    /// <param name="cancellationToken">Nothing is added then.</param>
    /// <returns>What became of each, in that order.</returns>
    public async Task<IReadOnlyList<LotResult>> AddAsync(string userId, IReadOnlyList<LotFields> copies, CancellationToken cancellationToken)
    {
        // Before the lock: reading the catalogue may take a while, and nobody else has to wait for it.
        var (known, now) = (await catalogue.ReadAsync(cancellationToken), time.UtcNow());
        var said = copies.Select((fields, place) => Applied(fields, UserLots.New(userId, now, place))).ToList();
        var added = said.FindAll(result => result.Lot is not null);
        if (added.Count == 0)
            return said;
        await using var write = await database.BeginWriteAsync(GoldTables.Layer, cancellationToken);
        var (lots, written) = (new Dictionary<LotFields, Lot>(), new HashSet<Lot>());
        foreach (var lot in await UserLots.OfCardsAsync(database, write, userId, [.. added.Select(result => result.Lot!.CardId).Distinct(StringComparer.Ordinal)], cancellationToken))
            lots.TryAdd(Kind(lot), lot);
        var results = said.ConvertAll(result => result.Lot is { } lot ? Joined(lot) : result);
        await database.UpsertAsync(write, GoldTables.Lots, [.. written], cancellationToken);
        await write.CommitAsync(cancellationToken);
        return results;

        LotResult Joined(Lot lot)
        {
            if (lots.TryAdd(Kind(lot), lot))
            {
                written.Add(lot);
                return new LotResult(LotOutcome.Done, lot);
            }
            var same = lots[Kind(lot)];
            var more = Applied(UserLots.FieldsOf(same) with { Quantity = same.Quantity + lot.Quantity }, same.Copy());
            if (more.Lot is null)
                return more;
            // Once, however many of them are said at once: nobody saw it between.
            if (written.Add(same))
                same.Version++;
            (same.Quantity, same.UpdatedAt) = (more.Lot.Quantity, now);
            return new LotResult(LotOutcome.Done, same);
        }

        LotResult Applied(LotFields fields, Lot lot)
        {
            var check = new LotCheck(known, DateOnly.FromDateTime(now));
            check.Apply(fields, lot);
            return check.Problems.Count > 0 ? new LotResult(LotOutcome.Refused, Problems: check.Problems) : new LotResult(LotOutcome.Done, lot);
        }
    }

    private static LotFields Kind(Lot lot) => UserLots.FieldsOf(lot) with { Quantity = null, Source = null };
}
