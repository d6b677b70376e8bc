using PokedexTop.Data;

namespace PokedexTop.Hosting;

/// <summary>Something to do before tables that hold something are changed.</summary>
public interface IBeforeUpgrade
{
    Task RunAsync(CancellationToken cancellationToken);
}

/// <summary>What the tables of all layers lack. Every layer is asked before any is touched: a database newer than the program stays as it is.</summary>
public sealed class TableUpgrades
{
    private readonly bool _areTables;

    private TableUpgrades(IReadOnlyList<(LayerMigrations Layer, IReadOnlyList<string> Migrations)> all)
    {
        All = all;
        _areTables = all.Any(layer => layer.Migrations.Count < layer.Layer.Known.Count);
    }

    /// <summary>Every layer with the migrations that are still to be applied.</summary>
    public IReadOnlyList<(LayerMigrations Layer, IReadOnlyList<string> Migrations)> All { get; }

    /// <summary>The layers that lack some.</summary>
    public IReadOnlyList<(LayerMigrations Layer, IReadOnlyList<string> Migrations)> Pending => [.. All.Where(layer => layer.Migrations.Count > 0)];

    /// <exception cref="Configuration.ConfigurationException">The database is newer than the program.</exception>
    public static async Task<TableUpgrades> ReadAsync(IEnumerable<LayerMigrations> layers, CancellationToken cancellationToken)
    {
        var all = new List<(LayerMigrations, IReadOnlyList<string>)>();
        foreach (var layer in layers)
            all.Add((layer, await layer.PendingAsync(cancellationToken)));
        return new TableUpgrades(all);
    }

    /// <summary>Creates or upgrades the tables.</summary>
    /// <param name="before">What to do before tables are changed that are there already; null for nothing.</param>
    /// <param name="cancellationToken">Stops it between two layers.</param>
    public async Task ApplyAsync(IBeforeUpgrade? before, CancellationToken cancellationToken)
    {
        if (Pending.Count > 0 && _areTables && before is not null)
            await before.RunAsync(cancellationToken);
        foreach (var (layer, _) in Pending)
            await layer.ApplyAsync(cancellationToken);
    }
}
