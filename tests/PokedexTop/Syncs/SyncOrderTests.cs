using PokedexTop.CommandLine;
using PokedexTop.Ingest.Bronze;
using PokedexTop.Ingest.Syncs;
using PokedexTop.Normalize;
using PokedexTop.Syncs;

namespace PokedexTop.Tests.Syncs;

public sealed class SyncOrderTests
{
    [Theory]
    [InlineData(SyncStatus.Failed, SyncReason.UnknownScope, ExitCode.BadArguments)]
    [InlineData(SyncStatus.Failed, SyncReason.OtherSource, ExitCode.BadArguments)]
    [InlineData(SyncStatus.Failed, SyncReason.SetListUnreadable, ExitCode.Failed)]
    [InlineData(SyncStatus.Failed, SyncReason.Database, ExitCode.Failed)]
    [InlineData(SyncStatus.Failed, SyncReason.EverySetFailed, ExitCode.Failed)]
    [InlineData(SyncStatus.Cancelled, SyncReason.Cancelled, ExitCode.Failed)]
    [InlineData(SyncStatus.Partial, SyncReason.SetsFailed, ExitCode.Partial)]
    [InlineData(SyncStatus.Completed, null, ExitCode.Done)]
    public void The_exit_code_follows_from_the_stored_reason_whatever_the_text_says(string status, string? reason, int expected)
    {
        var run = new SyncRun { Scope = new SyncScope().ToJson(), Status = status, Reason = reason, RequestedBy = "test", Error = reason is null ? null : "Something nobody reads." };
        var view = new SyncView(run, new FetchProgress(0, 0, 0), default, new SyncOutcome(0, 0, 0, 0), null);
        Assert.Equal(expected, new SyncOrder(new SyncScope(), Force: false, SourceGiven: false, Json: false, Images: false).Report(view, TimeSpan.Zero, []));
    }
}
