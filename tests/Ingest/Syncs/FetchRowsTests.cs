using Microsoft.EntityFrameworkCore;
using PokedexTop.Configuration;
using PokedexTop.Data;
using PokedexTop.Ingest.Bronze;
using PokedexTop.Ingest.Syncs;
using PokedexTop.Testing;

namespace PokedexTop.Ingest.Tests.Syncs;

public sealed class FetchRowsTests
{
    [Theory]
    [InlineData(-1, true)]
    [InlineData(1, false)]
    [InlineData(24, false)]
    [InlineData(365 * 24, true)]
    public async Task A_fetch_is_due_when_its_time_has_come_or_lies_further_ahead_than_any_pause(int hours, bool due)
    {
        var stop = TestContext.Current.CancellationToken;
        using var folder = new TemporaryFolder();
        await using var database = SqlDatabase.Create(DatabaseProvider.Sqlite, $"Data Source={folder.Combine("test.db")};Pooling=False");
        await using (var context = new BronzeContextFactory(database).Create())
            await context.Database.MigrateAsync(stop);
        var (syncId, now) = (Guid.CreateVersion7(), new DateTime(2026, 11, 26, 12, 0, 0, DateTimeKind.Utc));
        await using (var connection = await database.OpenAsync(stop))
        await using (var insert = connection.Command(
            "INSERT INTO bronze_set_fetches (id, sync_id, feed, source, set_id, position, status, complete, attempts, next_attempt_at) VALUES (1, @sync, 'pokemontcg', 'pokemontcg', 'base1', 0, 'pending', 0, 1, @next)",
            ("@sync", syncId.ToString()), ("@next", now.AddHours(hours))))
            await insert.ExecuteNonQueryAsync(stop);

        Assert.Equal(due, (await new FetchRows(database).DueAsync(syncId, now, 10, stop)).Count == 1);
    }
}
