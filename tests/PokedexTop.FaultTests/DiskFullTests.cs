using System.Diagnostics;
using PokedexTop.FaultTests.Oracle;
using PokedexTop.FaultTests.Processes;
using PokedexTop.FaultTests.Sources;
using PokedexTop.Testing;

namespace PokedexTop.FaultTests;

/// <summary>The data folder's disk is full: a clear error, no torn file, and the sync goes on when there is room.</summary>
[Collection(OneAtATime.Name)]
public sealed class DiskFullTests
{
    [Fact]
    public async Task A_full_disk_is_told_and_the_sync_goes_on_when_there_is_room()
    {
        var stop = TestContext.Current.CancellationToken;
        using var place = new TemporaryFolder();
        if (Run("mount", "-t", "tmpfs", "-o", "size=1500k", "tmpfs", place.Path) != 0)
            Requirement.Missing("A small disk needs the right to mount a tmpfs.");
        try
        {
            await using var source = new FolderSource();
            var state = SourceHistory.Of(wholeCatalogue: false)[0];
            source.Become(state);
            var settings = new Dictionary<string, string?> { ["ConnectionStrings__Database"] = $"Data Source={place.Combine("pokedextop.db")}" };
            await using var deployment = await Deployment.CreateAsync(Mode.Embedded, source, settings, stop);
            var tables = Tables.OfSqlite(place.Combine("pokedextop.db"));
            deployment.Start();
            var host = deployment.Processes[0];
            await Eventually.ThatAsync(() => host.Log.Contains("database or disk is full", StringComparison.Ordinal), TimeSpan.FromSeconds(60), "the log says that the disk is full", stop);
            // It neither ends nor gives up while the disk stays full.
            await Eventually.ThatAsync(() => host.Log.Split("disk is full").Length > 3, TimeSpan.FromSeconds(60), "it tries again", stop);
            Assert.Equal(1, host.Lives);

            Assert.Equal(0, Run("mount", "-o", "remount,size=200m", place.Path));
            List<string> differences = [];
            await Eventually.ThatAsync(() =>
            {
                differences = [.. new BronzeOracle(tables).Differences([state]).Concat(new SilverOracle(tables).Differences([state])).Take(5)];
                return differences.Count == 0;
            }, TimeSpan.FromSeconds(90), "the tables are what they must be", stop);
            Assert.Equal("ok", tables.Rows("PRAGMA integrity_check")[0].Values.Single());
            await deployment.StopAsync();
            Assert.Empty(host.Surprises);
            TestContext.Current.TestOutputHelper!.WriteLine(host.Log);
        }
        finally
        {
            Run("umount", "-l", place.Path);
        }
    }

    private static int Run(params string[] command)
    {
        using var process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode;
    }
}
