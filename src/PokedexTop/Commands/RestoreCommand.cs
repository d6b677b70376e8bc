using System.CommandLine;
using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using PokedexTop.CommandLine;
using PokedexTop.Composition;
using PokedexTop.Data;
using PokedexTop.Lake;
using PokedexTop.Lake.Restoring;
using PokedexTop.Language;
using PokedexTop.Schedule;

namespace PokedexTop.Commands;

/// <summary><c>restore --from lake</c>: an empty database gets back what was lost.</summary>
internal static class RestoreCommand
{
    private const string Lake = "lake";

    private static readonly Option<string> s_from = new Option<string>("--from") { Description = "lake: the newest run of the configured lake", HelpName = Lake, Required = true }.AcceptOnlyFromAmong(Lake);

    public static Command Create()
    {
        var restore = new VerbCommand("restore", "Fill an empty database with the tables of the lake's newest run, row by row. It may be another kind of database.")
        {
            Examples =
            [
                ("pokedextop restore --from lake --Lake:Folder=data/lake --Data:Directory=restored", "Into a new data folder"),
                ("DATABASE_URL=postgresql://user:password@host/pokedextop pokedextop restore --from lake", "Into an empty PostgreSQL database"),
            ],
        };
        restore.Options.Add(s_from);
        restore.Options.Add(VerbOptions.Json);
        return restore.Runs(RunAsync);
    }

    private static async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        var configuration = ProgramConfiguration.Read(arguments);
        using var folder = HostFolder.Open(configuration.Settings);
        if (folder is { IsHost: false })
            throw new CommandFailedException($"The data folder {folder.Path} belongs to a running host (process {DataFolder.Holder(folder.Path) ?? "unknown"}). Stop it first.");
        await using var services = new ServiceCollection().AddLayers(configuration).AddScheduleTables(configuration.Settings).AddLake(configuration.Values, configuration.Settings).BuildServiceProvider();
        var restored = await LakeCommand.WithLakeAsync(() => services.GetRequiredService<LakeRestore>().RestoreAsync(cancellationToken));
        var location = services.GetRequiredService<SqlDatabase>().Location;
        if (arguments.GetValue(VerbOptions.Json))
        {
            JsonOutput.Write(new { Database = location, restored.Run, restored.WrittenAt, restored.Users, Rows = restored.Tables.Sum(t => t.Rows), restored.Tables, DurationSeconds = Math.Round(watch.Elapsed.TotalSeconds, 3) });
            return ExitCode.Done;
        }
        CommandOutput.Line($"{location} has the {English.Count(restored.Tables.Sum(t => t.Rows), "row")} that run {restored.Run} of the lake had on {Tables.Time(restored.WrittenAt)}, restored in {watch.Elapsed.TotalSeconds:0.0} s.");
        CommandOutput.Remark(restored.Users ? "Tokens and sessions are never in a lake: people sign in again and make new tokens." : "The lake has no users' data: collections begin anew.");
        return ExitCode.Done;
    }
}
