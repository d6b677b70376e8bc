using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using PokedexTop.CommandLine;
using PokedexTop.Composition;
using PokedexTop.Data;
using PokedexTop.Hosting;
using PokedexTop.Lake;
using PokedexTop.Schedule;

namespace PokedexTop.Commands;

/// <summary><c>migrate</c>: create or upgrade the tables.</summary>
internal static class MigrateCommand
{
    public static Command Create()
    {
        var command = new VerbCommand("migrate", "Create or upgrade the tables of every layer. The embedded mode does it at start by itself.")
        {
            Examples =
            [
                ("pokedextop migrate", "Bring the configured database up to date"),
                ("DATABASE_URL=postgresql://user:password@host/pokedextop pokedextop migrate", "A PostgreSQL database, such as a Kubernetes Job does before the stages start"),
            ],
        };
        command.Options.Add(VerbOptions.Json);
        return command.Runs(RunAsync);
    }

    private static async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var configuration = ProgramConfiguration.Read(arguments);
        using var folder = HostFolder.Open(configuration.Settings);
        if (folder is { IsHost: false })
            throw new CommandFailedException($"The data folder {folder.Path} belongs to a running host (process {DataFolder.Holder(folder.Path) ?? "unknown"}), which upgrades its tables itself when it starts. Stop it first.");
        await using var services = new ServiceCollection().AddLayers(configuration).AddScheduleTables(configuration.Settings).AddBackups().BuildServiceProvider();
        var upgrades = await TableUpgrades.ReadAsync(services.GetServices<LayerMigrations>(), cancellationToken);
        await upgrades.ApplyAsync(services.GetRequiredService<IBeforeUpgrade>(), cancellationToken);

        var location = services.GetRequiredService<SqlDatabase>().Location;
        if (arguments.GetValue(VerbOptions.Json))
            JsonOutput.Write(new { Database = location, Layers = upgrades.All.Select(p => new { p.Layer.Layer, Applied = p.Migrations, Newest = p.Layer.Known is [.., var newest] ? newest : null }) });
        else
            foreach (var (layer, migrations) in upgrades.All)
                CommandOutput.Line(migrations.Count == 0 ? $"{layer.Layer}: up to date" : $"{layer.Layer}: applied {string.Join(", ", migrations)}");
        return ExitCode.Done;
    }
}
