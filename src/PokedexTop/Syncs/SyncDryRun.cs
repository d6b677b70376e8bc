using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using PokedexTop.CommandLine;
using PokedexTop.Composition;
using PokedexTop.Configuration;
using PokedexTop.Data;
using PokedexTop.Ingest.Bronze;
using PokedexTop.Ingest.Sources;
using PokedexTop.Ingest.Syncs;
using PokedexTop.Language;

namespace PokedexTop.Syncs;

/// <summary><c>sync --dry-run</c>: tells what a sync would do.</summary>
internal static class SyncDryRun
{
    public static async Task<int> RunAsync(ProgramConfiguration configuration, SyncOrder order, CancellationToken cancellationToken)
    {
        var services = new ServiceCollection();
        services.AddLayers(configuration);
        services.AddSource(configuration);
        services.AddSingleton<SetLists>();
        services.AddSingleton<UnstoredCalls>();
        services.AddSingleton<SyncPreview>();
        await using var provider = services.BuildServiceProvider();
        var source = provider.GetRequiredService<ICardSource>();
        var exists = await TablesExistAsync(provider, cancellationToken);
        if (!exists && !configuration.Source.IsLocal)
            throw new CommandFailedException("A look at a network source is counted against its quota in the database, and there are no tables yet. Create them first: 'pokedextop migrate'.");
        if (exists)
            await new StarterGuard(provider.GetRequiredService<SqlDatabase>(), configuration.Source).RunAsync(cancellationToken);
        try
        {
            var preview = await provider.GetRequiredService<SyncPreview>().MakeAsync(order.Scope, order.Force, exists, cancellationToken);
            Print(preview, source, order);
            foreach (var remark in preview.Failed.Prepend(preview.Problem).Concat(preview.Damaged.Select(d => $"Would go to quarantine: {d}")).OfType<string>())
                CommandOutput.Remark(remark);
            return preview.Failed.Count == 0 && preview.Problem is null ? ExitCode.Done : ExitCode.Partial;
        }
        catch (ScopeException unknown)
        {
            throw new ConfigurationException(unknown.Message);
        }
        catch (SourceUnreadableException unreadable)
        {
            throw new CommandFailedException(unreadable.Message);
        }
    }

    private static async Task<bool> TablesExistAsync(ServiceProvider provider, CancellationToken cancellationToken)
    {
        var database = provider.GetRequiredService<SqlDatabase>();
        // Opening would create the file, and a dry run leaves nothing behind.
        if (database.Provider == DatabaseProvider.Sqlite && !File.Exists(new SqliteConnectionStringBuilder(database.ConnectionString).DataSource))
            return false;
        return (await provider.GetServices<LayerMigrations>().First(l => l.Layer == "bronze").PendingAsync(cancellationToken)).Count == 0;
    }

    private static void Print(Preview preview, ICardSource source, SyncOrder order)
    {
        if (order.Json)
        {
            CommandOutput.WriteJson(json =>
            {
                json.WriteStartObject();
                json.WriteBoolean("dryRun", true);
                json.WriteString("source", source.Name);
                if (preview.Problem is { } error)
                    json.WriteString("error", error);
                json.WriteStartObject("sets");
                json.WriteNumber("planned", preview.Planned);
                json.WriteNumber("unreadable", preview.Failed.Count);
                json.WriteEndObject();
                if (preview.Cards is { } cards)
                {
                    json.WriteStartObject("cards");
                    json.WriteNumber("seen", cards.Seen);
                    json.WriteNumber("new", cards.New);
                    json.WriteNumber("changed", cards.Changed);
                    json.WriteNumber("unchanged", cards.Unchanged);
                    json.WriteStartArray("damaged");
                    foreach (var damaged in preview.Damaged)
                        json.WriteStringValue(damaged);
                    json.WriteEndArray();
                    json.WriteEndObject();
                }
                json.WriteEndObject();
            });
            return;
        }
        CommandOutput.Line($"A sync of {order.Scope} from {source.Name} ({source.Location}) would fetch {English.Count(preview.Planned, order.Scope.Fetches.One, order.Scope.Fetches.Many)}.");
        if (preview.Planned is > 0 and <= 20)
            CommandOutput.Line($"  {string.Join(", ", preview.Names)}");
        CommandOutput.Line(preview.Cards is { } found
            ? $"It would see {English.Count(found.Seen, "card")}: {found.New:N0} new, {found.Changed:N0} changed, {found.Unchanged:N0} unchanged."
            : "How many of their cards are new or changed is known when they are fetched.");
    }
}
