namespace PokedexTop.Images.Rows;

/// <summary>An oddity of a card's picture: a row of <c>silver_image_issues</c>. It goes when it no longer holds.</summary>
public sealed class ImageIssue
{
    public const int DetailLength = 1_000;

    public required string CardId { get; set; }

    /// <summary>One of <see cref="ImageRules"/>.</summary>
    public required string Rule { get; set; }

    /// <summary>For a person.</summary>
    public required string Detail { get; set; }

    /// <summary>When it was found first.</summary>
    public required DateTime FoundAt { get; set; }
}

/// <summary>The rules that notice something about pictures; docs/quality-rules.md explains each.</summary>
public static class ImageRules
{
    /// <summary>How much an issue of pictures matters: the card shows something else than itself.</summary>
    public const string Severity = "warning";

    public const string ImageShared = "image-shared";

    /// <summary>What each rule sees, in a sentence.</summary>
    public static IReadOnlyDictionary<string, string> Descriptions { get; } = new Dictionary<string, string>
    {
        [ImageShared] = "The very picture of cards of other names and numbers: a card back or a placeholder, kept as received.",
    };
}
