using PokedexTop.Data;
using static PokedexTop.Data.BulkType;

namespace PokedexTop.Collections.Gold;

/// <summary>The gold tables as plain SQL writes them and reads them back.</summary>
internal static class GoldTables
{
    /// <summary>The layer's name, and that of its writer lock.</summary>
    public const string Layer = "gold";

    public static readonly BulkTable<Lot> Lots = new("gold_user_collections", ["user_id", "id"],
        new("user_id", Text, l => l.UserId, (l, r, n) => l.UserId = r.GetString(n)),
        new("id", Text, l => l.Id.ToString(), (l, r, n) => l.Id = Guid.Parse(r.GetString(n))),
        new("card_id", Text, l => l.CardId, (l, r, n) => l.CardId = r.GetString(n)),
        new("list", Text, l => l.List, (l, r, n) => l.List = r.GetString(n)),
        new("finish", Text, l => l.Finish, (l, r, n) => l.Finish = r.TextOrNull(n)),
        new("condition", Text, l => l.Condition, (l, r, n) => l.Condition = r.TextOrNull(n)),
        new("language", Text, l => l.Language, (l, r, n) => l.Language = r.TextOrNull(n)),
        new("quantity", Integer, l => l.Quantity, (l, r, n) => l.Quantity = r.GetInt32(n)),
        new("grade_company", Text, l => l.GradeCompany, (l, r, n) => l.GradeCompany = r.TextOrNull(n)),
        new("grade", Text, l => l.Grade, (l, r, n) => l.Grade = r.TextOrNull(n)),
        new("certificate", Text, l => l.Certificate, (l, r, n) => l.Certificate = r.TextOrNull(n)),
        new("location", Text, l => l.Location, (l, r, n) => l.Location = r.TextOrNull(n)),
        new("notes", Text, l => l.Notes, (l, r, n) => l.Notes = r.TextOrNull(n)),
        new("acquired_on", Date, l => l.AcquiredOn, (l, r, n) => l.AcquiredOn = r.IsDBNull(n) ? null : DateOnly.FromDateTime(r.GetDateTime(n))),
        new("price_paid", BulkType.Decimal, l => l.PricePaid, (l, r, n) => l.PricePaid = r.AmountOrNull(n) is { } paid ? Plain(paid) : null),
        new("currency", Text, l => l.Currency, (l, r, n) => l.Currency = r.TextOrNull(n)),
        new("source", Text, l => l.Source, (l, r, n) => l.Source = r.TextOrNull(n)),
        new("version", Integer, l => l.Version, (l, r, n) => l.Version = r.GetInt32(n)),
        new("created_at", Timestamp, l => l.CreatedAt, (l, r, n) => l.CreatedAt = r.Utc(n)),
        new("updated_at", Timestamp, l => l.UpdatedAt, (l, r, n) => l.UpdatedAt = r.Utc(n)),
        new("moved_from", Text, l => l.MovedFrom, (l, r, n) => l.MovedFrom = r.TextOrNull(n)),
        new("moved_at", Timestamp, l => l.MovedAt, (l, r, n) => l.MovedAt = r.UtcOrNull(n)));

    public static readonly BulkTable<CollectionImport> Imports = new("gold_imports", ["id"],
        new("id", Text, i => i.Id.ToString(), (i, r, n) => i.Id = Guid.Parse(r.GetString(n))),
        new("user_id", Text, i => i.UserId, (i, r, n) => i.UserId = r.GetString(n)),
        new("file_name", Text, i => i.FileName, (i, r, n) => i.FileName = r.GetString(n)),
        new("sha256", Text, i => i.Sha256, (i, r, n) => i.Sha256 = r.GetString(n)),
        new("format", Text, i => i.Format, (i, r, n) => i.Format = r.GetString(n)),
        new("currency", Text, i => i.Currency, (i, r, n) => i.Currency = r.TextOrNull(n)),
        new("warnings", Text, i => i.Warnings, (i, r, n) => i.Warnings = r.TextOrNull(n)),
        new("created_at", Timestamp, i => i.CreatedAt, (i, r, n) => i.CreatedAt = r.Utc(n)),
        new("previewed_at", Timestamp, i => i.PreviewedAt, (i, r, n) => i.PreviewedAt = r.Utc(n)),
        new("committed_at", Timestamp, i => i.CommittedAt, (i, r, n) => i.CommittedAt = r.UtcOrNull(n)),
        new("commits", Integer, i => i.Commits, (i, r, n) => i.Commits = r.GetInt32(n)));

