using System.Diagnostics;
using Microsoft.Extensions.Logging;
using PokedexTop.Data;
using PokedexTop.Ingest.Json;
using PokedexTop.Ingest.Sources.Http;

namespace PokedexTop.Ingest.Sources.PokeApi;

/// <summary>What a refresh did.</summary>
/// <param name="New">Species stored for the first time.</param>
/// <param name="Changed">Species with a new version.</param>
/// <param name="Unchanged">Species asked for whose content is the same, and those not asked for because nothing tells of a change.</param>
/// <param name="Failed">Calls that failed with all their attempts, of generations and of species.</param>
/// <param name="Remaining">Species that should be asked for and were not; the next refresh begins with them.</param>
/// <param name="Error">The first failure, for a person.</param>
internal sealed record SpeciesRefreshResult(int New, int Changed, int Unchanged, int Failed, int Remaining, string? Error);

/// <summary>
/// Refreshes <c>bronze_pokemon_species</c> from PokéAPI. Nine calls list every species; a species' own document is asked
/// for only where it is unknown, where the list says otherwise than the stored one, or where it was last seen long ago.
/// </summary>
/// <remarks>
/// Each answer is committed as it comes and what to ask is computed from the tables, so a refresh that is cut short, by
/// its bound or by the process's end, is resumed by the next one.
/// </remarks>
internal sealed class SpeciesRefresh : IDisposable
{
    // Somebody who does not answer five times in a row is left alone until the next refresh.
    private const int FailuresInARow = 5;

    private static readonly TimeSpan s_contradiction = TimeSpan.FromDays(1);

    private readonly PokeApiOptions _options;
    private readonly PokeApiClient _client;
    private readonly SpeciesStore _store;
    private readonly TimeProvider _time;
    private readonly ICallLog _log;
    private readonly ILogger _logger;

    // A command may come while the daily refresh is under way; the second finds little left to ask for.
    private readonly SemaphoreSlim _one = new(1, 1);

    /// <param name="options">Address, limits and bounds.</param>
    /// <param name="database">Where bronze is.</param>
    /// <param name="log">Quota and record.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Told of each refresh.</param>
    public SpeciesRefresh(PokeApiOptions options, SqlDatabase database, ICallLog log, TimeProvider time, ILogger<SpeciesRefresh> logger)
    {
        _options = options;
        _client = new PokeApiClient(options, log, time);
        _store = new SpeciesStore(database, time);
        _time = time;
        _log = log;
        _logger = logger;
    }

    /// <summary>Refreshes once. Failures are in the result; only cancellation and the database throw.</summary>
    public async Task<SpeciesRefreshResult> RefreshAsync(CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            return _options.Folder is { } folder ? await ReadFolderAsync(folder, cancellationToken) : await RefreshAloneAsync(cancellationToken);
        }
        finally
        {
            _one.Release();
        }
    }

    private async Task<SpeciesRefreshResult> RefreshAloneAsync(CancellationToken cancellationToken)
    {
        var (failed, error) = (0, (string?)null);
        var listed = new Dictionary<int, ListedSpecies>();
        foreach (var generation in await _client.FetchGenerationsAsync(cancellationToken))
        {
            if (Observe(generation) is not { } list)
                continue;
            await _store.CompleteAsync(generation.Call, list.Species.Count, cancellationToken);
            foreach (var species in list.Species)
                listed[species.Number] = species;
        }

        var due = await DueAsync(listed.Values, cancellationToken);
        var asked = due.Take(_options.SpeciesPerRefresh).ToList();
        var changes = new int[3];
        var (answered, inARow) = (0, 0);
        foreach (var number in asked)
        {
            var attempt = await _client.FetchSpeciesAsync(number, cancellationToken);
            if (Observe(attempt) is { } species)
            {
                changes[(int)await _store.SaveAsync(species, attempt.Call, cancellationToken)]++;
                (answered, inARow) = (answered + 1, 0);
            }
            else if (attempt.Failure == CallFailure.Unreachable || ++inARow == FailuresInARow)
            {
                break;
            }
        }

        var result = new SpeciesRefreshResult(
            changes[(int)SpeciesChange.New], changes[(int)SpeciesChange.Changed],
            changes[(int)SpeciesChange.Unchanged] + listed.Count - due.Count, failed, due.Count - answered, error);
        if (answered > 0 || error is null)
            _logger.LogInformation("Species refreshed from PokéAPI: {New} new, {Changed} changed, {Unchanged} unchanged, {Remaining} left for the next time.",
            result.New, result.Changed, result.Unchanged, result.Remaining);
        if (error is not null)
            _logger.LogWarning("{Failed} calls of the species refresh failed; the first: {Error}. The program's own list of species still serves.", failed, error);
        return result;

        T? Observe<T>(Attempt<T> attempt) where T : class
        {
            if (attempt.Failure != CallFailure.None)
                (failed, error) = (failed + 1, error ?? attempt.Call.Error);
            return attempt.Value;
        }
    }

    /// <summary>Reads the folder anew; what is in it as before costs a comparison.</summary>
    private async Task<SpeciesRefreshResult> ReadFolderAsync(string folder, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        var (callId, requestedAt) = await _log.ReserveAsync(syncId: null, SpeciesFolder.SourceName, SpeciesFolder.SpeciesFile, keyed: false, new CallQuota(null, null), cancellationToken);
        try
        {
            var species = await Task.Run(() => SpeciesFolder.Read(folder), cancellationToken);
            var call = new SourceCall { CallId = callId, Endpoint = SpeciesFolder.SpeciesFile, RequestedAt = requestedAt, DurationMs = watch.Elapsed.TotalMilliseconds };
            var changes = await _store.SaveAllAsync(species, call, cancellationToken);
            var result = new SpeciesRefreshResult(changes[(int)SpeciesChange.New], changes[(int)SpeciesChange.Changed], changes[(int)SpeciesChange.Unchanged], 0, 0, null);
            _logger.LogInformation("Species read from {Folder}: {New} new, {Changed} changed, {Unchanged} unchanged.", folder, result.New, result.Changed, result.Unchanged);
            return result;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or SourceFormatException)
        {
            await _log.FailAsync(callId, statusCode: null, watch.Elapsed.TotalMilliseconds, bytes: 0, error.Message, retryAt: null, cancellationToken);
            _logger.LogWarning("The species of {Folder} cannot be read: {Error}. The program's own list of species still serves.", folder, error.Message);
            return new SpeciesRefreshResult(0, 0, 0, 1, 0, error.Message);
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _client.Dispose();
        _one.Dispose();
    }

    /// <summary>The species to ask for: unknown ones first, then those the lists tell otherwise of, then the longest unseen.</summary>
    private async Task<List<int>> DueAsync(IEnumerable<ListedSpecies> listed, CancellationToken cancellationToken)
    {
        var latest = await _store.ReadLatestAsync(cancellationToken);
        var asked = await _store.ReadAskedAsync(_time.UtcNow() - _options.MaxAge, cancellationToken);
        return [.. listed.Select(species => (species.Number, Rank: Rank(species))).Where(one => one.Rank is not null).OrderBy(one => one.Rank).ThenBy(one => one.Number).Select(one => one.Number)];

        int? Rank(ListedSpecies species)
        {
            if (!latest.TryGetValue(species.Number, out var stored))
                return 0;
            if (!asked.TryGetValue(PokeApiClient.SpeciesEndpoint(species.Number), out var at))
                return 2;
            // A document that goes on contradicting its list is not asked for again and again.
            return stored != species && at < _time.UtcNow() - s_contradiction ? 1 : null;
        }
    }
}
