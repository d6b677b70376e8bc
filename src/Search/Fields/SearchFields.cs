using static PokedexTop.Search.Fields.FieldKind;

namespace PokedexTop.Search.Fields;

/// <summary>Every field of the search language, in one place: parser, index, help, completion and docs/search.md follow from it.</summary>
public static class SearchFields
{
    private static readonly string[] s_tcgplayer = ["low", "mid", "high", "market", "directLow"];
    private static readonly string[] s_cardmarket =
    [
        "averageSellPrice", "lowPrice", "trendPrice", "germanProLow", "suggestedPrice", "reverseHoloSell", "reverseHoloLow",
        "reverseHoloTrend", "lowPriceExPlus", "avg1", "avg7", "avg30", "reverseHoloAvg1", "reverseHoloAvg7", "reverseHoloAvg30",
    ];

    /// <summary>Where a word without a field is looked for.</summary>
    public static SearchField Anywhere { get; } = new("words", Text, "Name, number, set, artist and all texts", "boss ghetsis");

    /// <summary>The fields by their names, in the order in which they are told of.</summary>
    public static IReadOnlyList<SearchField> All { get; } =
    [
        new("id", Id, "The card's id", "id:base1-4") { Orders = true },
        new("name", Text, "Its name, in other languages too where those are read", "name:charizard") { Orders = true, IsInWords = true },
        new("supertype", Text, "Pokémon, Trainer or Energy", "supertype:trainer") { Orders = true, IsFacet = true },
        new("subtypes", Text, "Basic, Stage 1, Item, VMAX…", "subtypes:mega") { IsFacet = true },
        new("level", Text, "The printed level", "level:[60 TO *]") { HasRanges = true, Orders = true },
        new("hp", Number, "Hit points", "hp:[150 TO *]") { Orders = true },
        new("types", Text, "Energy types", "-types:water") { IsFacet = true },
        new("evolvesFrom", Text, "What it evolves from", "evolvesFrom:charmeleon") { Orders = true, IsInWords = true },
        new("evolvesTo", Text, "What it evolves to", "evolvesTo:raichu"),
        new("rules", Text, "Its rules", "rules:\"prize cards\"") { IsInWords = true },
        new("ancientTrait.name", Text, "The ancient trait", "ancientTrait.name:*") { IsInWords = true },
        new("ancientTrait.text", Text, "Its text", "ancientTrait.text:energy") { IsInWords = true },
        new("abilities.name", Text, "An ability, Poké-Power or Poké-Body", "abilities.name:\"energy burn\"") { IsInWords = true },
        new("abilities.text", Text, "Its text", "abilities.text:paralyzed") { IsInWords = true },
        new("abilities.type", Text, "Its kind", "abilities.type:power"),
        new("attacks.name", Text, "An attack", "attacks.name:\"fire spin\"") { IsInWords = true },
        new("attacks.cost", Text, "An energy it costs", "attacks.cost:psychic"),
        new("attacks.convertedEnergyCost", Number, "How many energies it costs", "attacks.convertedEnergyCost:0"),
        new("attacks.damage", Text, "Its damage as printed", "attacks.damage:[200 TO *]") { HasRanges = true },
        new("attacks.text", Text, "Its text", "attacks.text:\"flip a coin\"") { IsInWords = true },
        new("weaknesses.type", Text, "What it is weak to", "weaknesses.type:fire"),
        new("weaknesses.value", Id, "How weak", "weaknesses.value:×2"),
        new("resistances.type", Text, "What it resists", "resistances.type:fighting"),
        new("resistances.value", Id, "How much", "resistances.value:-30"),
        new("retreatCost", Text, "An energy its retreat costs", "retreatCost:colorless"),
        new("convertedRetreatCost", Number, "How many energies its retreat costs", "convertedRetreatCost:[0 TO 1]") { Orders = true },
        new("number", Id, "The collector number", "number:TG*") { Orders = true, HasRanges = true },
        new("artist", Text, "Who drew it", "artist:arita") { Orders = true, IsInWords = true },
        new("rarity", Text, "Its rarity", "rarity:\"rare holo\"") { Orders = true, IsFacet = true },
        new("flavorText", Text, "The text below the attacks", "flavorText:volcano") { IsInWords = true },
        new("nationalPokedexNumbers", Number, "National Pokédex numbers", "nationalPokedexNumbers:[1 TO 151]") { Orders = true },
        new("regulationMark", Text, "The regulation mark", "regulationMark:h") { Orders = true, IsFacet = true },
        new("legalities.standard", Text, "Legal or Banned", "legalities.standard:legal") { IsFacet = true },
        new("legalities.expanded", Text, "Legal or Banned", "legalities.expanded:banned") { IsFacet = true },
        new("legalities.unlimited", Text, "Legal or Banned", "legalities.unlimited:legal"),
        new("images.small", Id, "The address of the small picture", "images.small:*"),
        new("images.large", Id, "The address of the large picture", "images.large:*"),
        new("set.id", Id, "The set's id", "set.id:base1") { Orders = true, IsFacet = true },
        new("set.name", Text, "The set's name", "set.name:\"team rocket\"") { Orders = true, IsInWords = true },
        new("set.series", Text, "The set's series", "set.series:\"sword & shield\"") { Orders = true, IsFacet = true },
        new("set.printedTotal", Number, "The number after the slash", "set.printedTotal:102") { Orders = true },
        new("set.total", Number, "Cards with secret ones", "set.total:[200 TO *]") { Orders = true },
        new("set.ptcgoCode", Text, "The code of Pokémon TCG Online", "set.ptcgoCode:PR-SW") { Orders = true },
        new("set.releaseDate", Date, "When it was released", "set.releaseDate:[2020 TO 2021]") { Orders = true },
        new("set.updatedAt", Date, "When the source edited it", "set.updatedAt:[2024 TO *]") { Orders = true },
        new("set.legalities.standard", Text, "Legal or Banned", "set.legalities.standard:legal"),
        new("set.legalities.expanded", Text, "Legal or Banned", "set.legalities.expanded:legal"),
        new("set.legalities.unlimited", Text, "Legal or Banned", "set.legalities.unlimited:legal"),
        new("tcgplayer.updatedAt", Date, "The day of TCGplayer's prices", "tcgplayer.updatedAt:[2026 TO *]") { Orders = true },
        new("cardmarket.updatedAt", Date, "The day of Cardmarket's prices", "cardmarket.updatedAt:[2026 TO *]") { Orders = true },
        .. s_cardmarket.Select(price => new SearchField($"cardmarket.prices.{price}", Number, "EUR", $"cardmarket.prices.{price}:[10 TO *]") { Orders = true }),
        new("finish", Text, "A finish it has a price for", "finish:holofoil") { IsFacet = true },
        new("price", Number, "A market price of any finish, in its market's currency", "price:[100 TO *]"),
        new("changed", Date, "When silver last changed", "changed:[2026-11 TO *]") { Orders = true },
        new("is", Flag, "What it is; retired cards are found only where they are asked for, and the others ask about your collection", "is:owned") { Allowed = [Retired, Owned, Missing, Wished] },
    ];

