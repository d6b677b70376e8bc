namespace PokedexTop.Lake.Objects;

/// <summary>
/// What one run wrote, and what the lake holds since then: the last object of a run, so that a run without one was not finished.
/// </summary>
internal sealed record Manifest
{
    /// <summary>Of the lake; a program reads its own and earlier ones.</summary>
    public const int CurrentFormat = 1;

    public required int Format { get; init; }

    /// <summary>From 1, one after another.</summary>
    public required int Run { get; init; }

    public required DateTime WrittenAt { get; init; }

    /// <summary>SHA-256 of the manifest before this one; null for the first.</summary>
    public string? Previous { get; init; }

    /// <summary>The database it was written from.</summary>
    public required string Database { get; init; }

    /// <summary>The newest migration of each layer, without its time, which differs between databases.</summary>
    public required IReadOnlyDictionary<string, string> Schema { get; init; }

    /// <summary>Whether users' data is in the lake.</summary>
    public required bool Users { get; init; }

    /// <summary>Ids of users whose data stays out of the lake.</summary>
    public required IReadOnlyList<string> Forgotten { get; init; }

    /// <summary>Sync runs that were not finished: what belongs to them may have changed since.</summary>
    public required IReadOnlyList<string> Unfinished { get; init; }

    public required IReadOnlyList<ManifestTable> Tables { get; init; }

    /// <summary>Rows and bytes of this run's own files.</summary>
    public required long Rows { get; init; }

    public required long Bytes { get; init; }

    public required bool Complete { get; init; }
}

/// <summary>A table as the lake holds it after a run.</summary>
/// <param name="Name">The database's name of it.</param>
/// <param name="Rows">Rows it has.</param>
/// <param name="LastId">The highest id; 0 for a table that is written whole.</param>
/// <param name="Since">The run from which on its rows count; the rows of a table that is written whole are those of its last files.</param>
/// <param name="Fingerprint">Of all rows in the order of their key; null for a table that only gets more of them.</param>
/// <param name="Files">All files of a table that is written whole; of another one those of this run.</param>
internal sealed record ManifestTable(string Name, long Rows, long LastId, int Since, string? Fingerprint, IReadOnlyList<ManifestFile> Files);

/// <summary>A file of the lake.</summary>
/// <param name="Key">Its place below the lake's root.</param>
/// <param name="Run">The run that wrote it.</param>
/// <param name="Rows">Rows in it.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Sha256">Of its bytes, in lower-case hex.</param>
internal sealed record ManifestFile(string Key, int Run, long Rows, long Bytes, string Sha256);
