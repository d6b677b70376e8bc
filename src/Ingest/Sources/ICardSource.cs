namespace PokedexTop.Ingest.Sources;

/// <summary>A place a feed is read from. It reads and reports; what becomes of the items is decided elsewhere.</summary>
/// <remarks>
/// No method throws for what the source does: a failed call is a <see cref="SourceCall"/> with its error, and the
/// answer says so. Only cancellation throws.
/// </remarks>
public interface ICardSource
{
    /// <summary>The bare name: one of <see cref="SourceSelection.Names"/>.</summary>
    string Name { get; }

    /// <summary>The id space its items belong to.</summary>
    string Feed { get; }

    /// <summary>Where it reads from, for messages.</summary>
    string Location { get; }

    /// <summary>How many sets are worth fetching at once.</summary>
    int Parallelism { get; }

    /// <summary>Attempts a set is worth in one run: 1 where a second look right away would see the same.</summary>
    int Attempts { get; }

    /// <summary>What to do when the source cannot be read at all, for a person.</summary>
    string Advice { get; }

    /// <summary>The list of sets, in the source's order.</summary>
    Task<SourceAnswer> FetchSetsAsync(Guid syncId, CancellationToken cancellationToken);

    /// <summary>Every card of one set.</summary>
    Task<SourceAnswer> FetchSetAsync(Guid syncId, string setId, CancellationToken cancellationToken);

    /// <summary>The same, by a source that can tell without reading it whether the answer is the known one, or that gives a set in parts.</summary>
    /// <param name="syncId">The run.</param>
    /// <param name="setId">The set.</param>
    /// <param name="known">What the last complete fetch gave; null where it does not count.</param>
    /// <param name="received">Ids of the set's cards that came with earlier parts of this fetch; null for the whole set in one answer.</param>
    /// <param name="cancellationToken">Stops it.</param>
    Task<SourceAnswer> FetchSetAsync(Guid syncId, string setId, KnownSet? known, IReadOnlySet<string>? received, CancellationToken cancellationToken) => FetchSetAsync(syncId, setId, cancellationToken);

    /// <summary>The cards a query names, from whichever set. Never complete in the sense of a set.</summary>
    Task<SourceAnswer> FetchQueryAsync(Guid syncId, CardQuery query, CancellationToken cancellationToken);
}
