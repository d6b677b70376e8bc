using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using PokedexTop.Collections.Files;
using PokedexTop.Collections.Gold;
using PokedexTop.Collections.Imports;
using PokedexTop.Collections.Lots;
using PokedexTop.CommandLine;
using PokedexTop.Composition;
using PokedexTop.Configuration;
using PokedexTop.Language;

namespace PokedexTop.Commands;

/// <summary><c>collection import</c>, and <c>collection imports</c>: files that somebody brought, and their rows that wait.</summary>
internal static class ImportCommand
{
    private const int Shown = 50;

    private static readonly Argument<string> s_file = new("FILE") { Description = "An export of this program or of another: see docs/stages/collections.md" };
    private static readonly Option<bool> s_commit = new("--commit") { Description = "Write it; without this it is only told what would be" };
    private static readonly Option<bool> s_again = new("--again") { Description = "Add every row once more, although this very file was brought in before" };
    private static readonly Option<string?> s_format = new Option<string?>("--format") { Description = "Which format it is, where its columns do not say it" }.AcceptOnlyFromAmong([.. UserImports.Formats]);
    private static readonly Option<string?> s_currency = new("--currency") { Description = "Of prices that say none, such as EUR; without it such a price goes into the notes", HelpName = "CODE" };
    private static readonly Argument<string> s_id = new("ID") { Description = "An import's id as 'collection imports list' has it, or 'last'" };
    private static readonly Argument<int> s_row = new("ROW") { Description = "The row's number" };
    private static readonly Argument<string> s_card = new("CARD") { Description = "The card that it means, such as base1-4" };
    private static readonly Option<string?> s_finish = new("--finish") { Description = "The finish that it means, such as reverseHolofoil", HelpName = "FINISH" };

