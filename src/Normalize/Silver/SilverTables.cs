using PokedexTop.Catalogue;
using PokedexTop.Data;
using static PokedexTop.Data.BulkType;

namespace PokedexTop.Normalize.Silver;

/// <summary>The silver tables as the bulk path writes them.</summary>
internal static class SilverTables
{
    public static readonly BulkTable<SilverSet> Sets = new("silver_tcg_sets", ["set_id"],
        new("set_id", Text, s => s.SetId),
        new("name", Text, s => s.Name),
        new("series", Text, s => s.Series),
        new("printed_total", Integer, s => s.PrintedTotal),
        new("total", Integer, s => s.Total),
        new("ptcgo_code", Text, s => s.PtcgoCode),
        new("release_date", Date, s => s.ReleaseDate),
        new("updated_at", Timestamp, s => s.UpdatedAt),
        new("symbol_url", Text, s => s.SymbolUrl),
        new("logo_url", Text, s => s.LogoUrl),
        new("legalities", Json, s => SilverJson.Write(s.Legalities)),
        new("extra", Json, s => s.Extra),
        new("bronze_id", BigInteger, s => s.BronzeId),
        new("content_hash", Text, s => s.ContentHash),
        new("normalized_at", Timestamp, s => s.NormalizedAt),
        new("given_by", Json, s => s.GivenBy));

    public static readonly BulkTable<SilverCard> Cards = new("silver_tcg_cards", ["card_id"],
        new("card_id", Text, c => c.CardId),
        new("set_id", Text, c => c.SetId),
        new("name", Text, c => c.Name),
        new("number", Text, c => c.Number),
        new("number_sort", Text, c => c.NumberSort),
        new("supertype", Text, c => c.Supertype),
        new("subtypes", Json, c => SilverJson.Write(c.Subtypes)),
        new("types", Json, c => SilverJson.Write(c.Types)),
        new("rarity", Text, c => c.Rarity),
        new("hp", Integer, c => c.Hp),
        new("artist", Text, c => c.Artist),
        new("flavor_text", Text, c => c.FlavorText),
        new("level", Text, c => c.Level),
        new("evolves_from", Text, c => c.EvolvesFrom),
        new("evolves_to", Json, c => SilverJson.Write(c.EvolvesTo)),
        new("rules", Json, c => SilverJson.Write(c.Rules)),
        new("abilities", Json, c => SilverJson.Write(c.Abilities)),
        new("attacks", Json, c => SilverJson.Write(c.Attacks)),
        new("weaknesses", Json, c => SilverJson.Write(c.Weaknesses)),
        new("resistances", Json, c => SilverJson.Write(c.Resistances)),
        new("retreat_cost", Json, c => SilverJson.Write(c.RetreatCost)),
        new("converted_retreat_cost", Integer, c => c.ConvertedRetreatCost),
        new("regulation_mark", Text, c => c.RegulationMark),
        new("ancient_trait", Json, c => SilverJson.Write(c.AncientTrait)),
        new("legalities", Json, c => SilverJson.Write(c.Legalities)),
        new("image_small_url", Text, c => c.ImageSmallUrl),
        new("image_large_url", Text, c => c.ImageLargeUrl),
        new("extra", Json, c => c.Extra),
        new("bronze_id", BigInteger, c => c.BronzeId),
        new("content_hash", Text, c => c.ContentHash),
        new("normalized_at", Timestamp, c => c.NormalizedAt),
        new("retired_at", Timestamp, c => c.RetiredAt),
        new("merged_into", Text, c => c.MergedInto),
        new("given_by", Json, c => c.GivenBy));

    public static readonly BulkTable<CardIdentity> CardIdentities = new("silver_card_identities", ["feed", "feed_card_id"],
        new("feed", Text, i => i.Feed),
        new("feed_card_id", Text, i => i.FeedCardId),
        new("card_id", Text, i => i.CardId),
        new("matched_by", Text, i => i.MatchedBy),
        new("confidence", Text, i => i.Confidence),
        new("bronze_id", BigInteger, i => i.BronzeId),
        new("normalizer_version", Integer, i => i.NormalizerVersion),
        new("outcome", Text, i => i.Outcome),
        new("attempts", Integer, i => i.Attempts),
        new("next_attempt_at", Timestamp, i => i.NextAttemptAt),
        new("absent_at", Timestamp, i => i.AbsentAt));

    public static readonly BulkTable<SetIdentity> SetIdentities = new("silver_set_identities", ["feed", "feed_set_id"],
        new("feed", Text, i => i.Feed),
        new("feed_set_id", Text, i => i.FeedSetId),
        new("set_id", Text, i => i.SetId),
        new("bronze_id", BigInteger, i => i.BronzeId),
        new("normalizer_version", Integer, i => i.NormalizerVersion),
        new("outcome", Text, i => i.Outcome),
        new("attempts", Integer, i => i.Attempts),
        new("next_attempt_at", Timestamp, i => i.NextAttemptAt),
        new("applied_fetch_id", BigInteger, i => i.AppliedFetchId),
        new("applied_members", Text, i => i.AppliedMembers),
        new("listed", Integer, i => i.Listed),
        new("compare_again", BulkType.Boolean, i => i.CompareAgain));

