using System.Globalization;
using PokedexTop.Data;
using PokedexTop.Ingest.Bronze;
using PokedexTop.Ingest.Sources;
using PokedexTop.Language;

namespace PokedexTop.Ingest.Syncs;

/// <summary>Whether a source of the order serves.</summary>
/// <param name="Name">Its bare name.</param>
/// <param name="Reason">Why it does not, for a person; null where it does.</param>
/// <param name="Since">Since when it does not, UTC.</param>
/// <param name="LastCall">When it was asked last, UTC.</param>
/// <param name="IsClosed">Whether its day has come: then it is not asked whether it is back.</param>
internal sealed record SourceState(string Name, string? Reason, DateTime? Since, DateTime? LastCall, bool IsClosed)
{
    public bool Serves => Reason is null;
}

/// <summary>Reads from the log of calls which sources of the order serve. Nothing is remembered beside it, so every process says the same.</summary>
public sealed class SourceHealth(SqlDatabase database, SourceOrder order, TimeProvider time)
{
    /// <summary>Failures in a row that are no accident.</summary>
    private const int Enough = 3;

    // 'cancelled' is what this program did, not the source. A source that is gone has only failures since its last good answer.
    private const string Failures =
        """
        SELECT COUNT(*), MIN(requested_at), MAX(requested_at),
            SUM(CASE WHEN (endpoint = 'sets' OR endpoint LIKE 'sets?%') AND status_code IN (404, 410) THEN 1 ELSE 0 END)
        FROM bronze_api_calls WHERE source = @source AND outcome = 'failed' AND error <> 'cancelled' AND requested_at > @since
        """;

    /// <summary>The sources of the order.</summary>
    internal async Task<IReadOnlyList<SourceState>> ReadAsync(CancellationToken cancellationToken)
    {
        var states = new List<SourceState>();
        foreach (var name in order.Names)
            states.Add(await StateAsync(name, cancellationToken));
        return states;
    }

    /// <summary>What to say where the first of the order does not serve; null where it does, or where nothing stands in for it.</summary>
    public async Task<string?> StandInAsync(CancellationToken cancellationToken)
    {
        if (order.Names.Count < 2)
            return null;
        var states = await ReadAsync(cancellationToken);
        if (states[0] is not { Serves: false } first)
            return null;
        var next = states.FirstOrDefault(state => state.Serves);
        return $"The source '{first.Name}' does not serve: {first.Reason}. {(next is null ? "None of the others does either." : $"Syncs go on with '{next.Name}'{(first.IsClosed ? "" : $" and return when '{first.Name}' does")}.")}";
    }

    private async Task<SourceState> StateAsync(string name, CancellationToken cancellationToken)
    {
        var now = time.UtcNow();
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var good = connection.Command(
            database.First("SELECT requested_at FROM bronze_api_calls WHERE source = @source AND outcome = 'ok' ORDER BY requested_at DESC", 1), ("@source", name));
        var answered = await good.ReadAsync(row => (DateTime?)row.Utc(0), cancellationToken);
        await using var select = connection.Command(Failures, ("@source", name), ("@since", answered.FirstOrDefault() ?? DateTime.UnixEpoch));
        var (count, first, last, gone) = (await select.ReadAsync(row => (row.Count(0), row.UtcOrNull(1), row.UtcOrNull(2), row.IsDBNull(3) ? 0 : row.Count(3)), cancellationToken))[0];
        var asked = last ?? answered.FirstOrDefault();
        if (name == SourceSelection.PokemonTcg && order.PokemonTcgClosesOn is { } day && DateOnly.FromDateTime(now) >= day)
            return new SourceState(name, string.Create(CultureInfo.InvariantCulture, $"it is closed since {day:yyyy-MM-dd}"), day.ToDateTime(default, DateTimeKind.Utc), asked, IsClosed: true);
        if (gone >= Enough)
            return new SourceState(name, $"its list of sets is not there any more ({English.Count(gone, "answer")} of 404 or 410)", first, asked, IsClosed: false);
        return count >= Enough && last - first >= order.Patience
            ? new SourceState(name, string.Create(CultureInfo.InvariantCulture, $"every call since {first:yyyy-MM-dd HH:mm} UTC failed ({count})"), first, asked, IsClosed: false)
            : new SourceState(name, null, null, asked, IsClosed: false);
    }
}