    /// <summary>Values of <c>is</c>.</summary>
    public const string Retired = "retired", Owned = "owned", Missing = "missing", Wished = "wished";

    private static readonly Dictionary<string, SearchField> s_byName = All.ToDictionary(f => f.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>The fields whose names have a part that the data decide, as help shows them.</summary>
    public static SearchField TcgplayerPrices { get; } =
        new("tcgplayer.prices.FINISH.PRICE", Number, $"USD by finish: {string.Join(", ", s_tcgplayer)}", "tcgplayer.prices.holofoil.market:[10 TO *]") { Orders = true };

    /// <summary>As people are told of them: with those whose names the data decide, and Cardmarket's prices as one.</summary>
    public static IReadOnlyList<SearchField> Listed { get; } =
    [
        .. All.Where(f => !f.Name.StartsWith("cardmarket.prices.", StringComparison.Ordinal) && f.Kind != Flag && f.Name is not ("finish" or "price" or "changed")),
        TcgplayerPrices,
        new("cardmarket.prices.PRICE", Number, $"EUR: {string.Join(", ", s_cardmarket)}", "cardmarket.prices.trendPrice:[10 TO *]") { Orders = true },
        .. All.Where(f => f.Name is "finish" or "price" or "changed" or "is"),
    ];

    /// <summary>How a field's values are compared, in a word or two.</summary>
    public static string Comparison(SearchField field) => field.Kind switch
    {
        Text => field.HasRanges ? "words, ranges" : "words",
        Id => field.HasRanges ? "whole, ranges" : "whole",
        Number => "number",
        Date => "day",
        _ => string.Join(", ", field.Allowed),
    };

    /// <summary>The field of a name; null where there is none.</summary>
    public static SearchField? Find(string name) => s_byName.GetValueOrDefault(name) ?? PriceOf(name);

    private static SearchField? PriceOf(string name) =>
        name.Split('.') is ["tcgplayer", "prices", { Length: > 0 } finish, var price] && Array.Find(s_tcgplayer, p => p.Equals(price, StringComparison.OrdinalIgnoreCase)) is { } known
            ? TcgplayerPrices with { Name = $"tcgplayer.prices.{finish}.{known}" } : null;
}
