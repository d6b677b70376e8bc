using Microsoft.Extensions.Logging;
using PokedexTop.Ingest.Sources.Http;

namespace PokedexTop.Ingest.Sources.PokemonTcg;

/// <summary>
/// Whether the next call carries the key. A key that is refused, or that has given 5xx several times in a row (users saw
/// any extra header answered with 500), comes under suspicion: the next call goes without it, and only if that one
/// succeeds was it the key, which then rests for an hour. Of 5xx that must happen twice with no success of the key between: where one
/// call in six fails anyway, as users saw, three in a row are no rarity. So neither a plain outage nor bad luck costs the larger quota.
/// </summary>
internal sealed class ApiKeyUse(string? key, TimeProvider time, ILogger logger)
{
    private const string FailedOften = "calls with it failed again and again";
    private const int FailuresInARow = 3;
    private const int TimesOnlyWithout = 2;
    private static readonly TimeSpan s_rest = TimeSpan.FromHours(1);

    private readonly Lock _lock = new();
    private int _failures;
    private int _onlyWithout;
    private string? _suspicion;
    private DateTimeOffset _restsUntil;
    private bool _warned;

    /// <summary>The key to send with the next call; null for a keyless one.</summary>
    public string? Next()
    {
        lock (_lock)
            return _suspicion is not null || time.GetUtcNow() < _restsUntil ? null : key;
    }

    /// <summary>Learns from a call's outcome.</summary>
    public void Observe(bool keyed, CallFailure failure)
    {
        if (key is null)
            return;
        lock (_lock)
        {
            if (keyed)
                ObserveKeyed(failure);
            else if (_suspicion is { } reason)
                ObserveProbe(failure, reason);
        }
    }

    private void ObserveKeyed(CallFailure failure)
    {
        switch (failure)
        {
            case CallFailure.Refused:
                _suspicion = "it was refused";
                break;
            case CallFailure.ServerError when ++_failures >= FailuresInARow:
                _suspicion = FailedOften;
                break;
            case CallFailure.None or CallFailure.NotFound or CallFailure.BadRequest:
                (_failures, _onlyWithout) = (0, 0);
                break;
        }
    }

    private void ObserveProbe(CallFailure failure, string reason)
    {
        switch (failure)
        {
            case CallFailure.None or CallFailure.NotFound when reason == FailedOften && ++_onlyWithout < TimesOnlyWithout:
                break;
            case CallFailure.None or CallFailure.NotFound:
                _onlyWithout = 0;
                _restsUntil = time.GetUtcNow() + s_rest;
                logger.Log(_warned ? LogLevel.Debug : LogLevel.Warning,
                    "The API key of pokemontcg is not used for the next hour: {Reason}, and a call without it succeeded. Calls go on with the smaller quota.", reason);
                _warned = true;
                break;
            case CallFailure.ServerError or CallFailure.Refused:
                break;
            default:
                return;
        }
        _suspicion = null;
        _failures = 0;
    }
}
