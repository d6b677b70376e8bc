using System.CommandLine;
using PokedexTop.Catalogue.Species;
using PokedexTop.CommandLine;
using PokedexTop.Composition;
using PokedexTop.Configuration;
using PokedexTop.Ingest.Bronze;
using PokedexTop.Ingest.Syncs;
using PokedexTop.Language;
using PokedexTop.Remote;
using PokedexTop.Syncs;

namespace PokedexTop.Commands;

/// <summary><c>sync</c>: bring the catalogue, or a part of it, up to date and wait until every deployed stage is drained.</summary>
internal static class SyncCommand
{
    private static readonly Option<string[]> s_sets = new("--set") { Description = "Only these sets, such as base1", HelpName = "ID", AllowMultipleArgumentsPerToken = true };
    private static readonly Option<string[]> s_generations = new("--generation") { Description = "Only cards of Pokémon of these generations: 1 to 9, or a region such as kanto", HelpName = "N", AllowMultipleArgumentsPerToken = true };
    private static readonly Option<string?> s_pokemon = new("--pokemon") { Description = "Only cards of this species (by its Pokédex number), else cards of this name", HelpName = "NAME" };
    private static readonly Option<string[]> s_cards = new("--card") { Description = "Only these cards, such as base1-4", HelpName = "ID", AllowMultipleArgumentsPerToken = true };
    private static readonly Option<bool> s_newSets = new("--new-sets") { Description = "Only sets that are new or whose entry in the source's list changed" };
    private static readonly Option<bool> s_force = new("--force") { Description = "Fetch and normalize what looks unchanged too" };
    private static readonly Option<bool> s_images = new("--images") { Description = "Wait for images too, for one attempt at each that is due; else they follow when stages run" };
    private static readonly Option<bool> s_dryRun = new("--dry-run") { Description = "Tell what would be fetched and what is new, and write nothing" };

    private static readonly Option<bool> s_cancel = new("--cancel") { Description = "End unfinished syncs, all of them or that of the scope given here; what they fetched stays" };

    public static Command Create()
    {
        var command = new VerbCommand("sync", "Bring the catalogue, or a part of it, up to date and wait until every stage is done.")
        {
            Examples =
            [
                ("pokedextop sync", "Everything, from the configured source"),
                ("pokedextop sync --source folder:../pokemon-tcg-data", "Everything, from a folder in pokemon-tcg-data's layout, without any network"),
                ("pokedextop sync --set base1 --set base2", "Two sets"),
                ("pokedextop sync --generation kanto --pokemon Lugia", "Cards of generation 1, and every card of Lugia"),
                ("pokedextop sync --new-sets", "Sets that came or changed since they were fetched; one look at the list when there are none"),
                ("pokedextop sync --server https://pokedextop.example.org", "Everything, by a deployment elsewhere; its key is in Admin__ApiKey"),
                ("pokedextop sync --images", "Everything, and every image"),
                ("pokedextop sync --dry-run", "What would be done"),
                ("pokedextop sync --cancel", "End what an earlier sync left unfinished, or what a host is at"),
                ("pokedextop sync --json | jq .cards.new", "How many cards are new"),
            ],
        };
        foreach (Option option in new Option[] { s_sets, s_generations, s_pokemon, s_cards, s_newSets, s_force, s_images, s_dryRun, s_cancel, VerbOptions.Source, VerbOptions.Server, VerbOptions.Json })
            command.Options.Add(option);
        return command.Runs(RunAsync);
    }

    private static async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var configuration = ProgramConfiguration.Read(arguments).Quiet();
        var request = new SyncOrder(Scope(arguments), arguments.GetValue(s_force), arguments.GetValue(VerbOptions.Source) is not null, arguments.GetValue(VerbOptions.Json), arguments.GetValue(s_images));
        using var server = RemoteServer.From(arguments);
        if (arguments.GetValue(s_cancel))
            return await SyncCancel.RunAsync(arguments, request, arguments.GetValue(s_dryRun), server, cancellationToken);
        if (server is not null)
        {
            SyncByServer.Check(arguments.GetValue(s_dryRun), request);
            return await SyncByServer.RunAsync(server, request, request.SourceGiven ? configuration.Source.Name : null, cancellationToken);
        }
        if (arguments.GetValue(s_dryRun))
            return await SyncDryRun.RunAsync(configuration, request, cancellationToken);
        if (configuration.Settings.Transport == Transport.RabbitMq)
            return await SyncByWorkers.RunAsync(configuration, request, cancellationToken);
        using var folder = HostFolder.Open(configuration.Settings);
        if (folder is { IsHost: false } && await SyncByHost.RunAsync(configuration, arguments, request, folder, cancellationToken) is { } done)
            return done;
        if (folder is not null)
            HostSource.Write(folder, configuration.Source);
        return await SyncHere.RunAsync(configuration, request, cancellationToken);
    }

    /// <exception cref="ConfigurationException">A generation that does not exist, or an empty name.</exception>
    private static SyncScope Scope(ParseResult arguments)
    {
        var scope = new SyncScope
        {
            Sets = arguments.GetValue(s_sets) ?? [],
            Generations = [.. (arguments.GetValue(s_generations) ?? []).Select(Generation).Distinct()],
            Pokemon = arguments.GetValue(s_pokemon),
            Cards = arguments.GetValue(s_cards) ?? [],
            NewSets = arguments.GetValue(s_newSets),
        };
        if (scope.Sets.Any(string.IsNullOrWhiteSpace) || scope.Cards.Any(string.IsNullOrWhiteSpace) || scope.Pokemon is { } name && string.IsNullOrWhiteSpace(name))
            throw new ConfigurationException("--set, --card and --pokemon need a value that is not empty.");
        return scope;
    }

    private static int Generation(string text)
    {
        var regions = SpeciesList.Generations.Select(g => g.Region.ToLowerInvariant()).ToList();
        return SpeciesList.FindGeneration(text)?.Number ?? throw new ConfigurationException(
            $"--generation is '{text}'; allowed: 1 to {SpeciesList.Generations.Count}, names such as generation-i, or regions ({string.Join(", ", regions)}).{NearWords.Question(text, regions)}");
    }
}
