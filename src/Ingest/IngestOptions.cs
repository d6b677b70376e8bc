namespace PokedexTop.Ingest;

/// <summary>Settings of the Ingest stage, section <c>Ingest</c>.</summary>
public sealed class IngestOptions
{
    public const string Section = "Ingest";

    /// <summary>Seconds between two looks at the tables for work no message announced. Default 30; 2 on SQLite, where other verbs hand in their commands as rows.</summary>
    public double? ReconcileSeconds { get; set; }

    /// <summary>Seconds after which another process may take over the run of one that went silent. Default 60.</summary>
    public double LeaseSeconds { get; set; } = 60;
}
