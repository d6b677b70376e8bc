namespace PokedexTop.Collections.Gold;

/// <summary>Identical copies of one card that belong together: a row of <c>gold_user_collections</c>.</summary>
public sealed class Lot
{
    /// <summary>Its own for ever, in files too; unique within a user's lots, and in the order in which they were made.</summary>
    public required Guid Id { get; set; }

    public required string UserId { get; set; }

    /// <summary>The silver card; follows <c>merged_into</c>.</summary>
    public required string CardId { get; set; }

    /// <summary>One of <see cref="Lots.LotWords.Lists"/>.</summary>
    public required string List { get; set; }

    /// <summary>In the words of price blocks; null where it is not known.</summary>
    public string? Finish { get; set; }

    /// <summary>One of <see cref="Lots.LotWords.Conditions"/>; null where it is not known.</summary>
    public string? Condition { get; set; }

    /// <summary>One of <see cref="Lots.LotWords.Languages"/>; null where it is not known.</summary>
    public string? Language { get; set; }

    /// <summary>Copies; on the wishlist, how many are wished for.</summary>
    public required int Quantity { get; set; }

    /// <summary>Who graded the copy; a graded copy is a lot of one.</summary>
    public string? GradeCompany { get; set; }

    public string? Grade { get; set; }

    public string? Certificate { get; set; }

    /// <summary>Where its owner keeps it.</summary>
    public string? Location { get; set; }

    public string? Notes { get; set; }

    public DateOnly? AcquiredOn { get; set; }

    /// <summary>For one copy, in <see cref="Currency"/>.</summary>
    public decimal? PricePaid { get; set; }

    /// <summary>Three letters.</summary>
    public string? Currency { get; set; }

    /// <summary>Where the lot came from: <c>api</c>, or what a file says.</summary>
    public string? Source { get; set; }

    /// <summary>From 1, one more with each change: whoever changes it says which one was seen.</summary>
    public required int Version { get; set; }

    public required DateTime CreatedAt { get; set; }

    public required DateTime UpdatedAt { get; set; }

    /// <summary>The card it was recorded as, where the catalogue found that card to be another.</summary>
    public string? MovedFrom { get; set; }

    public DateTime? MovedAt { get; set; }

    internal Lot Copy() => (Lot)MemberwiseClone();
}

/// <summary>Most characters of a lot's texts.</summary>
internal static class LotLimits
{
    public const int GradeCompany = 20;
    public const int Grade = 20;
    public const int Certificate = 50;
    public const int Location = 200;
    public const int Notes = 2_000;
    public const int Source = 200;
    public const int Finish = PokedexTop.Catalogue.FieldLimits.Finish;

    /// <summary>Copies of a lot.</summary>
    public const int Quantity = 100_000;

    /// <summary>Of one copy, in any currency.</summary>
    public const decimal Price = 100_000_000;
}
