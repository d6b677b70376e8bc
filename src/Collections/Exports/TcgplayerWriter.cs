using PokedexTop.Collections.Cards;
using PokedexTop.Collections.Gold;
using PokedexTop.Collections.Lots;

namespace PokedexTop.Collections.Exports;

/// <summary>As TCGplayer's app takes it in; it knows neither mint nor excellent.</summary>
internal sealed class TcgplayerWriter() : TrackerWriter("TCGplayer")
{
    private static readonly Dictionary<string, string> s_languages = new(StringComparer.Ordinal)
    {
        ["en"] = "English",
        ["fr"] = "French",
        ["de"] = "German",
        ["it"] = "Italian",
        ["es"] = "Spanish",
        ["pt"] = "Portuguese",
        ["ru"] = "Russian",
        ["ja"] = "Japanese",
        ["ko"] = "Korean",
        ["nl"] = "Dutch",
        ["pl"] = "Polish",
        ["zh-hans"] = "Chinese (Simplified)",
        ["zh-hant"] = "Chinese (Traditional)",
        ["th"] = "Thai",
        ["id"] = "Indonesian",
        ["pt-br"] = "Portuguese (Brazil)",
        ["es-mx"] = "Spanish (Latin America)",
    };

    protected override IReadOnlyList<string> Heads(DateOnly today) => ["Quantity", "Name", "Simple Name", "Set", "Card Number", "Set Code", "Printing", "Condition", "Language", "Rarity", "Product ID", "SKU"];

    protected override IReadOnlyList<string> Lists { get; } = [LotWords.Owned];

    protected override IReadOnlyList<string?> Cells(Lot lot, KnownCard card, ExportLosses losses)
    {
        losses.LostIf(lot.Grade is not null, "the grade");
        losses.LostIf(lot.PricePaid is not null, "what was paid");
        losses.LostIf(lot.AcquiredOn is not null, "the day it was acquired on");
        losses.LostIf(lot.Location is not null, "the location");
        losses.LostIf(lot.Notes is not null, "the notes");
        losses.LostIf(lot.Condition is "mint" or "excellent", "its exact condition, the next lower one being written instead");
        var condition = lot.Condition switch { "mint" => "near-mint", "excellent" => "lightly-played", var other => other };
        return [Text(lot.Quantity), card.Name, card.Name, card.Set.Name, Number(card), card.Set.PtcgoCode, Printing(lot.Finish), Words(condition), lot.Language is { } language ? s_languages.GetValueOrDefault(language, language) : null, card.Rarity, Product(lot, card), null];
    }

    private static string? Product(Lot lot, KnownCard card)
    {
        var ofFinish = card.Products.Where(p => p.Tcgplayer is not null && (lot.Finish is null || p.Finish == lot.Finish)).Select(p => p.Tcgplayer!.Value).Distinct().ToList();
        return ofFinish is [var product] ? Text(product) : null;
    }
}
