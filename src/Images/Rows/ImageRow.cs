namespace PokedexTop.Images.Rows;

/// <summary>
/// Where one object of a picture is, and how far Images has come with it. One row of a picture controls it: a card's
/// <c>original</c>, and each row of a set. The card's renditions follow it and leave the members of control empty.
/// </summary>
/// <remarks>
/// Where <see cref="ObjectKey"/> is set there is an object to serve, whatever <see cref="Status"/> says: a card whose address
/// changed keeps its old picture until the new one is here.
/// </remarks>
internal abstract class ImageRow
{
    /// <summary>The card or set.</summary>
    public abstract string OwnerId { get; }

    /// <summary>original, small, large or thumb; symbol or logo of a set.</summary>
    public required string Rendition { get; set; }

    /// <summary>The address the status tells of: that of the object while it is stored or lowres, else the one asked last.</summary>
    public string? SourceUrl { get; set; }

    /// <summary>The object, relative to the store's root; this and the next five members describe it together.</summary>
    public string? ObjectKey { get; set; }

    /// <summary>Where a browser finds it.</summary>
    public string? Url { get; set; }

    /// <summary>Of the object's bytes, lower-case hex.</summary>
    public string? Sha256 { get; set; }

    public int? Width { get; set; }

    public int? Height { get; set; }

    public long? Bytes { get; set; }

    /// <summary>One of <see cref="ImageStatus"/>.</summary>
    public required string Status { get; set; }

    /// <summary>Failed attempts since the last answer that said something.</summary>
    public int Attempts { get; set; }

    /// <summary>When its source is asked next, for whatever reason; null for not before its address changes.</summary>
    public DateTime? NextAttemptAt { get; set; }

    /// <summary>When the object was stored.</summary>
    public DateTime? StoredAt { get; set; }

    /// <summary>For a person: why it is missing, lowres, refused or failed, or what the last look at a stored one came to.</summary>
    public string? Reason { get; set; }

    /// <summary>The source's validators of the object, for a conditional request.</summary>
    public string? Etag { get; set; }

    /// <inheritdoc cref="Etag"/>
    public string? LastModified { get; set; }

    /// <summary>When the source was asked last and answered.</summary>
    public DateTime? CheckedAt { get; set; }

    /// <summary>The address the catalogue gives; the high resolution of a card.</summary>
    public string? WantedUrl { get; set; }

    /// <summary>What to take where the wanted one is missing: a card's low resolution.</summary>
    public string? FallbackUrl { get; set; }

    /// <summary>The renderer's settings the renditions were made with; empty asks for them to be made again from the original.</summary>
    public string? Settings { get; set; }

    /// <summary>The worker that has taken the picture on; it alone may save it.</summary>
    public string? LeaseToken { get; set; }

    /// <summary>When another worker may take it.</summary>
    public DateTime? LeaseUntil { get; set; }

    /// <summary>The original whose objects are being written now, before a row names them: what is swept out leaves them alone.</summary>
    public string? WritingSha256 { get; set; }

    /// <summary>Whether the object is that of the addresses the catalogue gives now.</summary>
    public bool IsStored => ObjectKey is not null && Status is ImageStatus.Stored or ImageStatus.Lowres;
}

/// <summary>A picture of a card: a row of <c>silver_card_images</c>.</summary>
internal sealed class CardImage : ImageRow
{
    public required string CardId { get; set; }

    /// <summary>The card's row of <c>silver_changes</c> up to which its addresses were looked at.</summary>
    public long? ChangeId { get; set; }

    public override string OwnerId => CardId;
}

/// <summary>A set's symbol or logo: a row of <c>silver_set_images</c>.</summary>
internal sealed class SetImage : ImageRow
{
    public const string Symbol = "symbol";

    public const string Logo = "logo";

    public required string SetId { get; set; }

    public override string OwnerId => SetId;
}

/// <summary>What is known of a picture.</summary>
internal static class ImageStatus
{
    /// <summary>Its address was not asked yet, or did not answer yet.</summary>
    public const string Pending = "pending";

    /// <summary>Here, from the address the catalogue prefers.</summary>
    public const string Stored = "stored";

    /// <summary>The source has none, or the catalogue names none. A state, not an error.</summary>
    public const string Missing = "missing";

    /// <summary>Here, but only in low resolution.</summary>
    public const string Lowres = "lowres";

    /// <summary>What the address gives must not be fetched or decoded.</summary>
    public const string Refused = "refused";

    /// <summary>Its address gave no answer often enough.</summary>
    public const string Failed = "failed";

    /// <summary>Why a picture is lowres that cannot be better: its source says so.</summary>
    internal const string OnlyLowResolution = "The source has only the low resolution.";

    public static IReadOnlyList<string> All { get; } = [Pending, Stored, Missing, Lowres, Refused, Failed];
}
