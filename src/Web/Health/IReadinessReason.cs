namespace PokedexTop.Web.Health;

/// <summary>Something that a process needs besides database and broker before it can do its work.</summary>
public interface IReadinessReason
{
    /// <summary>What it waits for; null when it need not wait.</summary>
    string? Waiting { get; }
}
