using System.Globalization;
using System.Text;
using PokedexTop.Data;
using PokedexTop.Ingest.Bronze;
using PokedexTop.Ingest.Json;

namespace PokedexTop.Ingest.Sources.PokeApi;

/// <summary>Whether a species' document became a version.</summary>
internal enum SpeciesChange
{
    New,
    Changed,
    Unchanged,
}

/// <summary>Reads and writes <c>bronze_pokemon_species</c>, and completes the calls that brought it.</summary>
internal sealed class SpeciesStore(SqlDatabase database, TimeProvider time)
{
    /// <summary>What the latest version of every species says of it; null where it does not say what is needed.</summary>
    public async Task<IReadOnlyDictionary<int, ListedSpecies?>> ReadLatestAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var command = connection.Command(
            """
            SELECT s.pokedex_number, s.payload FROM bronze_pokemon_species s
            WHERE s.version = (SELECT MAX(l.version) FROM bronze_pokemon_species l WHERE l.pokedex_number = s.pokedex_number)
            """);
        // Row by row: all payloads at once would be a hundred megabytes.
        var rows = await command.ReadAsync(r => (Number: r.GetInt32(0), Species: Parse(r.GetString(1), r.GetInt32(0))), cancellationToken);
        return rows.ToDictionary(row => row.Number, row => row.Species);
    }

    /// <summary>When each species was last asked for and answered, of those since <paramref name="since"/>.</summary>
    /// <remarks>An unchanged answer leaves no version, so the call log alone knows.</remarks>
    public async Task<IReadOnlyDictionary<string, DateTime>> ReadAskedAsync(DateTime since, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var command = connection.Command(
            "SELECT endpoint, MAX(requested_at) FROM bronze_api_calls WHERE source = @source AND requested_at > @since AND outcome = @ok GROUP BY endpoint",
            ("@source", PokeApiClient.SourceName), ("@since", since), ("@ok", CallOutcome.Ok));
        var rows = await command.ReadAsync(r => (Endpoint: r.GetString(0), At: r.Utc(1)), cancellationToken);
        return rows.ToDictionary(row => row.Endpoint, row => row.At, StringComparer.Ordinal);
    }

    /// <summary>Completes a generation's call.</summary>
    public async Task CompleteAsync(SourceCall call, int itemCount, CancellationToken cancellationToken)
    {
        await using var write = await database.BeginWriteAsync("bronze", cancellationToken);
        await CallRows.CompleteAsync(write, call, itemCount, items: null, cancellationToken);
        await write.CommitAsync(cancellationToken);
    }

    /// <summary>Stores a version if the content differs from the latest one, and completes the call, in one transaction.</summary>
    public async Task<SpeciesChange> SaveAsync(SpeciesDocument species, SourceCall call, CancellationToken cancellationToken)
    {
        await using var write = await database.BeginWriteAsync("bronze", cancellationToken);
        var (change, id) = await SaveAsync(write, species, PokeApiClient.SourceName, call, cancellationToken);
        await CallRows.CompleteAsync(write, call, count: 1, $"[{id.ToString(CultureInfo.InvariantCulture)}]", cancellationToken);
        await write.CommitAsync(cancellationToken);
        return change;
    }

    /// <summary>The same for all species of a folder at once.</summary>
    /// <returns>How many of each <see cref="SpeciesChange"/>.</returns>
    public async Task<int[]> SaveAllAsync(IReadOnlyList<SpeciesDocument> all, SourceCall call, CancellationToken cancellationToken)
    {
        await using var write = await database.BeginWriteAsync("bronze", cancellationToken);
        var (changes, ids) = (new int[3], new List<long>());
        foreach (var species in all)
        {
            var (change, id) = await SaveAsync(write, species, SpeciesFolder.SourceName, call, cancellationToken);
            changes[(int)change]++;
            ids.Add(id);
        }
        await CallRows.CompleteAsync(write, call, all.Count, $"[{string.Join(',', ids)}]", cancellationToken);
        await write.CommitAsync(cancellationToken);
        return changes;
    }

    private async Task<(SpeciesChange Change, long Id)> SaveAsync(WriteTransaction write, SpeciesDocument species, string source, SourceCall call, CancellationToken cancellationToken)
    {
        await using var select = write.Command(
            database.First("SELECT id, version, content_hash, requested_at FROM bronze_pokemon_species WHERE pokedex_number = @number ORDER BY version DESC", 1),
            ("@number", species.Listed.Number));
        var found = await select.ReadAsync(r => (Id: r.GetInt64(0), Version: r.GetInt32(1), Hash: r.GetString(2), RequestedAt: r.Utc(3)), cancellationToken);
        var id = found.Count > 0 ? found[0].Id : 0;
        // An answer to an older question must never become the newest version.
        var change = found.Count == 0 ? SpeciesChange.New
            : found[0].Hash == species.ContentHash || call.RequestedAt <= found[0].RequestedAt ? SpeciesChange.Unchanged
            : SpeciesChange.Changed;
        if (change != SpeciesChange.Unchanged)
        {
            id = await write.NextIdAsync("bronze_pokemon_species", cancellationToken);
            var version = new BronzeSpecies
            {
                Id = id,
                PokedexNumber = species.Listed.Number,
                Version = found.Count == 0 ? 1 : found[0].Version + 1,
                ContentHash = species.ContentHash,
                Payload = species.Payload,
                Source = source,
                RequestedAt = call.RequestedAt,
                FetchedAt = time.UtcNow(),
                ApiCallId = call.CallId!.Value,
            };
            await database.InsertAsync(write, BronzeTables.Species, [version], cancellationToken);
        }
        return (change, id);
    }

    private static ListedSpecies? Parse(string payload, int number)
    {
        try
        {
            return PokeApiDocuments.ReadListed(Encoding.UTF8.GetBytes(payload), number);
        }
        catch (SourceFormatException)
        {
            // Stored by a version of the program that asked less of a document.
            return null;
        }
    }
}
