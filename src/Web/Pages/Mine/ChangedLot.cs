using PokedexTop.Collections.Lots;

namespace PokedexTop.Web.Pages.Mine;

/// <summary>A form that changes a lot: in a row its copies only, on its own page every field.</summary>
internal sealed record ChangedLot(
    int Version, int Quantity, string? Back, string? Remove, string? All,
    string? List, string? Finish, string? Condition, string? Language, string? Location, string? Notes, string? GradeCompany, string? Grade, string? Certificate, string? AcquiredOn, decimal? PricePaid, string? Currency)
{
    /// <summary>What a lot is to say now.</summary>
    public LotFields Over(LotFields before) => All is null
        ? before with { Quantity = Quantity }
        : before with
        {
            Quantity = Quantity,
            List = Said(List),
            Finish = Said(Finish),
            Condition = Said(Condition),
            Language = Said(Language),
            Location = Said(Location),
            Notes = Said(Notes),
            GradeCompany = Said(GradeCompany),
            Grade = Said(Grade),
            Certificate = Said(Certificate),
            AcquiredOn = Said(AcquiredOn),
            PricePaid = PricePaid,
            Currency = Said(Currency),
        };

    private static string? Said(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
