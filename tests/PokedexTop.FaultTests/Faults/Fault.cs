using PokedexTop.FaultTests.Sources;

namespace PokedexTop.FaultTests.Faults;

/// <summary>One thing that goes wrong in one sync of a run.</summary>
internal abstract class Fault
{
    /// <summary>As it stands in the plan: enough to do the same again.</summary>
    public abstract string Told { get; }

    /// <summary>What the suite must have seen of it at least once.</summary>
    public abstract string Kind { get; }

    /// <summary>Milliseconds between two of the sixteen pieces of an answer, so that the sync takes long enough to be struck; 0 where that does not matter.</summary>
    public virtual int Slowness => 0;

    /// <summary>Variables of every process, from their first start on.</summary>
    public virtual IReadOnlyDictionary<string, string?> Environment { get; } = new Dictionary<string, string?>();

    /// <summary>The source may answer so badly that a sync ends without some sets; the next one mends it.</summary>
    public virtual bool MayFailSets => false;

    /// <summary>Before the sync's processes start.</summary>
    public virtual void Prepare(FaultedRun run)
    {
    }

    /// <summary>While the sync is under way.</summary>
    public virtual Task StrikeAsync(FaultedRun run, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Whether it really happened, by what the program or the servers show.</summary>
    public abstract bool Fired(FaultedRun run);

    /// <summary>The fake API, which such a fault needs as its source.</summary>
    protected static ApiSource Api(FaultedRun run) => (ApiSource)run.Source;
}
