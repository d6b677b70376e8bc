using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace PokedexTop.FakeApi;

/// <summary>The faults of the card API. Everything may change while the fake runs; PokéAPI has its own switch.</summary>
public sealed class FakeFaults
{
    private readonly ConcurrentDictionary<string, int> attempts = new(StringComparer.Ordinal);

    /// <summary>Probabilities from 0 to 1; together at most 1.</summary>
    public ConcurrentDictionary<FakeFault, double> Probabilities { get; } = new();

    /// <summary>Faults of the next requests, one each; <see cref="FakeFault.None"/> lets one through.</summary>
    public ConcurrentQueue<FakeFault> Next { get; } = new();

    /// <summary>Chooses by the request; asked after <see cref="Next"/> is empty. None falls through to the probabilities.</summary>
    public Func<FakeRequest, FakeFault>? Choose { get; set; }

    /// <summary>Sets whose cards, and whose own page, always answer 500.</summary>
    public ConcurrentDictionary<string, bool> BrokenSets { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Set id → the largest page size that works for it; above it 500.</summary>
    public ConcurrentDictionary<string, int> PageSizeLimits { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Every request with an X-Api-Key header answers 500, as one user found.</summary>
    public bool KeyedRequestsFail { get; set; }

    /// <summary>From then on the card API answers 404 to everything, for ever; TCGdex and PokéAPI go on.</summary>
    public DateTimeOffset? ClosesAt { get; set; }

    /// <summary>TCGdex: cards that answer 404 whatever lists them, as one regional host did.</summary>
    public ConcurrentDictionary<string, bool> MissingCards { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>TCGdex: sets that answer 404 although the list of sets has them.</summary>
    public ConcurrentDictionary<string, bool> MissingSets { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>TCGdex: <c>image</c>, <c>logo</c> and <c>symbol</c> are left out everywhere, as when a manifest of its pictures failed.</summary>
    public bool PicturesAreLeftOut { get; set; }

    /// <summary>TCGdex: by how much the time of a card's prices is earlier than the day says.</summary>
    public Func<FakeRequest, TimeSpan> PriceWobble { get; set; } = _ => TimeSpan.Zero;

    /// <summary>PokéAPI answers 500.</summary>
    public bool PokeApiFails { get; set; }

    /// <summary>Sent with 429 where not null, in whole seconds.</summary>
    public TimeSpan? RetryAfter { get; set; }

    /// <summary>Between two of the sixteen pieces of a slow answer.</summary>
    public TimeSpan SlowPause { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>No more faults of any kind.</summary>
    public void Clear()
    {
        Probabilities.Clear();
        Next.Clear();
        Choose = null;
        BrokenSets.Clear();
        PageSizeLimits.Clear();
        MissingCards.Clear();
        MissingSets.Clear();
        PriceWobble = _ => TimeSpan.Zero;
        ClosesAt = null;
        KeyedRequestsFail = PokeApiFails = PicturesAreLeftOut = false;
    }

    /// <summary>Drawn from the request and how often it came, not from one sequence: parallel clients meet the same faults in any order.</summary>
    internal FakeFault Draw(FakeRequest request, int seed)
    {
        if (Next.TryDequeue(out var next))
            return next;
        if (Choose?.Invoke(request) is { } chosen and not FakeFault.None)
            return chosen;
        var address = request.Path + request.QueryString;
        var attempt = attempts.AddOrUpdate(address, 1, (_, before) => before + 1);
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}|{attempt}|{address}"));
        var point = BitConverter.ToUInt32(hash) / (double)uint.MaxValue;
        foreach (var (fault, probability) in Probabilities.OrderBy(pair => pair.Key))
        {
            if (point < probability)
                return fault;
            point -= probability;
        }

        return FakeFault.None;
    }
}