    public static readonly BulkTable<CollectionImportRow> ImportRows = new("gold_import_rows", ["import_id", "row"],
        new("import_id", Text, i => i.ImportId.ToString(), (i, r, n) => i.ImportId = Guid.Parse(r.GetString(n))),
        new("row", Integer, i => i.Row, (i, r, n) => i.Row = r.GetInt32(n)),
        new("raw", Text, i => i.Raw, (i, r, n) => i.Raw = r.GetString(n)),
        new("lot", Text, i => i.Lot, (i, r, n) => i.Lot = r.TextOrNull(n)),
        new("outcome", Text, i => i.Outcome, (i, r, n) => i.Outcome = r.GetString(n)),
        new("effect", Text, i => i.Effect, (i, r, n) => i.Effect = r.TextOrNull(n)),
        new("card_id", Text, i => i.CardId, (i, r, n) => i.CardId = r.TextOrNull(n)),
        new("lot_id", Text, i => i.LotId?.ToString(), (i, r, n) => i.LotId = r.TextOrNull(n) is { } id ? Guid.Parse(id) : null),
        new("candidates", Text, i => i.Candidates, (i, r, n) => i.Candidates = r.TextOrNull(n)),
        new("reason", Text, i => i.Reason, (i, r, n) => i.Reason = r.TextOrNull(n)));

    public static readonly BulkTable<Owner> Users = new("gold_users", ["id"],
        new("id", Text, u => u.Id, (u, r, n) => u.Id = r.GetString(n)),
        new("issuer", Text, u => u.Issuer, (u, r, n) => u.Issuer = r.GetString(n)),
        new("subject", Text, u => u.Subject, (u, r, n) => u.Subject = r.GetString(n)),
        new("display_name", Text, u => u.DisplayName, (u, r, n) => u.DisplayName = r.TextOrNull(n)),
        new("role", Text, u => u.Role, (u, r, n) => u.Role = r.GetString(n)),
        new("created_at", Timestamp, u => u.CreatedAt, (u, r, n) => u.CreatedAt = r.Utc(n)),
        new("public_name", Text, u => u.PublicName, (u, r, n) => u.PublicName = r.TextOrNull(n)));

    public static readonly BulkTable<ApiToken> Tokens = new("gold_api_tokens", ["id"],
        new("id", Text, t => t.Id.ToString(), (t, r, n) => t.Id = Guid.Parse(r.GetString(n))),
        new("user_id", Text, t => t.UserId, (t, r, n) => t.UserId = r.GetString(n)),
        new("name", Text, t => t.Name, (t, r, n) => t.Name = r.GetString(n)),
        new("hash", Text, t => t.Hash, (t, r, n) => t.Hash = r.GetString(n)),
        new("scope", Text, t => t.Scope, (t, r, n) => t.Scope = r.GetString(n)),
        new("created_at", Timestamp, t => t.CreatedAt, (t, r, n) => t.CreatedAt = r.Utc(n)),
        new("expires_at", Timestamp, t => t.ExpiresAt, (t, r, n) => t.ExpiresAt = r.UtcOrNull(n)));

    public static readonly BulkTable<AuditEntry> Audit = new("gold_audit_log", ["id"],
        new("id", Text, a => a.Id.ToString(), (a, r, n) => a.Id = Guid.Parse(r.GetString(n))),
        new("at", Timestamp, a => a.At, (a, r, n) => a.At = r.Utc(n)),
        new("actor", Text, a => a.Actor, (a, r, n) => a.Actor = r.GetString(n)),
        new("user_id", Text, a => a.UserId, (a, r, n) => a.UserId = r.TextOrNull(n)),
        new("action", Text, a => a.Action, (a, r, n) => a.Action = r.GetString(n)),
        new("detail", Text, a => a.Detail, (a, r, n) => a.Detail = r.TextOrNull(n)),
        new("address", Text, a => a.Address, (a, r, n) => a.Address = r.TextOrNull(n)),
        new("status", Integer, a => a.Status, (a, r, n) => a.Status = r.IntOrNull(n)));

    public static readonly BulkTable<SessionKey> SessionKeys = new("gold_session_keys", ["name"],
        new("name", Text, k => k.Name, (k, r, n) => k.Name = r.GetString(n)),
        new("xml", Text, k => k.Xml, (k, r, n) => k.Xml = r.GetString(n)),
        new("created_at", Timestamp, k => k.CreatedAt, (k, r, n) => k.CreatedAt = r.Utc(n)));

    public static readonly BulkTable<GenerationRow> Generations = new("gold_pokemon_generations", ["generation"],
        new("generation", Integer, g => g.Generation),
        new("name", Text, g => g.Name),
        new("region", Text, g => g.Region),
        new("first_number", Integer, g => g.FirstNumber),
        new("last_number", Integer, g => g.LastNumber));

    public static readonly LayerTables All = new(Layer,
    [
        new(Generations), new(Users, OwnedBy: "id"), new(Lots, OwnedBy: "user_id", Came: "created_at"), new(Imports, OwnedBy: "user_id"),
        new(ImportRows, OwnedBy: "(SELECT i.user_id FROM gold_imports i WHERE i.id = import_id)"), new(Audit, OwnedBy: "user_id", Came: "at"),
    ], Tokens, SessionKeys);

    /// <summary>Without zeros at the end, which databases add: 5.1000 and 5.1 are one amount, and files say it one way.</summary>
    internal static decimal Plain(decimal amount) => amount / 1.0000000000000000000000000000m;
}
