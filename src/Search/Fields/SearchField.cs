namespace PokedexTop.Search.Fields;

/// <summary>How the values of a field are compared.</summary>
public enum FieldKind
{
    /// <summary>By words, in their order.</summary>
    Text,

    /// <summary>Whole, less case.</summary>
    Id,

    /// <summary>As a number.</summary>
    Number,

    /// <summary>As a day; a month or a year is all of its days.</summary>
    Date,

    /// <summary>One of a few words.</summary>
    Flag,
}

/// <summary>A field of the search language.</summary>
/// <param name="Name">As it is written before the colon; also its path in a card's JSON, but for the program's own fields.</param>
/// <param name="Kind">How its values are compared.</param>
/// <param name="Description">What it holds.</param>
/// <param name="Example">A query that finds something.</param>
public sealed record SearchField(string Name, FieldKind Kind, string Description, string Example)
{
    /// <summary>Whether its values are counted for a result.</summary>
    public bool IsFacet { get; init; }

    /// <summary>Whether a result can be ordered by it: it has one value at most.</summary>
    public bool Orders { get; init; }

    /// <summary>Whether its values can be compared as numbers, as far as they are numbers.</summary>
    public bool HasRanges { get; init; } = Kind is FieldKind.Number or FieldKind.Date;

    /// <summary>Whether a word without a field is looked for in it.</summary>
    public bool IsInWords { get; init; }

    /// <summary>What a flag can be.</summary>
    public IReadOnlyList<string> Allowed { get; init; } = [];
}
