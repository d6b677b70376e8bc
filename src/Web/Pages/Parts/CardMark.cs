namespace PokedexTop.Web.Pages.Parts;

/// <summary>What somebody has of a card, in copies by list.</summary>
public sealed record CardMark(int Owned, int Wished, int Favorite);
