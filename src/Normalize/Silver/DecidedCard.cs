using PokedexTop.Normalize.Feeds.Reading;
using PokedexTop.Normalize.Identities;

namespace PokedexTop.Normalize.Silver;

/// <summary>A feed card's version, which silver card it is, and what its feed's normaliser made of it.</summary>
internal sealed record DecidedCard(PendingCard Pending, Identity Identity, NormalizationResult Result)
{
    public NormalizedCard? Normalized => Result as NormalizedCard;

    public RejectedCard? Rejected => Result as RejectedCard;
}
