namespace PokedexTop.Telemetry;

/// <summary>The names under which spans, metrics and logs of every stage tell the same things.</summary>
public static class PipelineAttributes
{
    /// <summary>The sync's id, as in <c>bronze_sync_runs</c>.</summary>
    public const string SyncId = "pokedextop.sync.id";

    /// <summary>The card's id in its feed.</summary>
    public const string CardId = "pokedextop.card.id";

    /// <summary>The set's id in its feed.</summary>
    public const string SetId = "pokedextop.set.id";

    public const string Feed = "pokedextop.feed";

    public const string Source = "pokedextop.source";

    /// <summary>What became of a card, a call or a sync.</summary>
    public const string Outcome = "pokedextop.outcome";

    /// <summary>Why something was refused or had to wait.</summary>
    public const string Reason = "pokedextop.reason";

    /// <summary>What kind of thing is counted.</summary>
    public const string Kind = "pokedextop.kind";
}
