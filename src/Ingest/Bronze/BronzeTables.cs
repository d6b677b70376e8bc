using PokedexTop.Data;
using static PokedexTop.Data.BulkType;

namespace PokedexTop.Ingest.Bronze;

/// <summary>The bronze tables as the bulk path writes them.</summary>
internal static class BronzeTables
{
    public static readonly BulkTable<BronzeCard> Cards = new("bronze_tcg_cards", ["id"],
        new("id", BigInteger, c => c.Id),
        new("feed", Text, c => c.Feed),
        new("card_id", Text, c => c.CardId),
        new("version", Integer, c => c.Version),
        new("content_hash", Text, c => c.ContentHash),
        new("source", Text, c => c.Source),
        new("set_id", Text, c => c.SetId),
        new("requested_at", Timestamp, c => c.RequestedAt),
        new("fetched_at", Timestamp, c => c.FetchedAt),
        new("api_call_id", BigInteger, c => c.ApiCallId),
        new("sync_id", Text, c => c.SyncId.ToString()),
        new("payload", Text, c => c.Payload));

    public static readonly BulkTable<BronzeSet> Sets = new("bronze_tcg_sets", ["id"],
        new("id", BigInteger, s => s.Id),
        new("feed", Text, s => s.Feed),
        new("set_id", Text, s => s.SetId),
        new("version", Integer, s => s.Version),
        new("content_hash", Text, s => s.ContentHash),
        new("source", Text, s => s.Source),
        new("requested_at", Timestamp, s => s.RequestedAt),
        new("fetched_at", Timestamp, s => s.FetchedAt),
        new("api_call_id", BigInteger, s => s.ApiCallId),
        new("sync_id", Text, s => s.SyncId.ToString()),
        new("payload", Text, s => s.Payload));

    public static readonly BulkTable<BronzeSpecies> Species = new("bronze_pokemon_species", ["id"],
        new("id", BigInteger, s => s.Id),
        new("pokedex_number", Integer, s => s.PokedexNumber),
        new("version", Integer, s => s.Version),
        new("content_hash", Text, s => s.ContentHash),
        new("source", Text, s => s.Source),
        new("requested_at", Timestamp, s => s.RequestedAt),
        new("fetched_at", Timestamp, s => s.FetchedAt),
        new("api_call_id", BigInteger, s => s.ApiCallId),
        new("payload", Text, s => s.Payload));

    public static readonly BulkTable<BronzeReject> Rejects = new("bronze_rejects", ["id"],
        new("id", BigInteger, r => r.Id),
        new("api_call_id", BigInteger, r => r.ApiCallId),
        new("sync_id", Text, r => r.SyncId.ToString()),
        new("position", Integer, r => r.Position),
        new("payload", Text, r => r.Payload),
        new("reason", Text, r => r.Reason),
        new("received_at", Timestamp, r => r.ReceivedAt));

    public static readonly BulkTable<BronzePrice> Prices = new("bronze_tcg_prices", ["id"],
        new("id", BigInteger, p => p.Id),
        new("feed", Text, p => p.Feed),
        new("card_id", Text, p => p.CardId),
        new("market", Text, p => p.Market),
        new("observed_on", Date, p => p.ObservedOn),
        new("payload", Text, p => p.Payload),
        new("content_hash", Text, p => p.ContentHash),
        new("fetched_at", Timestamp, p => p.FetchedAt));

    public static readonly BulkTable<ApiCall> ApiCalls = new("bronze_api_calls", ["id"],
        new("id", BigInteger, c => c.Id),
        new("sync_id", Text, c => c.SyncId?.ToString()),
        new("source", Text, c => c.Source),
        new("endpoint", Text, c => c.Endpoint),
        new("requested_at", Timestamp, c => c.RequestedAt),
        new("status_code", Integer, c => c.StatusCode),
        new("duration_ms", BulkType.Double, c => c.DurationMs),
        new("bytes", BigInteger, c => c.Bytes),
        new("outcome", Text, c => c.Outcome),
        new("error", Text, c => c.Error),
        new("item_count", Integer, c => c.ItemCount),
        new("items", Text, c => c.Items),
        new("fetch_id", BigInteger, c => c.FetchId),
        new("findings", Text, c => c.Findings),
        new("keyed", BulkType.Boolean, c => c.Keyed),
        new("retry_at", Timestamp, c => c.RetryAt));

    public static readonly BulkTable<SetFetch> SetFetches = new("bronze_set_fetches", ["id"],
        new("id", BigInteger, f => f.Id),
        new("sync_id", Text, f => f.SyncId.ToString()),
        new("feed", Text, f => f.Feed),
        new("source", Text, f => f.Source),
        new("set_id", Text, f => f.SetId),
        new("query", Text, f => f.Query),
        new("position", Integer, f => f.Position),
        new("status", Text, f => f.Status),
        new("complete", BulkType.Boolean, f => f.Complete),
        new("expected", Integer, f => f.Expected),
        new("received", Integer, f => f.Received),
        new("rejected", Integer, f => f.Rejected),
        new("members", Text, f => f.Members),
        new("members_hash", Text, f => f.MembersHash),
        new("content_hash", Text, f => f.ContentHash),
        new("attempts", Integer, f => f.Attempts),
        new("next_attempt_at", Timestamp, f => f.NextAttemptAt),
        new("started_at", Timestamp, f => f.StartedAt),
        new("finished_at", Timestamp, f => f.FinishedAt),
        new("error", Text, f => f.Error));
}
