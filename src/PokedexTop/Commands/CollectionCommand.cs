using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using PokedexTop.Collections.Exports;
using PokedexTop.Collections.Gold;
using PokedexTop.CommandLine;
using PokedexTop.Composition;

namespace PokedexTop.Commands;

/// <summary><c>collection export</c>: what somebody owns, as a file; <see cref="ImportCommand"/> brings one in.</summary>
internal static class CollectionCommand
{
    private static readonly Option<string> s_format = new Option<string>("--format")
    {
        Description = "json: all there is. csv: the same for a spreadsheet. collectr, tcgplayer, pokecollector: as that program takes it in",
        DefaultValueFactory = _ => CollectionFiles.Json,
    }.AcceptOnlyFromAmong([.. CollectionFiles.Formats]);
    private static readonly Option<string?> s_out = new("--out") { Description = "The file to write; stdout without it", HelpName = "FILE" };

    public static Command Create() => new("collection", "Take a collection out as a file, or bring one in.") { Export(), ImportCommand.Create(), ImportCommand.CreateQueue() };

    private static VerbCommand Export()
    {
        var export = new VerbCommand("export", "Write every lot to a file. What a format cannot hold is told on stderr.")
        {
            Examples =
            [
                ("pokedextop collection export --out collection.json", "All there is, to be kept or brought in elsewhere"),
                ("pokedextop collection export --format csv --out collection.csv", "For a spreadsheet; what it saves can be brought in again"),
                ("pokedextop collection export --format collectr --out collectr.csv", "For another program"),
            ],
        };
        export.Options.Add(s_format);
        export.Options.Add(s_out);
        return export.Runs(async (arguments, cancellationToken) =>
        {
            await using var services = await ProgramServices.ForReadingAsync(arguments, null, cancellationToken);
            var file = await services.GetRequiredService<CollectionFiles>().ExportAsync(Owner.Local, arguments.GetRequiredValue(s_format), cancellationToken);
            foreach (var warning in file.Warnings)
                CommandOutput.Remark(warning);
            if (arguments.GetValue(s_out) is { } path)
            {
                await WriteAsync(Path.GetFullPath(path), file.Bytes, cancellationToken);
                CommandOutput.Line($"{file.Bytes.Length:N0} bytes written to {Path.GetFullPath(path)}.");
            }
            else
            {
                await using var stdout = Console.OpenStandardOutput();
                await stdout.WriteAsync(file.Bytes, cancellationToken);
            }
            return ExitCode.Done;
        });
    }

    /// <summary>Beside the file first: one that is there stays whole until the new one is.</summary>
    private static async Task WriteAsync(string path, byte[] file, CancellationToken cancellationToken)
    {
        var beside = $"{path}.{Environment.ProcessId}.new";
        try
        {
            await File.WriteAllBytesAsync(beside, file, cancellationToken);
            File.Move(beside, path, overwrite: true);
        }
        finally
        {
            File.Delete(beside);
        }
    }
}
