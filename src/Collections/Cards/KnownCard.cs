namespace PokedexTop.Collections.Cards;

/// <summary>What collections need to know of a silver card.</summary>
public sealed class KnownCard
{
    public required string Id { get; init; }

    public required KnownSet Set { get; init; }

    public required string Name { get; init; }

    /// <summary>Its collector number.</summary>
    public string? Number { get; init; }

    /// <summary>By which cards of a set are put in order.</summary>
    public required string NumberSort { get; init; }

    public string? Rarity { get; init; }

    /// <summary>No source has it any more.</summary>
    public bool IsRetired { get; init; }

    /// <summary>The card it was found to be.</summary>
    public string? MergedInto { get; init; }

    /// <summary>Whether it counts among the cards there are.</summary>
    public bool IsCurrent => !IsRetired && MergedInto is null;

    /// <summary>Whether its number is one of those the set's cards are numbered up to; the others are secret.</summary>
    public bool IsPrinted { get; internal set; } = true;

    /// <summary>National Pokédex numbers.</summary>
    public IReadOnlyList<int> Species { get; internal set; } = [];

    /// <summary>The finishes a master set has of it; empty where none is known.</summary>
    public IReadOnlyList<string> Finishes { get; internal set; } = [];

    /// <summary>Finishes it has a price for, whether listed or not.</summary>
    public IReadOnlyList<string> Priced { get; internal set; } = [];

    /// <summary>What shops call its finishes.</summary>
    internal IReadOnlyList<KnownProduct> Products { get; set; } = [];
}

/// <summary>A finish of a card as shops sell it.</summary>
internal sealed record KnownProduct(string Finish, int? Tcgplayer, int? Cardmarket);

/// <summary>What collections need to know of a silver set.</summary>
public sealed class KnownSet
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public string? Series { get; init; }

    /// <summary>On paper, or an application's.</summary>
    public string? Game { get; init; }

    /// <summary>The number that its cards are numbered up to.</summary>
    public int? PrintedTotal { get; init; }

    public DateOnly? ReleaseDate { get; init; }

    /// <summary>The code of deck lists; sets that were sold as one share it.</summary>
    public string? PtcgoCode { get; init; }

    /// <summary>What feeds call it.</summary>
    public IReadOnlyList<string> Codes { get; internal set; } = [];
}
