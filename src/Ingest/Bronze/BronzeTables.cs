using PokedexTop.Data;
using static PokedexTop.Data.BulkType;

namespace PokedexTop.Ingest.Bronze;

/// <summary>The bronze tables as plain SQL writes them and reads them back.</summary>
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
        new("id", BigInteger, f => f.Id, (f, r, n) => f.Id = r.GetInt64(n)),
        new("sync_id", Text, f => f.SyncId.ToString(), (f, r, n) => f.SyncId = Guid.Parse(r.GetString(n))),
        new("feed", Text, f => f.Feed, (f, r, n) => f.Feed = r.GetString(n)),
        new("source", Text, f => f.Source, (f, r, n) => f.Source = r.GetString(n)),
        new("set_id", Text, f => f.SetId, (f, r, n) => f.SetId = r.TextOrNull(n)),
        new("query", Text, f => f.Query, (f, r, n) => f.Query = r.TextOrNull(n)),
        new("position", Integer, f => f.Position, (f, r, n) => f.Position = r.GetInt32(n)),
        new("status", Text, f => f.Status, (f, r, n) => f.Status = r.GetString(n)),
        new("complete", BulkType.Boolean, f => f.Complete, (f, r, n) => f.Complete = r.GetBoolean(n)),
        new("expected", Integer, f => f.Expected, (f, r, n) => f.Expected = r.IntOrNull(n)),
        new("received", Integer, f => f.Received, (f, r, n) => f.Received = r.IntOrNull(n)),
        new("rejected", Integer, f => f.Rejected, (f, r, n) => f.Rejected = r.IntOrNull(n)),
        new("members", Text, f => f.Members),
        new("members_hash", Text, f => f.MembersHash),
        new("content_hash", Text, f => f.ContentHash),
        new("attempts", Integer, f => f.Attempts, (f, r, n) => f.Attempts = r.GetInt32(n)),
        new("next_attempt_at", Timestamp, f => f.NextAttemptAt, (f, r, n) => f.NextAttemptAt = r.UtcOrNull(n)),
        new("started_at", Timestamp, f => f.StartedAt, (f, r, n) => f.StartedAt = r.UtcOrNull(n)),
        new("finished_at", Timestamp, f => f.FinishedAt, (f, r, n) => f.FinishedAt = r.UtcOrNull(n)),
        new("error", Text, f => f.Error, (f, r, n) => f.Error = r.TextOrNull(n)));

    public static readonly BulkTable<SyncRun> SyncRuns = new("bronze_sync_runs", ["sync_id"],
        new("sync_id", Text, s => s.SyncId.ToString(), (s, r, n) => s.SyncId = Guid.Parse(r.GetString(n))),
        new("scope", Text, s => s.Scope, (s, r, n) => s.Scope = r.GetString(n)),
        new("feed", Text, s => s.Feed, (s, r, n) => s.Feed = r.TextOrNull(n)),
        new("source", Text, s => s.Source, (s, r, n) => s.Source = r.TextOrNull(n)),
        new("force", BulkType.Boolean, s => s.Force, (s, r, n) => s.Force = r.GetBoolean(n)),
        new("status", Text, s => s.Status, (s, r, n) => s.Status = r.GetString(n)),
        new("requested_by", Text, s => s.RequestedBy, (s, r, n) => s.RequestedBy = r.GetString(n)),
        new("requested_at", Timestamp, s => s.RequestedAt, (s, r, n) => s.RequestedAt = r.Utc(n)),
        new("started_at", Timestamp, s => s.StartedAt, (s, r, n) => s.StartedAt = r.UtcOrNull(n)),
        new("finished_at", Timestamp, s => s.FinishedAt, (s, r, n) => s.FinishedAt = r.UtcOrNull(n)),
        new("lease_owner", Text, s => s.LeaseOwner, (s, r, n) => s.LeaseOwner = r.TextOrNull(n)),
        new("lease_token", BigInteger, s => s.LeaseToken, (s, r, n) => s.LeaseToken = r.GetInt64(n)),
        new("lease_until", Timestamp, s => s.LeaseUntil, (s, r, n) => s.LeaseUntil = r.UtcOrNull(n)),
        new("error", Text, s => s.Error, (s, r, n) => s.Error = r.TextOrNull(n)),
        new("reason", Text, s => s.Reason, (s, r, n) => s.Reason = r.TextOrNull(n)));

    public static readonly LayerTables All = new("bronze",
    [
        new(SyncRuns, Came: "requested_at"), new(SetFetches, RowLife.Work, Came: "started_at"), new(ApiCalls, RowLife.Work, Came: "requested_at"),
        new(Cards, RowLife.Kept, Came: "fetched_at"), new(Sets, RowLife.Kept, Came: "fetched_at"), new(Species, RowLife.Kept, Came: "fetched_at"),
        new(Rejects, RowLife.Kept), new(Prices, RowLife.Kept, Came: "fetched_at"),
    ]);
}