    public static readonly BulkTable<CardPokemon> CardPokemon = new("silver_tcg_card_pokemon", ["card_id", "position"],
        new("card_id", Text, l => l.CardId),
        new("position", Integer, l => l.Position),
        new("pokedex_number", Integer, l => l.PokedexNumber),
        new("matched_by", Text, l => l.MatchedBy));

    public static readonly BulkTable<SilverRarity> Rarities = new("silver_rarities", ["rarity"],
        new("rarity", Text, r => r.Rarity),
        new("rank", Integer, r => r.Rank));

    public static readonly BulkTable<SilverSpecies> Species = new("silver_pokemon_master", ["pokedex_number"],
        new("pokedex_number", Integer, s => s.PokedexNumber),
        new("name", Text, s => s.Name),
        new("generation", Integer, s => s.Generation),
        new("source", Text, s => s.Source),
        new("is_legendary", BulkType.Boolean, s => s.IsLegendary),
        new("is_mythical", BulkType.Boolean, s => s.IsMythical),
        new("is_baby", BulkType.Boolean, s => s.IsBaby),
        new("evolves_from", Integer, s => s.EvolvesFrom),
        new("color", Text, s => s.Color),
        new("bronze_id", BigInteger, s => s.BronzeId));

    public static readonly BulkTable<CardPrice> Prices = new("silver_card_prices", ["card_id", "market", "finish", "observed_on"],
        new("card_id", Text, p => p.CardId),
        new("market", Text, p => p.Market),
        new("finish", Text, p => p.Finish),
        new("observed_on", Date, p => p.ObservedOn),
        new("currency", Text, p => p.Currency),
        new("low", BulkType.Decimal, p => p.Low),
        new("mid", BulkType.Decimal, p => p.Mid),
        new("high", BulkType.Decimal, p => p.High),
        new("market_price", BulkType.Decimal, p => p.MarketPrice),
        new("direct_low", BulkType.Decimal, p => p.DirectLow),
        new("average_sell", BulkType.Decimal, p => p.AverageSell),
        new("average1", BulkType.Decimal, p => p.Average1),
        new("average7", BulkType.Decimal, p => p.Average7),
        new("average30", BulkType.Decimal, p => p.Average30),
        new("low_excellent_plus", BulkType.Decimal, p => p.LowExcellentPlus),
        new("suggested", BulkType.Decimal, p => p.Suggested),
        new("german_pro_low", BulkType.Decimal, p => p.GermanProLow),
        new("extra", Json, p => p.Extra),
        new("bronze_id", BigInteger, p => p.BronzeId));

    public static readonly BulkTable<PriceMark> PriceMarks = new("silver_price_marks", ["feed"],
        new("feed", Text, m => m.Feed),
        new("bronze_id", BigInteger, m => m.BronzeId));

    public static readonly BulkTable<Reject> Rejects = new("silver_rejects", ["id"],
        new("id", BigInteger, r => r.Id),
        new("layer", Text, r => r.Layer),
        new("key", Text, r => r.Key),
        new("bronze_id", BigInteger, r => r.BronzeId),
        new("reason", Text, r => r.Reason),
        new("detail", Text, r => r.Detail),
        new("attempts", Integer, r => r.Attempts),
        new("first_at", Timestamp, r => r.FirstAt),
        new("last_at", Timestamp, r => r.LastAt),
        new("resolved_at", Timestamp, r => r.ResolvedAt));

    public static readonly BulkTable<QualityIssue> QualityIssues = new("silver_quality_issues", ["id"],
        new("id", BigInteger, i => i.Id),
        new("card_id", Text, i => i.CardId),
        new("set_id", Text, i => i.SetId),
        new("bronze_id", BigInteger, i => i.BronzeId),
        new("rule", Text, i => i.Rule),
        new("severity", Text, i => i.Severity),
        new("detail", Text, i => i.Detail),
        new("original_value", Text, i => i.OriginalValue),
        new("found_at", Timestamp, i => i.FoundAt));

    public static readonly BulkTable<SilverDrift> SchemaDrift = new("silver_schema_drift", ["path", "kind"],
        new("path", Text, d => d.Path),
        new("kind", Text, d => d.Kind),
        new("example_id", Text, d => d.ExampleId),
        new("first_at", Timestamp, d => d.FirstAt),
        new("occurrences", Integer, d => d.Occurrences));

    public static readonly BulkTable<CardChange> Changes = new("silver_changes", ["id"],
        new("id", BigInteger, c => c.Id),
        new("card_id", Text, c => c.CardId),
        new("kind", Text, c => c.Kind),
        new("fields", Json, c => c.Fields),
        new("bronze_id", BigInteger, c => c.BronzeId),
        new("sync_id", Text, c => c.SyncId?.ToString()),
        new("at", Timestamp, c => c.At));
}
