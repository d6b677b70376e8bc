using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using PokedexTop.Collections.Files;
using PokedexTop.Collections.Gold;
using PokedexTop.CommandLine;
using PokedexTop.Composition;
using PokedexTop.Language;

namespace PokedexTop.Commands;

/// <summary><c>collection export</c>, <c>collection import</c>: what somebody owns, as files.</summary>
internal static class CollectionCommand
{
    private const int Shown = 50;

    private static readonly Option<string> s_format = new Option<string>("--format") { Description = "json: all there is. csv: the same for a spreadsheet", DefaultValueFactory = _ => CollectionFiles.Json }
        .AcceptOnlyFromAmong([.. CollectionFiles.Formats]);
    private static readonly Option<string?> s_out = new("--out") { Description = "The file to write; stdout without it", HelpName = "FILE" };
    private static readonly Argument<string> s_file = new("FILE") { Description = "An export of this program, JSON or CSV, or a CSV with a column card_id" };
    private static readonly Option<bool> s_commit = new("--commit") { Description = "Write it; without this it is only told what would be" };

    public static Command Create() => new("collection", "Take a collection out as a file, or bring one in.") { Export(), Import() };

    private static VerbCommand Export()
    {
        var export = new VerbCommand("export", "Write every lot to a file.")
        {
            Examples =
            [
                ("pokedextop collection export --out collection.json", "All there is, to be kept or brought in elsewhere"),
                ("pokedextop collection export --format csv --out collection.csv", "For a spreadsheet; what it saves can be brought in again"),
            ],
        };
        export.Options.Add(s_format);
        export.Options.Add(s_out);
        return export.Runs(async (arguments, cancellationToken) =>
        {
            await using var services = await ProgramServices.ForReadingAsync(arguments, null, cancellationToken);
            var file = await services.GetRequiredService<CollectionFiles>().ExportAsync(Owner.Local, arguments.GetRequiredValue(s_format), cancellationToken);
            if (arguments.GetValue(s_out) is { } path)
            {
                await WriteAsync(Path.GetFullPath(path), file, cancellationToken);
                CommandOutput.Line($"{file.Length:N0} bytes written to {Path.GetFullPath(path)}.");
            }
            else
            {
                await using var stdout = Console.OpenStandardOutput();
                await stdout.WriteAsync(file, cancellationToken);
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

    private static VerbCommand Import()
    {
        var import = new VerbCommand("import", "Bring a file of lots in. It is a preview until --commit is given; the same file twice changes nothing.")
        {
            Examples =
            [
                ("pokedextop collection import collection.csv", "What would become of each row"),
                ("pokedextop collection import collection.csv --commit", "The same, and written"),
                ("pokedextop collection import collection.csv --json | jq '.rows[] | select(.outcome == \"unknown\")'", "Rows whose card is not in this catalogue"),
            ],
        };
        import.Arguments.Add(s_file);
        import.Options.Add(s_commit);
        import.Options.Add(VerbOptions.Json);
        return import.Runs(async (arguments, cancellationToken) =>
        {
            await using var services = await ProgramServices.ForReadingAsync(arguments, null, cancellationToken);
            var report = await services.GetRequiredService<CollectionFiles>().ImportAsync(Owner.Local, await ReadAsync(arguments.GetRequiredValue(s_file), cancellationToken), arguments.GetValue(s_commit), cancellationToken);
            if (arguments.GetValue(VerbOptions.Json))
                JsonOutput.Write(report);
            else
                Print(report);
            return report.Counts[RowOutcome.Unknown] + report.Counts[RowOutcome.Refused] > 0 ? ExitCode.Partial : ExitCode.Done;
        });
    }

    private static async Task<byte[]> ReadAsync(string path, CancellationToken cancellationToken)
    {
        if (!File.Exists(path))
            throw new PokedexTop.Configuration.ConfigurationException($"There is no file {Path.GetFullPath(path)}.");
        // What is longer than any file that is taken need not be read to be refused.
        await using var file = File.OpenRead(path);
        var most = CollectionFiles.MostBytes + 1;
        var bytes = new byte[Math.Min(most, file.Length)];
        await file.ReadExactlyAsync(bytes, cancellationToken);
        return bytes;
    }

    private static void Print(ImportReport report)
    {
        foreach (var warning in report.Warnings)
            CommandOutput.Remark(warning);
        var told = report.Rows.Where(row => row.Outcome != RowOutcome.Unchanged || row.Reason is not null).ToList();
        if (told.Count > 0)
        {
            var table = new TextTable("#Row", "What", "Card", "~Why");
            // What needs a person first.
            foreach (var row in told.OrderByDescending(row => RowOutcome.All.ToList().IndexOf(row.Outcome)).Take(Shown))
                table.Add(English.Number(row.Row), row.Outcome, Tables.Shortened(row.CardId ?? "", 30), Tables.Shortened(row.Reason ?? "", 200));
            table.Write();
            if (told.Count > Shown)
                CommandOutput.Line($"… and {English.Count(told.Count - Shown, "row")} more; --json lists them all.");
        }
        CommandOutput.Line($"{English.Count(report.Rows.Count, "row")}: {string.Join(", ", report.Counts.Where(c => c.Value > 0).Select(c => $"{English.Number(c.Value)} {c.Key}"))}.{(report.Committed ? "" : " Nothing was written: --commit does it.")}");
    }
}
