using System.CommandLine;
using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PokedexTop.Collections.Users;
using PokedexTop.CommandLine;
using PokedexTop.Composition;
using PokedexTop.Configuration;
using PokedexTop.Lake;
using PokedexTop.Lake.Checking;
using PokedexTop.Lake.Objects;
using PokedexTop.Lake.Writing;
using PokedexTop.Language;

namespace PokedexTop.Commands;

/// <summary><c>lake write</c>, <c>lake verify</c> and <c>lake forget</c>: the tables as files.</summary>
internal static class LakeCommand
{
    private const int Shown = 40;

    private static readonly Option<bool> s_replay = new("--replay") { Description = "Also make silver again from the lake's bronze and name what differs; needs room for a database among temporary files" };
    private static readonly Argument<string> s_user = new("USER") { Description = "The user's id, as 'users list' shows it" };

    public static Command Create() => new("lake", "Keep every table as files, in a folder or a bucket: JSON lines and Parquet.") { Write(), Verify(), Forget() };

    private static VerbCommand Write()
    {
        var write = new VerbCommand("write", "Write what the lake has not yet: new versions in full, tables that changed, and a manifest last.")
        {
            Examples =
            [
                ("pokedextop lake write", "Into the folder 'lake' of the data folder, or where Lake:Store says"),
                ("pokedextop lake write --Lake:Folder=elsewhere", "Into another folder"),
                ("pokedextop lake write --Lake:Users=false", "Without users' data, which leaves the lake"),
            ],
        };
        write.Options.Add(VerbOptions.Json);
        return write.Runs((arguments, cancellationToken) => WriteAsync(arguments, null, cancellationToken));
    }

    private static VerbCommand Forget()
    {
        var forget = new VerbCommand("forget", "Take a user's data out of the lake, and keep it out from now on. The database keeps it.")
        {
            Examples = [("pokedextop lake forget 01931d2c-7b5a-7c3e-9d7e-0d4b0a6f2c11", "One user's lots, imports and entries of the log")],
        };
        forget.Arguments.Add(s_user);
        forget.Options.Add(VerbOptions.Json);
        return forget.Runs((arguments, cancellationToken) => WriteAsync(arguments, arguments.GetRequiredValue(s_user), cancellationToken));
    }

    private static VerbCommand Verify()
    {
        var verify = new VerbCommand("verify", "Read every file that a restore would need and compare it with its manifest.")
        {
            Examples =
            [
                ("pokedextop lake verify", "The whole lake; exit code 1 if anything is missing or damaged"),
                ("pokedextop lake verify --replay", "And whether silver is what bronze gives"),
                ("pokedextop lake verify --json | jq -r '.faults[]'", "What is wrong, a line each"),
            ],
        };
        verify.Options.Add(s_replay);
        verify.Options.Add(VerbOptions.Json);
        return verify.Runs(async (arguments, cancellationToken) =>
        {
            var configuration = ProgramConfiguration.Read(arguments);
            await using var services = new ServiceCollection().AddLayers(configuration).AddLake(configuration.Values, configuration.Settings).BuildServiceProvider();
            var found = await WithLakeAsync(() => services.GetRequiredService<LakeCheck>().CheckAsync(cancellationToken));
            var replayed = arguments.GetValue(s_replay) && found.Faults.Count == 0 ? await ReplayAsync(configuration, cancellationToken) : null;
            if (arguments.GetValue(VerbOptions.Json))
                JsonOutput.Write(new { found.Run, found.Files, found.Rows, found.Bytes, found.Superseded, found.Faults, Replayed = replayed?.Rows, replayed?.Differences });
            else
                Print(found, replayed);
            return found.Faults.Count == 0 && replayed is not { Differences.Count: > 0 } ? ExitCode.Done : ExitCode.Failed;
        });
    }

    /// <summary>In a file that is gone afterwards.</summary>
    private static async Task<LakeReplayed> ReplayAsync(ProgramConfiguration configuration, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("pokedextop-replay-");
        try
        {
            var elsewhere = new ProgramConfiguration(new ConfigurationBuilder().AddConfiguration(configuration.Values).AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["Database:Provider"] = nameof(DatabaseProvider.Sqlite),
                ["ConnectionStrings:Database"] = new SqliteConnectionStringBuilder { DataSource = Path.Combine(folder.FullName, "replay.db"), Pooling = false }.ToString(),
            }).Build());
            await using var services = new ServiceCollection().AddLayers(elsewhere).AddLake(elsewhere.Values, elsewhere.Settings).BuildServiceProvider();
            return await WithLakeAsync(() => services.GetRequiredService<LakeReplay>().RunAsync(cancellationToken));
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            folder.Delete(recursive: true);
        }
    }

    private static void Print(LakeChecked found, LakeReplayed? replayed)
    {
        foreach (var fault in found.Faults)
            CommandOutput.Line(fault);
        CommandOutput.Line(found.Faults.Count > 0 ? $"{English.Count(found.Faults.Count, "fault")}: nothing can be restored from this lake until {(found.Faults.Count == 1 ? "it is" : "they are")} mended."
            : $"Run {found.Run} is whole: {English.Count(found.Files, "file")}, {English.Count(found.Rows, "row")}, {English.Bytes(found.Bytes)}.");
        if (replayed is null)
            return;
        if (replayed.Differences.Count > 0)
        {
            var table = new TextTable("Table", "Row", "~Differs in");
            foreach (var difference in replayed.Differences.Take(Shown))
                table.Add(difference.Table, difference.Key, difference.What);
            table.Write();
            if (replayed.Differences.Count > Shown)
                CommandOutput.Line($"… and {replayed.Differences.Count - Shown:N0} more: --json lists them all.");
        }
        CommandOutput.Line($"Made again from bronze: {replayed.Rows - replayed.Differences.Count(d => d.What != "not in the lake"):N0} of {English.Count(replayed.Rows, "row")} of silver are the same.");
    }

    private static async Task<int> WriteAsync(ParseResult arguments, string? forget, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        await using var services = await ProgramServices.ForReadingAsync(arguments, (services, configuration) => services.AddLake(configuration.Values, configuration.Settings), cancellationToken);
        if (forget is not null && await services.GetRequiredService<UserAccounts>().FindAsync(forget, cancellationToken) is null)
            throw new ConfigurationException($"There is no user '{forget}'; 'pokedextop users list' lists those there are. Whoever is no longer one leaves the lake with the next 'lake write'.");
        var written = await WithLakeAsync(() => services.GetRequiredService<LakeWriter>().WriteAsync(forget, cancellationToken));
        if (arguments.GetValue(VerbOptions.Json))
            JsonOutput.Write(new { written.Run, Status = written.Written ? "written" : "unchanged", written.Files, written.Rows, written.Bytes, written.Removed, DurationSeconds = Math.Round(watch.Elapsed.TotalSeconds, 3) });
        else
            CommandOutput.Line(written.Written
                ? $"Run {written.Run}: {English.Count(written.Rows, "row")} in {English.Count(written.Files, "file")}, {English.Bytes(written.Bytes)}, in {watch.Elapsed.TotalSeconds:0.0} s."
                : $"Nothing has changed since run {written.Run}.");
        return ExitCode.Done;
    }

    /// <summary>What a lake says of itself ends a verb with exit code 1.</summary>
    internal static async Task<T> WithLakeAsync<T>(Func<Task<T>> ask)
    {
        try
        {
            return await ask();
        }
        catch (LakeException error)
        {
            throw new CommandFailedException(error.Message);
        }
    }
}
