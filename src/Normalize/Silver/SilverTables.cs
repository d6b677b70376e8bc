using PokedexTop.Catalogue;
using PokedexTop.Data;
using static PokedexTop.Data.BulkType;

namespace PokedexTop.Normalize.Silver;

/// <summary>The silver tables as plain SQL writes them and reads them back.</summary>
internal static class SilverTables
{
    public static readonly BulkTable<SilverSet> Sets = new("silver_tcg_sets", ["set_id"],
        new("set_id", Text, s => s.SetId, (s, r, n) => s.SetId = r.Text(n)),
        new("name", Text, s => s.Name, (s, r, n) => s.Name = r.Text(n)),
        new("series", Text, s => s.Series, (s, r, n) => s.Series = r.TextOrNull(n)),
        new("printed_total", Integer, s => s.PrintedTotal, (s, r, n) => s.PrintedTotal = r.IntOrNull(n)),
        new("total", Integer, s => s.Total, (s, r, n) => s.Total = r.IntOrNull(n)),
        new("ptcgo_code", Text, s => s.PtcgoCode, (s, r, n) => s.PtcgoCode = r.TextOrNull(n)),
        new("release_date", Date, s => s.ReleaseDate, (s, r, n) => s.ReleaseDate = r.UtcOrNull(n) is { } day ? DateOnly.FromDateTime(day) : null),
        new("updated_at", Timestamp, s => s.UpdatedAt, (s, r, n) => s.UpdatedAt = r.UtcOrNull(n)),
        new("symbol_url", Text, s => s.SymbolUrl, (s, r, n) => s.SymbolUrl = r.TextOrNull(n)),
        new("logo_url", Text, s => s.LogoUrl, (s, r, n) => s.LogoUrl = r.TextOrNull(n)),
        new("legalities", Json, s => SilverJson.Write(s.Legalities), (s, r, n) => s.Legalities = SilverJson.Read(r.TextOrNull(n), CatalogueJson.Default.CardLegalities)),
        new("extra", Json, s => s.Extra, (s, r, n) => s.Extra = r.TextOrNull(n)),
        new("bronze_id", BigInteger, s => s.BronzeId, (s, r, n) => s.BronzeId = r.GetInt64(n)),
        new("content_hash", Text, s => s.ContentHash, (s, r, n) => s.ContentHash = r.Text(n)),
        new("normalized_at", Timestamp, s => s.NormalizedAt, (s, r, n) => s.NormalizedAt = r.Utc(n)),
        new("given_by", Json, s => s.GivenBy, (s, r, n) => s.GivenBy = r.TextOrNull(n)),
        new("game", Text, s => s.Game, (s, r, n) => s.Game = r.Text(n)),
        new("merged_into", Text, s => s.MergedInto, (s, r, n) => s.MergedInto = r.TextOrNull(n)));

