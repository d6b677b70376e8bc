using Microsoft.Data.Sqlite;
using PokedexTop.Catalogue;
using PokedexTop.Catalogue.Species;
using PokedexTop.Ingest.Bronze;
using PokedexTop.Ingest.Json;
using PokedexTop.Ingest.Syncs;
using PokedexTop.Normalize.Feeds;
using PokedexTop.Normalize.Feeds.Reading;
using PokedexTop.Normalize.Identities;
using PokedexTop.Normalize.Silver;

namespace PokedexTop.Benchmarks.Loading;

/// <summary>The rows of a first sync, written one after the other.</summary>
internal sealed class LoaderRows(SqliteConnection connection, SqliteTransaction transaction) : IDisposable
{
    private const string Feed = "pokemontcg";
    private const string Source = "folder";

    private readonly LoaderTable _runs = new(connection, transaction, "bronze_sync_runs", "sync_id, scope, feed, source, force, status, requested_by, requested_at, started_at, finished_at, lease_token");
    private readonly LoaderTable _calls = new(connection, transaction, "bronze_api_calls", "id, sync_id, source, endpoint, requested_at, duration_ms, bytes, outcome, item_count, items, keyed");
    private readonly LoaderTable _fetches = new(connection, transaction, "bronze_set_fetches", "id, sync_id, feed, source, set_id, position, status, complete, received, members, members_hash, attempts, started_at, finished_at");
    private readonly LoaderTable _bronzeSets = new(connection, transaction, "bronze_tcg_sets", "id, feed, set_id, version, content_hash, source, requested_at, fetched_at, api_call_id, sync_id, payload");
    private readonly LoaderTable _bronzeCards = new(connection, transaction, "bronze_tcg_cards", "id, feed, card_id, version, content_hash, source, set_id, requested_at, fetched_at, api_call_id, sync_id, payload");
    private readonly LoaderTable _species = new(connection, transaction, "silver_pokemon_master", "pokedex_number, name, generation, source");
    private readonly LoaderTable _sets = new(connection, transaction, "silver_tcg_sets", "set_id, name, series, printed_total, total, ptcgo_code, release_date, updated_at, symbol_url, logo_url, legalities, extra, bronze_id, content_hash, normalized_at");
    private readonly LoaderTable _setIdentities = new(connection, transaction, "silver_set_identities", "feed, feed_set_id, set_id, bronze_id, normalizer_version, outcome, attempts, applied_fetch_id, applied_members, compare_again, listed");
    private readonly LoaderTable _cards = new(connection, transaction, "silver_tcg_cards",
        "card_id, set_id, name, number, number_sort, supertype, subtypes, types, rarity, hp, artist, flavor_text, level, evolves_from, evolves_to, rules, abilities, attacks, weaknesses, resistances, retreat_cost, converted_retreat_cost, regulation_mark, ancient_trait, legalities, image_small_url, image_large_url, extra, bronze_id, content_hash, normalized_at");
    private readonly LoaderTable _identities = new(connection, transaction, "silver_card_identities", "feed, feed_card_id, card_id, matched_by, confidence, bronze_id, normalizer_version, outcome, attempts");
    private readonly LoaderTable _links = new(connection, transaction, "silver_tcg_card_pokemon", "card_id, position, pokedex_number, matched_by");
    private readonly LoaderTable _changes = new(connection, transaction, "silver_changes", "id, card_id, kind, bronze_id, sync_id, at");

    private readonly LoaderTable _issues = new(connection, transaction, "silver_quality_issues", "id, card_id, set_id, bronze_id, rule, severity, detail, original_value, found_at");

    private readonly string _syncId = Guid.CreateVersion7().ToString();
    private readonly DateTime _now = DateTime.UtcNow;
    private long _changeId;
    private long _issueId;

    public void Species()
    {
        foreach (var species in SpeciesList.All)
            _species.Insert(species.Number, species.Name, species.Generation, "built-in");
    }

    public void Run() => _runs.Insert(_syncId, new SyncScope().ToJson(), Feed, Source, false, "completed", "cli", _now, _now, _now, 1);

