using System.Data.Common;
using PokedexTop.Data;
using PokedexTop.Testing;

namespace PokedexTop.Data.Tests;

public sealed class StoppedWriterTests
{
    /// <summary>A process that is stopped in the middle of a write, or whose host is gone, keeps its connection and says nothing more.</summary>
    [Fact]
    public async Task A_writer_that_went_silent_loses_its_transaction_and_the_layer_is_free()
    {
        var stop = TestContext.Current.CancellationToken;
        await using var database = new PostgreSqlDatabase(await (await PostgreSqlServer.StartedAsync()).CreateDatabaseAsync(stop)) { LongestPause = TimeSpan.FromSeconds(1) };
        await using var silent = await database.BeginWriteAsync("bronze", stop);

        await using (var next = await database.BeginWriteAsync("bronze", stop).WaitAsync(TimeSpan.FromSeconds(20), stop))
            await next.CommitAsync(stop);

        await Assert.ThrowsAnyAsync<DbException>(() => silent.ExecuteAsync("SELECT 1", [], stop));
    }
}
