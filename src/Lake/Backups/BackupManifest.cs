namespace PokedexTop.Lake.Backups;

/// <summary>What a backup holds: the first entry of its file, and the proof of the others.</summary>
internal sealed record BackupManifest
{
    /// <summary>Of the file; a program reads its own and earlier ones.</summary>
    public const int CurrentFormat = 1;

    /// <summary>Entries of the file.</summary>
    public const string Entry = "backup.json", Database = "pokedextop.db", List = "images.jsonl", Images = "images/";

    public required int Format { get; init; }

    public required DateTime MadeAt { get; init; }

    /// <summary>The newest migration that each layer's tables have; empty for a layer without tables.</summary>
    public required IReadOnlyDictionary<string, string> Schema { get; init; }

    /// <summary>Of the database's file.</summary>
    public required long Bytes { get; init; }

    public required string Sha256 { get; init; }

    /// <summary>Objects that the database names as stored.</summary>
    public required int ImageObjects { get; init; }

    /// <summary>Whether they are in the file, too.</summary>
    public required bool WithImages { get; init; }

    /// <summary>Of the list of them.</summary>
    public required string ListSha256 { get; init; }
}

/// <summary>An object of the image store that the database names.</summary>
internal sealed record NamedImage(string Key, long Bytes, string Sha256);
