using PokedexTop.Configuration;
using PokedexTop.Data;
using PokedexTop.Hosting;
using PokedexTop.Ingest.Sources;

namespace PokedexTop.Ingest.Syncs;

/// <summary>Keeps starter data, from the program or from an export, out of a database that holds a real catalogue.</summary>
public sealed class StarterGuard(SqlDatabase database, SourceSelection selection) : IBeforeStages
{
    /// <exception cref="ConfigurationException">A source of the starter feed is chosen, and another feed has data.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (selection.Feed != SourceSelection.Starter)
            return;
        await using var connection = await database.OpenAsync(cancellationToken);
        // Both ends come from the index; a WHERE feed <> … would walk all of it.
        await using var select = connection.Command("SELECT (SELECT MIN(feed) FROM bronze_tcg_cards), (SELECT MAX(feed) FROM bronze_tcg_cards)");
        var feeds = (await select.ReadAsync(r => (First: r.TextOrNull(0), Last: r.TextOrNull(1)), cancellationToken))[0];
        if ((feeds.First ?? SourceSelection.Starter) != SourceSelection.Starter || (feeds.Last ?? SourceSelection.Starter) != SourceSelection.Starter)
            throw new ConfigurationException(
                $"{(selection.FolderPath is { } folder ? $"The folder '{folder}' is an export of the starter catalogue and" : "The source 'starter'")} is refused: the database at {database.Location} holds a real catalogue, which is another feed; starter data is neither mixed nor compared with it. Use another Data:Directory for it, or another --source.");
    }
}
