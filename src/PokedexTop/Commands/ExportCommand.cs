using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using PokedexTop.CommandLine;
using PokedexTop.Composition;
using PokedexTop.Data;
using PokedexTop.Language;
using PokedexTop.Normalize.Export;

namespace PokedexTop.Commands;

/// <summary><c>export catalogue</c>: silver as a folder source.</summary>
internal static class ExportCommand
{
    private const int Shown = 20;
    private const string PokemonTcg = "pokemontcg";
    private const string Full = "full";

    private static readonly Option<string> s_out = new("--out") { Description = "The folder to write; made where missing", HelpName = "DIR", Required = true };
    private static readonly Option<string> s_shape = new Option<string>("--shape") { Description = "pokemontcg: as the first feed has its cards, in its shape. full: as silver has them, with finishes, identities and other languages' texts", DefaultValueFactory = _ => PokemonTcg }
        .AcceptOnlyFromAmong(PokemonTcg, Full);
    private static readonly Option<bool> s_force = new("--force") { Description = "Replace the catalogue in a folder that is not empty; card files of sets that are gone are removed" };

    public static Command Create()
    {
        var command = new Command("export", "Write what is held as files.");
        var catalogue = new VerbCommand("catalogue", "Write the catalogue as sets/en.json and cards/en/<set>.json, a folder that is itself a source.")
        {
            Examples =
            [
                ("pokedextop export catalogue --out backup", "Into a new folder"),
                ("pokedextop export catalogue --out backup --force", "Again, into the same one"),
                ("pokedextop export catalogue --out everything --shape full", "With all that other feeds know of the cards"),
                ("pokedextop sync --source folder:backup --Data:Directory=elsewhere", "Fill another database from it"),
            ],
        };
        foreach (Option option in new Option[] { s_out, s_shape, s_force, VerbOptions.Json })
            catalogue.Options.Add(option);
        command.Subcommands.Add(catalogue.Runs(RunAsync));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        await using var services = await ProgramServices.ForReadingAsync(arguments, null, cancellationToken);
        var export = services.GetRequiredService<CatalogueExport>();
        var shape = arguments.GetValue(s_shape) == Full ? ExportShape.Full : ExportShape.PokemonTcg;
        var folder = Path.GetFullPath(arguments.GetRequiredValue(s_out));
        var overwrite = arguments.GetValue(s_force);
        var result = await Interruptions.RepeatAsync(services.GetRequiredService<SqlDatabase>, () => WriteAsync(progress =>
        {
            var writing = export.WriteAsync(folder, shape, overwrite, progress, cancellationToken);
            // Where the folder was not refused, what it holds from now on is this export's.
            overwrite |= !writing.IsFaulted;
            return writing;
        }), cancellationToken);
        if (arguments.GetValue(VerbOptions.Json))
        {
            JsonOutput.Write(new
            {
                Folder = folder,
                result.Sets,
                result.Cards,
                LeftOut = result.LeftOut.Count,
                LeftOutCards = result.LeftOut,
                result.LeftOutSets,
                result.Incomplete,
                FilesChecksum = result.Checksum,
            });
        }
        else
        {
            CommandOutput.Line($"{English.Count(result.Cards, "card")} of {English.Count(result.Sets, "set")} written to {folder}; {English.Count(result.LeftOut.Count, "retired, merged or quarantined card")} left out.\nChecksum of the files: {result.Checksum}\nAs 'sha256sum sets/en.json cards/en/*.json | sha256sum' gives it there; 'verify' prints that of the content.");
        }
        foreach (var cards in result.LeftOut.GroupBy(c => c.Why))
            CommandOutput.Remark($"Left out as {cards.Key}: {Named([.. cards.Select(c => c.CardId)])}.");
        if (result.LeftOutSets.Count > 0)
            CommandOutput.Remark($"These sets are in quarantine and left out with their cards: {Named(result.LeftOutSets)}. Why: 'pokedextop rejects list'.");
        if (result.Incomplete.Count > 0)
            CommandOutput.Remark($"These sets were never fetched completely: {string.Join(", ", result.Incomplete)}.");
        return ExitCode.Done;
    }

    private static async Task<ExportResult> WriteAsync(Func<IProgress<(int Done, int Planned)>?, Task<ExportResult>> write)
    {
        try
        {
            return await SetProgress.ShowAsync("Export", write);
        }
        catch (DamagedCatalogueException damage)
        {
            throw new CommandFailedException(damage.Message);
        }
    }

    private static string Named(IReadOnlyList<string> ids) =>
        string.Join(", ", ids.Take(Shown)) + (ids.Count > Shown ? $" and {ids.Count - Shown:N0} more (--json names all)" : "");
}
