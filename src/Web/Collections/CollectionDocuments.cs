using System.Text.Json.Serialization;
using PokedexTop.Collections.Cards;
using PokedexTop.Collections.Gold;

namespace PokedexTop.Web.Collections;

/// <summary>Some copies to be made a lot of their own.</summary>
/// <param name="Quantity">Copies to take out; at least one stays.</param>
/// <param name="List">Theirs; the same where nothing is said.</param>
/// <param name="Location">Theirs; the same where nothing is said.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record SplitOrder(int Quantity, string? List, string? Location);

/// <summary>The two lots that a split leaves.</summary>
internal sealed record SplitLots(LotDocument Kept, LotDocument Made);

/// <summary>What the catalogue says of a lot's card.</summary>
internal sealed record LotCard(string Name, string? Number, string SetId, string SetName, string? Rarity, bool Retired);

/// <summary>A lot with what its owner should see of it.</summary>
internal sealed record LotDocument(
    Guid Id, int Version, string CardId, LotCard? Card, string List, string? Finish, string? Condition, string? Language, int Quantity, string? GradeCompany, string? Grade, string? Certificate,
    string? Location, string? Notes, DateOnly? AcquiredOn, decimal? PricePaid, string? Currency, string? Source, DateTime CreatedAt, DateTime UpdatedAt, string? MovedFrom, DateTime? MovedAt, string? Notice)
{
    public static LotDocument Of(Lot lot, KnownCatalogue catalogue)
    {
        var card = catalogue.Find(lot.CardId);
        return new LotDocument(
            lot.Id, lot.Version, lot.CardId, card is null ? null : new LotCard(card.Name, card.Number, card.Set.Id, card.Set.Name, card.Rarity, card.IsRetired), lot.List, lot.Finish, lot.Condition, lot.Language,
            lot.Quantity, lot.GradeCompany, lot.Grade, lot.Certificate, lot.Location, lot.Notes, lot.AcquiredOn, lot.PricePaid, lot.Currency, lot.Source, lot.CreatedAt, lot.UpdatedAt, lot.MovedFrom, lot.MovedAt, NoticeOf(lot, card));
    }

    /// <summary>What happened to the card that its owner did not do.</summary>
    private static string? NoticeOf(Lot lot, KnownCard? card) => card switch
    {
        null => $"The catalogue has no card {lot.CardId} now; the lot stays.",
        { MergedInto: { } into } => $"The catalogue found that this card is {into}; the lot will follow.",
        { IsRetired: true } => "No source has this card any more; the lot stays.",
        _ when lot.MovedFrom is { } from => $"Recorded as {from}, which the catalogue found to be {lot.CardId}.",
        _ => null,
    };
}
