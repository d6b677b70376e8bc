using PokedexTop.Lake.Tests;
using PokedexTop.Testing;

namespace PokedexTop.SqlServer.Tests.Capture;

/// <summary>A lake that is written twice, with a sync under way between and a user forgotten, and restored.</summary>
internal static class LakeStatements
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task RunAsync(RecordingDatabase lost, RecordingDatabase found, TemporaryFolder folder)
    {
        await using var host = LakeHost.Open(folder, lost);
        await host.MigrateAsync();
        await SampleRows.FillAsync(host, Stop);
        await host.ExecuteAsync("UPDATE bronze_sync_runs SET status = 'requested' WHERE status = '2'");
        await host.WriteAsync();
        await host.WriteAsync(forget: "01931d2c-7b5a-7c3e-9d7e-0d4b0a6f2c11");
        await using var restored = LakeHost.Open(folder, found);
        await restored.MigrateAsync();
        await restored.RestoreAsync();
    }
}
