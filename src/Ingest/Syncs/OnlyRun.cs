namespace PokedexTop.Ingest.Syncs;

/// <summary>In a process that lives for one sync: which, with those that follow it. The others wait in the tables for whoever hosts longer, or is asked for them.</summary>
public sealed class OnlyRun
{
    /// <summary>Null while every run may be taken.</summary>
    public Guid? SyncId { get; set; }
}
