namespace PokedexTop.Contracts;

/// <summary>An object of a card's image stands in the image store and its row in <c>silver_card_images</c>.</summary>
public sealed record CardImageStored(string CardId, string Rendition);
