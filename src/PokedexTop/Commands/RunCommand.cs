using System.CommandLine;
using PokedexTop.CommandLine;
using PokedexTop.Composition;
using PokedexTop.Configuration;
using PokedexTop.Data;
using PokedexTop.Ingest.Sources;
using PokedexTop.Serving;

namespace PokedexTop.Commands;

/// <summary><c>run</c>, also without a verb: host stages until stopped.</summary>
internal static class RunCommand
{
    public const string Name = "run";

    private static readonly Argument<string[]> s_stages = new("stage")
    {
        Description = $"Stages to host: {string.Join(", ", ProgramStages.All)}; none for all of them in this process",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private static readonly Option<string?> s_urls = new("--urls") { Description = "Addresses to serve on, separated by semicolons (default http://localhost:5080)", HelpName = "URLS" };

    public static RootCommand CreateRoot()
    {
        var root = new RootCommand("""
            PokedexTop mirrors the whole Pokémon Trading Card Game catalogue into a database that you control.
            Without a verb it does what 'run' does: it hosts every stage until stopped.
            """)
        {
            s_urls,
            VerbOptions.Source,
        };
        root.SetAction((arguments, cancellationToken) => RunAsync(arguments, [], cancellationToken));
        return root;
    }

    public static Command Create()
    {
        var command = new VerbCommand(Name, "Host stages until stopped (Ctrl-C): fetch, normalize, store images, and serve pages, API and health.")
        {
            Examples =
            [
                ("pokedextop run", "Every stage in this process, with a SQLite file in ./data"),
                ("pokedextop run --source folder:../pokemon-tcg-data", "The same, with cards from a folder"),
                ("pokedextop run --source starter", "A small catalogue inside the program, without any network and without images"),
                ("pokedextop run --source folder:../pokemon-tcg-data --Images:Enabled=true", "Cards from a folder, and their images from the network"),
                ("pokedextop run ingest", "One stage; the others run elsewhere, with RabbitMQ and a database server between them"),
                ("Admin__ApiKey=$(openssl rand -hex 32) pokedextop run --urls http://0.0.0.0:8080", "Serve others too; the admin API then wants its key"),
            ],
        };
        command.Arguments.Add(s_stages);
        command.Options.Add(s_urls);
        command.Options.Add(VerbOptions.Source);
        return command.Runs((arguments, cancellationToken) => RunAsync(arguments, arguments.GetValue(s_stages) ?? [], cancellationToken));
    }

    private static async Task<int> RunAsync(ParseResult arguments, string[] asked, CancellationToken cancellationToken)
    {
        var configuration = ProgramConfiguration.Read(arguments);
        var chosen = ProgramStages.Choose(asked, configuration.Settings);
        var stages = ProgramStages.WithoutIdle(chosen, asked, configuration);
        using var folder = HostFolder.Open(configuration.Settings);
        if (folder is { IsHost: false })
            throw new CommandFailedException(
                $"The data folder {folder.Path} belongs to a host that is running (process {DataFolder.Holder(folder.Path) ?? "unknown"}). Stop it first, or give this one another folder with --Data:Directory=PATH.");
        if (folder is not null)
            HostSource.Write(folder, configuration.Source);
        if (stages.Count < chosen.Count)
            CommandOutput.Remark(configuration.Source.Name == SourceSelection.Starter
                ? "Images are not fetched, since the starter catalogue has none."
                : $"Images are not fetched, since the source '{configuration.Source.Name}' makes no network call; --Images:Enabled=true fetches them.");
        return await StageServer.RunAsync(configuration, stages, arguments.GetValue(s_urls), cancellationToken);
    }
}
