namespace PokedexTop.Catalogue;

/// <summary>
/// One finish a card exists in: a row of <c>silver_card_finishes</c>. Words are the feed's own, as it adds new ones
/// without telling; null means that it states none.
/// </summary>
public sealed class CardFinish
{
    /// <summary>The silver card; empty until the caller of the normaliser sets it.</summary>
    public string CardId { get; set; } = "";

    /// <summary>The feed that says so; empty until the caller of the normaliser sets it.</summary>
    public string Source { get; set; } = "";

    /// <summary>Its place in the feed's list. Two entries of a list may say the same.</summary>
    public int Position { get; set; }

    /// <summary>normal, holo, reverse…</summary>
    public string Finish { get; set; } = "";

    /// <summary>shadowless, unlimited, no-e-reader…</summary>
    public string? Subtype { get; set; }

    /// <summary>cosmos, pokeball, cracked-ice…</summary>
    public string? Foil { get; set; }

    /// <summary>1st-edition, set-logo, staff…</summary>
    public List<string>? Stamps { get; set; }

    /// <summary>standard or jumbo.</summary>
    public string? Size { get; set; }

    /// <summary>The language of the cards that have it.</summary>
    public string? Language { get; set; }

    /// <summary>The product at TCGplayer; one product may stand for several finishes and cards.</summary>
    public int? TcgplayerId { get; set; }

    /// <summary>The product at Cardmarket.</summary>
    public int? CardmarketId { get; set; }

    /// <summary>The feed's own id of the finish, by which it refers to it; null where it has none of its own.</summary>
    public string? VariantId { get; set; }

    /// <summary>The same as a row: of which card, and who says so.</summary>
    public CardFinish Of(string cardId, string source)
    {
        (CardId, Source) = (cardId, source);
        return this;
    }
}
