namespace PokedexTop.FakeApi;

/// <summary>How the fake behaves. What a test changes while it runs stands on <see cref="FakeTcgApi"/> itself.</summary>
public sealed class FakeTcgApiOptions
{
    /// <summary>
    /// A pokemon-tcg-data folder, or the folder that holds <c>pokemon-tcg-data</c>, <c>tcgdex</c> and <c>pokeapi</c>. Null starts with an empty
    /// catalogue, to be filled through <see cref="FakeTcgApi.Catalogue"/>.
    /// </summary>
    public string? DataFolder { get; set; }

    /// <summary>Where it listens; port 0 takes a free one.</summary>
    public string Urls { get; set; } = "http://127.0.0.1:0";

    /// <summary>Decides which requests meet a fault: the same seed and the same requests give the same faults, in any order.</summary>
    public int Seed { get; set; } = 1;

    /// <summary>The day the prices are of.</summary>
    public DateOnly Day { get; set; } = new(2026, 11, 23);

    /// <summary>Keys that are accepted; any other answers 403. Empty accepts all.</summary>
    public ISet<string> ApiKeys { get; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>Quotas; null counts nothing.</summary>
    public FakeRateLimit? RateLimit { get; set; }

    /// <summary>Clock of the rate limit and of the record of requests.</summary>
    public TimeProvider Time { get; set; } = TimeProvider.System;

    /// <summary>The faults to begin with.</summary>
    public FakeFaults Faults { get; } = new();
}
