using System.Diagnostics;
using PokedexTop.FaultTests.Oracle;
using PokedexTop.FaultTests.Processes;
using PokedexTop.FaultTests.Sources;
using PokedexTop.Testing;

namespace PokedexTop.FaultTests;

/// <summary>The data folder's disk is full: one clear sentence, no torn file, and the sync goes on when there is room.</summary>
[Collection(OneAtATime.Name)]
public sealed class DiskFullTests : IAsyncLifetime
{
    /// <summary>Lines that all processes together may need to say it: what they do, that the disk is full, that they stop.</summary>
    private const int FewLines = 12;

    /// <summary>Kilobytes; the whole sync takes several times as much.</summary>
    private const int RoomForTheSync = 1_000;

    private static readonly TimeSpan s_within = TimeSpan.FromSeconds(60);

    private readonly TemporaryFolder _place = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string File => _place.Combine("pokedextop.db");

    private string Told => $"The disk of the database at {File} is full: nothing more is stored until there is room.";

    public async ValueTask InitializeAsync()
    {
        // Room for the empty tables, and for a part of the sync.
        using var empty = new TemporaryFolder();
        var migrated = await ProgramRunner.RunAsync(["migrate"], new Dictionary<string, string?> { ["Data__Directory"] = empty.Path }, timeout: s_within, cancellationToken: Stop);
        Assert.True(migrated.ExitCode == 0, migrated.ToString());
        var size = (new FileInfo(empty.Combine("pokedextop.db")).Length / 1024) + RoomForTheSync;
        if (Run("mount", "-t", "tmpfs", "-o", $"size={size}k", "tmpfs", _place.Path) != 0)
            Requirement.Missing("A small disk needs the right to mount a tmpfs.");
    }

    public ValueTask DisposeAsync()
    {
        Run("umount", "-l", _place.Path);
        _place.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_full_disk_is_told_and_the_sync_goes_on_when_there_is_room()
    {
        await using var source = new FolderSource();
        var state = SourceHistory.Of(wholeCatalogue: false)[0];
        source.Become(state);
        var settings = new Dictionary<string, string?> { ["ConnectionStrings__Database"] = $"Data Source={File}" };
        await using var deployment = await Deployment.CreateAsync(Mode.Embedded, source, settings, Stop);
        var tables = Tables.OfSqlite(File);
        deployment.Start();
        var host = deployment.Processes[0];
        await Eventually.ThatAsync(() => host.Log.Contains(Told, StringComparison.Ordinal), s_within, "the log says that the disk is full", Stop);
        // It neither ends nor gives up while the disk stays full, and what it tries every second it does not say every second.
        await using var beside = ProgramRunner.Start(["sync", .. source.Arguments], settings);
        await beside.WaitForOutputAsync("Fetch: ", s_within, Stop);
        Assert.Equal(1, host.Lives);
        Assert.InRange(host.Log.Split('\n').Length, 1, FewLines);

        Assert.Equal(0, Run("mount", "-o", "remount,size=200m", _place.Path));
        List<string> differences = [];
        await Eventually.ThatAsync(() =>
        {
            differences = [.. new BronzeOracle(tables).Differences([state]).Concat(new SilverOracle(tables).Differences([state])).Take(5)];
            return differences.Count == 0;
        }, TimeSpan.FromSeconds(90), "the tables are what they must be", Stop);
        // Some card of the source is always in quarantine.
        var followed = await beside.WaitForExitAsync(s_within, Stop);
        Assert.True(followed.ExitCode == 3, followed.ToString());
        Assert.Equal("ok", tables.Rows("PRAGMA integrity_check")[0].Values.Single());
        await deployment.StopAsync();
        Assert.Empty(host.Surprises);
        TestContext.Current.TestOutputHelper!.WriteLine(host.Log);
    }

    [Fact]
    public async Task A_sync_ends_by_itself_on_a_full_disk_and_a_host_when_it_is_told_to()
    {
        await using var source = new FolderSource();
        source.Become(SourceHistory.Of(wholeCatalogue: false)[0]);
        var settings = new Dictionary<string, string?> { ["Data__Directory"] = _place.Path };
        var sync = await ProgramRunner.RunAsync(["sync", .. source.Arguments], settings, timeout: s_within, cancellationToken: Stop);
        Assert.True(sync.ExitCode == 1, sync.ToString());
        Assert.Contains(Told, sync.StandardError, StringComparison.Ordinal);
        Assert.Contains("Make room", sync.StandardError, StringComparison.Ordinal);
        Assert.InRange(sync.StandardError.Split('\n').Length, 1, FewLines);

        await using var host = ProgramRunner.Start(["run", .. source.Arguments, "--urls", "http://127.0.0.1:0"], settings);
        await host.WaitForOutputAsync(Told, s_within, Stop);
        host.Send(ProgramSignal.Terminate);
        var ended = await host.WaitForExitAsync(TimeSpan.FromSeconds(28), Stop);
        Assert.True(ended.ExitCode == 0, ended.ToString());
        Assert.InRange(ended.StandardError.Split('\n').Length, 1, FewLines);
    }

    private static int Run(params string[] command)
    {
        using var process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode;
    }
}