    public static readonly BulkTable<SilverCard> Cards = new("silver_tcg_cards", ["card_id"],
        new("card_id", Text, c => c.CardId, (c, r, n) => c.CardId = r.Text(n)),
        new("set_id", Text, c => c.SetId, (c, r, n) => c.SetId = r.Text(n)),
        new("name", Text, c => c.Name, (c, r, n) => c.Name = r.Text(n)),
        new("number", Text, c => c.Number, (c, r, n) => c.Number = r.TextOrNull(n)),
        new("number_sort", Text, c => c.NumberSort, (c, r, n) => c.NumberSort = r.Text(n)),
        new("supertype", Text, c => c.Supertype, (c, r, n) => c.Supertype = r.Text(n)),
        new("subtypes", TextList, c => c.Json.Subtypes, (c, r, n) => c.Json.Subtypes = r.TextOrNull(n)),
        new("types", TextList, c => c.Json.Types, (c, r, n) => c.Json.Types = r.TextOrNull(n)),
        new("rarity", Text, c => c.Rarity, (c, r, n) => c.Rarity = r.TextOrNull(n)),
        new("hp", Integer, c => c.Hp, (c, r, n) => c.Hp = r.IntOrNull(n)),
        new("artist", Text, c => c.Artist, (c, r, n) => c.Artist = r.TextOrNull(n)),
        new("flavor_text", Text, c => c.FlavorText, (c, r, n) => c.FlavorText = r.TextOrNull(n)),
        new("level", Text, c => c.Level, (c, r, n) => c.Level = r.TextOrNull(n)),
        new("evolves_from", Text, c => c.EvolvesFrom, (c, r, n) => c.EvolvesFrom = r.TextOrNull(n)),
        new("evolves_to", TextList, c => c.Json.EvolvesTo, (c, r, n) => c.Json.EvolvesTo = r.TextOrNull(n)),
        new("rules", TextList, c => c.Json.Rules, (c, r, n) => c.Json.Rules = r.TextOrNull(n)),
        new("abilities", Json, c => c.Json.Abilities, (c, r, n) => c.Json.Abilities = r.TextOrNull(n)),
        new("attacks", Json, c => c.Json.Attacks, (c, r, n) => c.Json.Attacks = r.TextOrNull(n)),
        new("weaknesses", Json, c => c.Json.Weaknesses, (c, r, n) => c.Json.Weaknesses = r.TextOrNull(n)),
        new("resistances", Json, c => c.Json.Resistances, (c, r, n) => c.Json.Resistances = r.TextOrNull(n)),
        new("retreat_cost", TextList, c => c.Json.RetreatCost, (c, r, n) => c.Json.RetreatCost = r.TextOrNull(n)),
        new("converted_retreat_cost", Integer, c => c.ConvertedRetreatCost, (c, r, n) => c.ConvertedRetreatCost = r.IntOrNull(n)),
        new("regulation_mark", Text, c => c.RegulationMark, (c, r, n) => c.RegulationMark = r.TextOrNull(n)),
        new("ancient_trait", Json, c => c.Json.AncientTrait, (c, r, n) => c.Json.AncientTrait = r.TextOrNull(n)),
        new("legalities", Json, c => c.Json.Legalities, (c, r, n) => c.Json.Legalities = r.TextOrNull(n)),
        new("image_small_url", Text, c => c.ImageSmallUrl, (c, r, n) => c.ImageSmallUrl = r.TextOrNull(n)),
        new("image_large_url", Text, c => c.ImageLargeUrl, (c, r, n) => c.ImageLargeUrl = r.TextOrNull(n)),
        new("extra", Json, c => c.Extra, (c, r, n) => c.Extra = r.TextOrNull(n)),
        new("bronze_id", BigInteger, c => c.BronzeId, (c, r, n) => c.BronzeId = r.GetInt64(n)),
        new("content_hash", Text, c => c.ContentHash, (c, r, n) => c.ContentHash = r.Text(n)),
        new("normalized_at", Timestamp, c => c.NormalizedAt, (c, r, n) => c.NormalizedAt = r.Utc(n)),
        new("retired_at", Timestamp, c => c.RetiredAt, (c, r, n) => c.RetiredAt = r.UtcOrNull(n)),
        new("merged_into", Text, c => c.MergedInto, (c, r, n) => c.MergedInto = r.TextOrNull(n)),
        new("given_by", Json, c => c.GivenBy, (c, r, n) => c.GivenBy = r.TextOrNull(n)));

