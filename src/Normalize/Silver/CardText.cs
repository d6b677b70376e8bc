namespace PokedexTop.Normalize.Silver;

/// <summary>What is printed on a card in another language: a row of <c>silver_card_texts</c>. Lists are JSON as on the card itself.</summary>
internal sealed class CardText
{
    public required string CardId { get; set; }

    /// <summary>As the feed names it: fr, ja, pt-br…</summary>
    public required string Language { get; set; }

    public required string Name { get; set; }
    public string? Rarity { get; set; }
    public string? FlavorText { get; set; }
    public string? EvolvesFrom { get; set; }
    public string? Types { get; set; }
    public string? Rules { get; set; }
    public string? Abilities { get; set; }
    public string? Attacks { get; set; }
    public long BronzeId { get; set; }
}