    public void Call(long id, string endpoint, int bytes, IEnumerable<long> items, int count) =>
        _calls.Insert(id, _syncId, Source, endpoint, _now, 0.0, bytes, "ok", count, $"[{string.Join(',', items)}]", false);

    public void BronzeSet(long id, BronzeItem item, long callId) =>
        _bronzeSets.Insert(id, Feed, item.Id, 1, item.ContentHash, Source, _now, _now, callId, _syncId, item.Payload);

    public void BronzeCard(long id, BronzeItem item, string setId, long callId) =>
        _bronzeCards.Insert(id, Feed, item.Id, 1, item.ContentHash, Source, setId, _now, _now, callId, _syncId, item.Payload);

    public void Fetch(long id, string setId, int position, List<(string Id, long BronzeId)> members, string membersHash) =>
        _fetches.Insert(id, _syncId, Feed, Source, setId, position, "fetched", true, members.Count, SyncMembers.Write(members), membersHash, 1, _now, _now);

    public void Set(string setId, CanonicalSet set, long bronzeId, string contentHash) =>
        _sets.Insert(setId, set.Name, set.Series, set.PrintedTotal, set.Total, set.PtcgoCode, set.ReleaseDate, set.UpdatedAt, set.SymbolUrl, set.LogoUrl, LoaderJson.Text(set.Legalities), set.Extra, bronzeId, contentHash, _now);

    public void SetIdentity(string setId, long bronzeId, long fetchId, string membersHash, int listed) =>
        _setIdentities.Insert(Feed, setId, setId, bronzeId, FeedNormalizers.Of(Feed).Version, IdentityOutcome.Normalized, 0, fetchId, membersHash, false, listed);

    /// <summary>A set whose <c>total</c> is not the number of its cards.</summary>
    public void Total(string setId, CanonicalSet set, int cards)
    {
        if (set.Total is { } total && total != cards)
            _issues.Insert(++_issueId, null, setId, 0L, QualityRules.SetTotalDiffers, FindingSeverity.Info, $"/total is {total}, but {cards} current cards are held.", $"{total}", _now);
    }

    public void Card(string id, NormalizedCard normalized, long bronzeId, string contentHash)
    {
        var c = normalized.Card;
        _cards.Insert(
            id, normalized.SetId, c.Name, c.Number, CollectorNumber.SortKey(c.Number), c.Supertype, LoaderJson.Text(c.Subtypes), LoaderJson.Text(c.Types), c.Rarity, c.Hp, c.Artist, c.FlavorText, c.Level, c.EvolvesFrom,
            LoaderJson.Text(c.EvolvesTo), LoaderJson.Text(c.Rules), LoaderJson.Text(c.Abilities), LoaderJson.Text(c.Attacks), LoaderJson.Text(c.Weaknesses), LoaderJson.Text(c.Resistances), LoaderJson.Text(c.RetreatCost),
            c.ConvertedRetreatCost, c.RegulationMark, LoaderJson.Text(c.AncientTrait), LoaderJson.Text(c.Legalities), c.ImageSmallUrl, c.ImageLargeUrl, c.Extra, bronzeId, contentHash, _now);
        foreach (var link in normalized.Species)
            _links.Insert(id, link.Position, link.PokedexNumber, link.MatchedBy);
        foreach (var finding in normalized.Findings)
            _issues.Insert(++_issueId, id, null, bronzeId, finding.Rule, finding.Severity, finding.Detail, finding.OriginalValue, _now);
        _identities.Insert(Feed, id, id, IdentityRules.FeedId, Confidences.Certain, bronzeId, FeedNormalizers.Of(Feed).Version, IdentityOutcome.Normalized, 0);
        _changes.Insert(++_changeId, id, ChangeKind.Appeared, bronzeId, _syncId, _now);
    }

    public void Dispose()
    {
        foreach (var table in new[] { _runs, _calls, _fetches, _bronzeSets, _bronzeCards, _species, _sets, _setIdentities, _cards, _identities, _links, _changes, _issues })
            table.Dispose();
    }
}
