using Microsoft.EntityFrameworkCore;
using PokedexTop.Data;

namespace PokedexTop.Benchmarks.Bulk;

/// <summary>A row like bronze's: few columns, one long text.</summary>
internal sealed class BronzeLike
{
    public long Id { get; set; }
    public required string CardId { get; set; }
    public int Version { get; set; }
    public required string ContentHash { get; set; }
    public DateTime FetchedAt { get; set; }
    public required string Payload { get; set; }
}

/// <summary>A row like silver's: more columns, short texts and JSON, found by its text key.</summary>
internal sealed class SilverLike
{
    public required string CardId { get; set; }
    public required string SetId { get; set; }
    public required string Name { get; set; }
    public required string Number { get; set; }
    public required string Supertype { get; set; }
    public string? Rarity { get; set; }
    public int? Hp { get; set; }
    public required string Types { get; set; }
    public required string Attacks { get; set; }
    public required string Legalities { get; set; }
    public required string ImageSmallUrl { get; set; }
    public long BronzeId { get; set; }
    public DateTime NormalizedAt { get; set; }
}

/// <summary>The rows and both tables, as the hand-written path and as EF sees them.</summary>
internal static class BulkRows
{
    public const int Count = 20_000;

    public const int Sets = 170;

    /// <summary>Rows a transaction, as a batch of messages or a set brings them.</summary>
    public const int Page = 250;

    public static readonly BulkTable<BronzeLike> Bronze = new("bronze_like", ["id"],
        new("id", BulkType.BigInteger, r => r.Id),
        new("card_id", BulkType.Text, r => r.CardId),
        new("version", BulkType.Integer, r => r.Version),
        new("content_hash", BulkType.Text, r => r.ContentHash),
        new("fetched_at", BulkType.Timestamp, r => r.FetchedAt),
        new("payload", BulkType.Text, r => r.Payload));

    public static readonly BulkTable<SilverLike> Silver = new("silver_like", ["card_id"],
        new("card_id", BulkType.Text, r => r.CardId, (r, v, n) => r.CardId = v.GetString(n)),
        new("set_id", BulkType.Text, r => r.SetId, (r, v, n) => r.SetId = v.GetString(n)),
        new("name", BulkType.Text, r => r.Name, (r, v, n) => r.Name = v.GetString(n)),
        new("number", BulkType.Text, r => r.Number, (r, v, n) => r.Number = v.GetString(n)),
        new("supertype", BulkType.Text, r => r.Supertype, (r, v, n) => r.Supertype = v.GetString(n)),
        new("rarity", BulkType.Text, r => r.Rarity, (r, v, n) => r.Rarity = v.TextOrNull(n)),
        new("hp", BulkType.Integer, r => r.Hp, (r, v, n) => r.Hp = v.IntOrNull(n)),
        new("types", BulkType.Text, r => r.Types, (r, v, n) => r.Types = v.GetString(n)),
        new("attacks", BulkType.Text, r => r.Attacks, (r, v, n) => r.Attacks = v.GetString(n)),
        new("legalities", BulkType.Text, r => r.Legalities, (r, v, n) => r.Legalities = v.GetString(n)),
        new("image_small_url", BulkType.Text, r => r.ImageSmallUrl, (r, v, n) => r.ImageSmallUrl = v.GetString(n)),
        new("bronze_id", BulkType.BigInteger, r => r.BronzeId, (r, v, n) => r.BronzeId = v.GetInt64(n)),
        new("normalized_at", BulkType.Timestamp, r => r.NormalizedAt, (r, v, n) => r.NormalizedAt = v.Utc(n)));

    public static List<BronzeLike> BronzeRows() => [.. Enumerable.Range(1, Count).Select(i => new BronzeLike
    {
        Id = i,
        CardId = $"set{i % Sets}-{i}",
        Version = 1,
        ContentHash = $"{i:x64}",
        FetchedAt = DatabaseTime.Cut(DateTime.UtcNow),
        Payload = $$"""{"id":"set{{i % Sets}}-{{i}}","text":"{{new string('x', 1_100)}}"}""",
    })];

    public static List<SilverLike> SilverRows(int version) => [.. Enumerable.Range(1, Count).Select(i => new SilverLike
    {
        CardId = $"set{i % Sets}-{i}",
        SetId = $"set{i % Sets}",
        Name = $"Card {i} of {version}",
        Number = $"{i}",
        Supertype = "Pokémon",
        Rarity = i % 3 == 0 ? null : "Rare Holo",
        Hp = i % 5 == 0 ? null : 60,
        Types = """["Fire"]""",
        Attacks = """[{"name":"Fire Spin","cost":["Fire","Fire","Fire","Fire"],"convertedEnergyCost":4,"damage":"100","text":"Discard 2 Energy."}]""",
        Legalities = """{"unlimited":"Legal"}""",
        ImageSmallUrl = $"https://images.example/set{i % Sets}/{i}.png",
        BronzeId = i,
        NormalizedAt = DatabaseTime.Cut(DateTime.UtcNow),
    })];
}

/// <summary>Both tables as EF maps them.</summary>
internal sealed class BulkContext(DbContextOptions<BulkContext> options) : DbContext(options)
{
    public static BulkContext Create(SqlDatabase database)
    {
        var options = new DbContextOptionsBuilder<BulkContext>();
        database.Configure(options, "__ef_migrations_bulk");
        return new BulkContext(options.Options);
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        Map(modelBuilder, BulkRows.Bronze.Name, r => r.Id, (BronzeLike r) => r.CardId);
        Map(modelBuilder, BulkRows.Silver.Name, r => r.CardId, (SilverLike r) => r.SetId);
    }

    private static void Map<T>(ModelBuilder model, string table, System.Linq.Expressions.Expression<Func<T, object?>> key, System.Linq.Expressions.Expression<Func<T, object?>> index) where T : class
    {
        model.Entity<T>(entity =>
        {
            entity.ToTable(table);
            entity.HasKey(key);
            entity.HasIndex(index);
            foreach (var property in entity.Metadata.GetProperties())
            {
                property.ValueGenerated = Microsoft.EntityFrameworkCore.Metadata.ValueGenerated.Never;
                property.SetColumnName(System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name));
            }
        });
    }
}
