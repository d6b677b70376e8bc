using Microsoft.Extensions.DependencyInjection;
using PokedexTop.CommandLine;
using PokedexTop.Composition;
using PokedexTop.Configuration;
using PokedexTop.Data;
using PokedexTop.Normalize;

namespace PokedexTop.Commands;

/// <summary>
/// Sees to it that marked rows are worked off: here, where this process is the data folder's host; else by the running
/// host or the workers, whose backlog they already are.
/// </summary>
internal sealed class BacklogDrain : IDisposable
{
    private readonly IServiceProvider _services;
    private readonly DataFolder? _folder;

    private BacklogDrain(IServiceProvider services, HostSettings settings)
    {
        _services = services;
        _folder = HostFolder.Open(settings);
        IsHere = _folder?.IsHost ?? settings.Transport == Transport.InMemory;
    }

    /// <summary>Whether this process does the work and has done it when <see cref="DrainAsync"/> returns.</summary>
    public bool IsHere { get; }

    public string Status => IsHere ? "normalized again" : _folder is null ? "handed to the workers, which take them up at their next look" : "handed to the running host, which takes them up at its next look";

    /// <summary>Takes the data folder where it is free, before anything is written.</summary>
    public static BacklogDrain Take(IServiceProvider services) => new(services, services.GetRequiredService<HostSettings>());

    /// <returns>Cards that were worked off here.</returns>
    public Task<int> DrainAsync(CancellationToken cancellationToken) =>
        IsHere ? AskAsync(() => _services.GetRequiredService<NormalizeWork>().DrainAsync(cancellationToken), cancellationToken) : Task.FromResult(0);

    /// <summary>Does again what the database interrupts: the whole verb, repeated, would find its rows marked and tell of none.</summary>
    public Task<T> AskAsync<T>(Func<Task<T>> ask, CancellationToken cancellationToken) =>
        Interruptions.RepeatAsync(_services.GetRequiredService<SqlDatabase>, ask, cancellationToken);

    public void Dispose() => _folder?.Dispose();
}