    public static readonly BulkTable<CardIdentity> CardIdentities = new("silver_card_identities", ["feed", "feed_card_id"],
        new("feed", Text, i => i.Feed),
        new("feed_card_id", Text, i => i.FeedCardId),
        new("card_id", Text, i => i.CardId),
        new("matched_by", Text, i => i.MatchedBy),
        new("confidence", Text, i => i.Confidence),
        new("candidate_id", Text, i => i.CandidateId),
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
        new("card_id", Text, l => l.CardId, (l, r, n) => l.CardId = r.Text(n)),
        new("position", Integer, l => l.Position, (l, r, n) => l.Position = r.GetInt32(n)),
        new("pokedex_number", Integer, l => l.PokedexNumber, (l, r, n) => l.PokedexNumber = r.GetInt32(n)),
        new("matched_by", Text, l => l.MatchedBy, (l, r, n) => l.MatchedBy = r.Text(n)));

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
        new("card_id", Text, p => p.CardId, (p, r, n) => p.CardId = r.Text(n)),
        new("market", Text, p => p.Market, (p, r, n) => p.Market = r.Text(n)),
        new("finish", Text, p => p.Finish, (p, r, n) => p.Finish = r.Text(n)),
        new("observed_on", Date, p => p.ObservedOn, (p, r, n) => p.ObservedOn = DateOnly.FromDateTime(r.GetDateTime(n))),
        new("currency", Text, p => p.Currency, (p, r, n) => p.Currency = r.Text(n)),
        new("low", BulkType.Decimal, p => p.Low, (p, r, n) => p.Low = r.AmountOrNull(n)),
        new("mid", BulkType.Decimal, p => p.Mid, (p, r, n) => p.Mid = r.AmountOrNull(n)),
        new("high", BulkType.Decimal, p => p.High, (p, r, n) => p.High = r.AmountOrNull(n)),
        new("market_price", BulkType.Decimal, p => p.MarketPrice, (p, r, n) => p.MarketPrice = r.AmountOrNull(n)),
        new("direct_low", BulkType.Decimal, p => p.DirectLow, (p, r, n) => p.DirectLow = r.AmountOrNull(n)),
        new("average_sell", BulkType.Decimal, p => p.AverageSell, (p, r, n) => p.AverageSell = r.AmountOrNull(n)),
        new("average1", BulkType.Decimal, p => p.Average1, (p, r, n) => p.Average1 = r.AmountOrNull(n)),
        new("average7", BulkType.Decimal, p => p.Average7, (p, r, n) => p.Average7 = r.AmountOrNull(n)),
        new("average30", BulkType.Decimal, p => p.Average30, (p, r, n) => p.Average30 = r.AmountOrNull(n)),
        new("low_excellent_plus", BulkType.Decimal, p => p.LowExcellentPlus, (p, r, n) => p.LowExcellentPlus = r.AmountOrNull(n)),
        new("suggested", BulkType.Decimal, p => p.Suggested, (p, r, n) => p.Suggested = r.AmountOrNull(n)),
        new("german_pro_low", BulkType.Decimal, p => p.GermanProLow, (p, r, n) => p.GermanProLow = r.AmountOrNull(n)),
        new("extra", Json, p => p.Extra),
        new("bronze_id", BigInteger, p => p.BronzeId));

    public static readonly BulkTable<CardFinish> Finishes = new("silver_card_finishes", ["card_id", "source", "position"],
        new("card_id", Text, f => f.CardId),
        new("source", Text, f => f.Source),
        new("position", Integer, f => f.Position),
        new("finish", Text, f => f.Finish),
        new("subtype", Text, f => f.Subtype),
        new("foil", Text, f => f.Foil),
        new("stamps", TextList, f => SilverJson.Write(f.Stamps)),
        new("size", Text, f => f.Size),
        new("language", Text, f => f.Language),
        new("tcgplayer_id", Integer, f => f.TcgplayerId),
        new("cardmarket_id", Integer, f => f.CardmarketId),
        new("variant_id", Text, f => f.VariantId));

    public static readonly BulkTable<CardText> Texts = new("silver_card_texts", ["card_id", "language"],
        new("card_id", Text, t => t.CardId),
        new("language", Text, t => t.Language),
        new("name", Text, t => t.Name),
        new("rarity", Text, t => t.Rarity),
        new("flavor_text", Text, t => t.FlavorText),
        new("evolves_from", Text, t => t.EvolvesFrom),
        new("types", TextList, t => t.Types),
        new("rules", TextList, t => t.Rules),
        new("abilities", Json, t => t.Abilities),
        new("attacks", Json, t => t.Attacks),
        new("bronze_id", BigInteger, t => t.BronzeId));

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
        new("id", BigInteger, i => i.Id, (i, r, n) => i.Id = r.GetInt64(n)),
        new("card_id", Text, i => i.CardId, (i, r, n) => i.CardId = r.TextOrNull(n)),
        new("set_id", Text, i => i.SetId, (i, r, n) => i.SetId = r.TextOrNull(n)),
        new("bronze_id", BigInteger, i => i.BronzeId, (i, r, n) => i.BronzeId = r.GetInt64(n)),
        new("rule", Text, i => i.Rule, (i, r, n) => i.Rule = r.Text(n)),
        new("severity", Text, i => i.Severity, (i, r, n) => i.Severity = r.Text(n)),
        new("detail", Text, i => i.Detail, (i, r, n) => i.Detail = r.Text(n)),
        new("original_value", Text, i => i.OriginalValue, (i, r, n) => i.OriginalValue = r.TextOrNull(n)),
        new("found_at", Timestamp, i => i.FoundAt, (i, r, n) => i.FoundAt = r.Utc(n)));

    public static readonly BulkTable<SilverDrift> SchemaDrift = new("silver_schema_drift", ["path", "kind"],
        new("path", Text, d => d.Path, (d, r, n) => d.Path = r.Text(n)),
        new("kind", Text, d => d.Kind, (d, r, n) => d.Kind = r.Text(n)),
        new("example_id", Text, d => d.ExampleId, (d, r, n) => d.ExampleId = r.Text(n)),
        new("first_at", Timestamp, d => d.FirstAt, (d, r, n) => d.FirstAt = r.Utc(n)),
        new("occurrences", Integer, d => d.Occurrences, (d, r, n) => d.Occurrences = r.GetInt32(n)));

    public static readonly BulkTable<CardChange> Changes = new("silver_changes", ["id"],
        new("id", BigInteger, c => c.Id),
        new("card_id", Text, c => c.CardId),
        new("kind", Text, c => c.Kind),
        new("fields", TextList, c => c.Fields),
        new("bronze_id", BigInteger, c => c.BronzeId),
        new("sync_id", Text, c => c.SyncId?.ToString()),
        new("at", Timestamp, c => c.At));

    public static readonly LayerTables All = new("silver",
    [
        new(Sets), new(Cards), new(CardIdentities), new(SetIdentities), new(Species), new(CardPokemon), new(Rarities), new(Prices, Came: "observed_on"), new(Finishes), new(Texts), new(PriceMarks),
        new(Rejects), new(QualityIssues), new(SchemaDrift), new(Changes, RowLife.Kept, Came: "at"),
    ]);
}
