using System.CommandLine;
using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using PokedexTop.CommandLine;
using PokedexTop.Composition;
using PokedexTop.Configuration;
using PokedexTop.Data;
using PokedexTop.Images;
using PokedexTop.Lake;
using PokedexTop.Lake.Backups;
using PokedexTop.Lake.Restoring;
using PokedexTop.Language;
using PokedexTop.Schedule;
using PokedexTop.Search.Indexing;

namespace PokedexTop.Commands;

/// <summary><c>restore --from lake</c> and <c>restore --from FILE</c>: an empty database gets back what was lost.</summary>
internal static class RestoreCommand
{
    private const string Lake = "lake";

    private static readonly Option<string> s_from = new("--from") { Description = "lake: the newest run of the configured lake; or the file that 'backup' made", HelpName = "lake|FILE", Required = true };

    public static Command Create()
    {
        var restore = new VerbCommand("restore", "Fill an empty database with the tables of the lake's newest run, row by row, which may be another kind of database; or put a backup's SQLite database where there is none.")
        {
            Examples =
            [
                ("pokedextop restore --from lake --Lake:Folder=data/lake --Data:Directory=restored", "Into a new data folder"),
                ("DATABASE_URL=postgresql://user:password@host/pokedextop pokedextop restore --from lake", "Into an empty PostgreSQL database"),
                ("pokedextop restore --from backup.zip --Data:Directory=from-backup", "A backup, into a new data folder"),
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
        if (arguments.GetValue(s_from) is var from && from != Lake)
            return await RestoreFileAsync(configuration, from!, arguments.GetValue(VerbOptions.Json), cancellationToken);
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

    private static async Task<int> RestoreFileAsync(ProgramConfiguration configuration, string path, bool asJson, CancellationToken cancellationToken)
    {
        if (!File.Exists(path))
            throw new ConfigurationException($"--from is '{path}'; allowed: lake, or the file of a backup, and there is no such file.");
        await using var services = new ServiceCollection().AddLayers(configuration).AddImageAccess(configuration.Values, configuration.Settings).AddSingleton<BackupRestore>().BuildServiceProvider();
        var restored = await BackupCommand.TryAsync(() => services.GetRequiredService<BackupRestore>().RestoreAsync(path, cancellationToken));
        // An index of what was there before would be believed.
        if (SearchFolder.Of(configuration.Settings) is { } index && Directory.Exists(index))
            Directory.Delete(index, recursive: true);
        var location = services.GetRequiredService<SqlDatabase>().Location;
        if (asJson)
        {
            JsonOutput.Write(new { Database = location, restored.MadeAt, restored.Bytes, restored.ImageObjects, restored.Images });
            return ExitCode.Done;
        }
        CommandOutput.Line($"{location} is what was backed up on {Tables.Time(restored.MadeAt)}.");
        if (restored.ImageObjects > restored.Images)
            CommandOutput.Remark($"{English.Count(restored.ImageObjects - restored.Images, "picture object")} did not come with it: 'pokedextop images verify' tells which are not in the store.");
        return ExitCode.Done;
    }
}
