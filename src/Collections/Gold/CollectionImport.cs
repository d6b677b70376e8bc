namespace PokedexTop.Collections.Gold;

/// <summary>A file that somebody brought: a row of <c>gold_imports</c>. Its rows wait in <c>gold_import_rows</c> until they are written or resolved.</summary>
public sealed class CollectionImport
{
    public required Guid Id { get; set; }

    public required string UserId { get; set; }

    /// <summary>As it was called when it was last read; for people.</summary>
    public required string FileName { get; set; }

    /// <summary>Of the file's bytes: a user has one import of a file.</summary>
    public required string Sha256 { get; set; }

    /// <summary>By name, such as <c>collectr</c>.</summary>
    public required string Format { get; set; }

    /// <summary>Of prices whose file does not say one, by its owner's word.</summary>
    public string? Currency { get; set; }

    /// <summary>Of the file as a whole, a line each.</summary>
    public string? Warnings { get; set; }

    public required DateTime CreatedAt { get; set; }

    /// <summary>When the file was last read.</summary>
    public required DateTime PreviewedAt { get; set; }

    /// <summary>When some of it was first written; null for a preview.</summary>
    public DateTime? CommittedAt { get; set; }

    /// <summary>How often it was written: what is added again gets other ids each time.</summary>
    public required int Commits { get; set; }
}

/// <summary>A row of such a file: a row of <c>gold_import_rows</c>.</summary>
public sealed class CollectionImportRow
{
    public required Guid ImportId { get; set; }

    /// <summary>As the file counts them.</summary>
    public required int Row { get; set; }

    /// <summary>What the file said, as JSON of header → cell.</summary>
    public required string Raw { get; set; }

    /// <summary>The lot that it means, as JSON; null where that cannot be told.</summary>
    public string? Lot { get; set; }

    /// <summary>matched, ambiguous, unknown, refused or imported.</summary>
    public required string Outcome { get; set; }

    /// <summary>What a matched row would do, and an imported one did: added, changed or unchanged.</summary>
    public string? Effect { get; set; }

    public string? CardId { get; set; }

    /// <summary>The lot that it is or would be; the first of several.</summary>
    public Guid? LotId { get; set; }

    /// <summary>Ids of cards it may mean, likeliest first, as JSON.</summary>
    public string? Candidates { get; set; }

    public string? Reason { get; set; }
}

internal static class ImportLimits
{
    /// <summary>Characters of a file's name.</summary>
    public const int FileName = 200;

    /// <summary>Previews that a user may have without having written any of them.</summary>
    public const int Previews = 20;

    /// <summary>How long such a preview waits.</summary>
    public static readonly TimeSpan Wait = TimeSpan.FromDays(30);
}