    public static VerbCommand Create()
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
        foreach (var option in new Option[] { s_commit, s_again, s_format, s_currency, VerbOptions.Json })
            import.Options.Add(option);
        return import.Runs(async (arguments, cancellationToken) =>
        {
            var again = arguments.GetValue(s_again);
            if (again && !arguments.GetValue(s_commit))
                throw new ConfigurationException("--again writes: give --commit too.");
            await using var services = await ProgramServices.ForReadingAsync(arguments, null, cancellationToken);
            var imports = services.GetRequiredService<UserImports>();
            var path = arguments.GetRequiredValue(s_file);
            var report = await imports.PreviewAsync(Owner.Local, path, await ReadAsync(path, cancellationToken), new ImportOptions(arguments.GetValue(s_format), arguments.GetValue(s_currency)), cancellationToken);
            if (arguments.GetValue(s_commit))
                report = await imports.CommitAsync(Owner.Local, report.Id, again, cancellationToken) ?? report;
            return Tell(report, arguments, report.Committed ? "" : " Nothing was written: --commit does it.");
        });
    }

    public static Command CreateQueue() => new("imports", "Files that were brought in, and their rows that wait for a person.") { List(), Show(), Resolve() };

    private static VerbCommand List()
    {
        var list = new VerbCommand("list", "List them, the latest first.") { Examples = [("pokedextop collection imports list", "Which files have rows that wait")] };
        list.Options.Add(VerbOptions.Json);
        return list.Runs(async (arguments, cancellationToken) =>
        {
            await using var services = await ProgramServices.ForReadingAsync(arguments, null, cancellationToken);
            var all = await services.GetRequiredService<UserImports>().ListAsync(Owner.Local, cancellationToken);
            if (arguments.GetValue(VerbOptions.Json))
            {
                JsonOutput.Write(new { Imports = all });
                return ExitCode.Done;
            }
            var table = new TextTable("Id", "File", "Format", "Written", "#Rows", "#Wait");
            foreach (var import in all)
                table.Add(import.Id.ToString(), Tables.Shortened(import.FileName, 40), import.Format, import.CommittedAt is { } at ? $"{at:yyyy-MM-dd}" : "no", English.Number(import.Outcomes.Values.Sum()), English.Number(import.Waiting));
            table.Write();
            return ExitCode.Done;
        });
    }

    private static VerbCommand Show()
    {
        var show = new VerbCommand("show", "Show what became of each row of a file.")
        {
            Examples = [("pokedextop collection imports show last", "The last file's rows, those that wait first")],
        };
        show.Arguments.Add(s_id);
        show.Options.Add(VerbOptions.Json);
        return show.Runs(async (arguments, cancellationToken) =>
        {
            await using var services = await ProgramServices.ForReadingAsync(arguments, null, cancellationToken);
            var imports = services.GetRequiredService<UserImports>();
            var report = await imports.FindAsync(Owner.Local, await IdAsync(imports, arguments, cancellationToken), cancellationToken) ?? throw NoSuch(arguments);
            return Tell(report, arguments, report.CommittedAt is null ? " Nothing was written yet." : "");
        });
    }

    private static VerbCommand Resolve()
    {
        var resolve = new VerbCommand("resolve", "Say which card a row means, and bring that row in.")
        {
            Examples = [("pokedextop collection imports resolve last 17 base1-4 --finish holofoil", "Row 17 of the last file is Base's Charizard")],
        };
        foreach (var argument in new Argument[] { s_id, s_row, s_card })
            resolve.Arguments.Add(argument);
        resolve.Options.Add(s_finish);
        resolve.Options.Add(VerbOptions.Json);
        return resolve.Runs(async (arguments, cancellationToken) =>
        {
            await using var services = await ProgramServices.ForReadingAsync(arguments, null, cancellationToken);
            var imports = services.GetRequiredService<UserImports>();
            var row = arguments.GetValue(s_row);
            var said = new LotFields { CardId = arguments.GetRequiredValue(s_card), Finish = arguments.GetValue(s_finish) };
            var result = await imports.ResolveAsync(Owner.Local, await IdAsync(imports, arguments, cancellationToken), row, said, cancellationToken);
            if (result.Row is not { } resolved)
                throw new ConfigurationException($"There is no row {row} in that import.");
            if (result.Problem is { } problem)
                throw new ConfigurationException($"Row {row} was not imported: {problem}.");
            if (arguments.GetValue(VerbOptions.Json))
                JsonOutput.Write(resolved);
            else
                CommandOutput.Line($"Row {row}: {resolved.Effect}, {resolved.CardId}, as lot {resolved.LotId}.{(resolved.Reason is { } told ? $" {English.Sentence(told)}" : "")}");
            return ExitCode.Done;
        });
    }

    private static async Task<Guid> IdAsync(UserImports imports, ParseResult arguments, CancellationToken cancellationToken) =>
        arguments.GetRequiredValue(s_id) == "last" ? (await imports.ListAsync(Owner.Local, cancellationToken)) is [{ Id: var last }, ..] ? last : throw NoSuch(arguments)
        : Guid.TryParse(arguments.GetRequiredValue(s_id), out var id) ? id : throw NoSuch(arguments);

    private static ConfigurationException NoSuch(ParseResult arguments) => new($"There is no import '{arguments.GetRequiredValue(s_id)}'; 'pokedextop collection imports list' has them.");

    private static async Task<byte[]> ReadAsync(string path, CancellationToken cancellationToken)
    {
        if (!File.Exists(path))
            throw new ConfigurationException($"There is no file {Path.GetFullPath(path)}.");
        // What is longer than any file that is taken need not be read to be refused.
        await using var file = File.OpenRead(path);
        var bytes = new byte[Math.Min(UserImports.MostBytes + 1, file.Length)];
        await file.ReadExactlyAsync(bytes, cancellationToken);
        return bytes;
    }

    private static int Tell(ImportReport report, ParseResult arguments, string end)
    {
        if (arguments.GetValue(VerbOptions.Json))
            JsonOutput.Write(report);
        else
            Print(report, end);
        return report.Waiting > 0 ? ExitCode.Partial : ExitCode.Done;
    }

    private static void Print(ImportReport report, string end)
    {
        foreach (var warning in report.Warnings)
            CommandOutput.Remark(warning);
        var told = report.Rows.Where(row => row.Effect != RowOutcome.Unchanged || row.Reason is not null).ToList();
        if (told.Count > 0)
        {
            var table = new TextTable("#Row", "What", "Card", "~Why");
            // What needs a person first.
            foreach (var row in told.OrderByDescending(row => RowOutcome.All.ToList().IndexOf(row.Effect ?? row.Outcome)).Take(Shown))
                table.Add(English.Number(row.Row), row.Effect ?? row.Outcome, Tables.Shortened(row.CardId ?? "", 30), Why(row));
            table.Write();
            if (told.Count > Shown)
                CommandOutput.Line($"… and {English.Count(told.Count - Shown, "row")} more; --json lists them all.");
        }
        CommandOutput.Line($"{English.Count(report.Rows.Count, "row")}: {string.Join(", ", report.Counts.Where(c => c.Value > 0).Select(c => $"{English.Number(c.Value)} {c.Key}"))}.{end}");
        if (report.Waiting > 0)
            CommandOutput.Line($"{English.Count(report.Waiting, "row")} {(report.Waiting == 1 ? "waits" : "wait")}: 'pokedextop collection imports resolve {report.Id} ROW CARD' says which card one means.");
    }

    private static string Why(ImportedRow row)
    {
        var why = Tables.Shortened(row.Reason ?? "", 200);
        return row.Candidates.Count == 0 ? why : $"{why}: {string.Join(", ", row.Candidates.Take(5).Select(c => $"{c.CardId} ({c.Name}, {c.SetName} {c.Number})"))}{(row.Candidates.Count > 5 ? ", …" : "")}";
    }
}
