using PokedexTop.Configuration;
using PokedexTop.Testing;

namespace PokedexTop.Data.Tests;

/// <summary>The log of a SQLite file goes into the file while writers go on, and does not grow for ever.</summary>
public sealed class SqliteCheckpointTests : IDisposable
{
    private const int PageSize = 8_192;

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string File => Path.Combine(_folder.Path, "log.db");

    [Fact]
    public async Task What_is_committed_goes_into_the_file_while_connections_are_open()
    {
        await using var database = await CreateAsync();
        await using var reader = await database.OpenAsync(Stop);

        await WriteAsync(database, pages: 3_000);

        await Eventually.ThatAsync(_ => Task.FromResult(new FileInfo(File).Length > 1_500 * PageSize), TimeSpan.FromSeconds(30), "the file holds what was committed", Stop);
        Assert.True(new FileInfo(File + "-wal").Length < 4_000 * PageSize);
    }

    [Fact]
    public async Task The_log_begins_anew_though_writers_never_pause()
    {
        await using var database = await CreateAsync();

        await WriteAsync(database, pages: 12_000);

        Assert.True(new FileInfo(File + "-wal").Length < 8_000 * PageSize);
        Assert.Equal(12_000, await database.CountAsync("SELECT COUNT(*) FROM pages"));
    }

    public void Dispose() => _folder.Dispose();

    private async Task<SqlDatabase> CreateAsync()
    {
        var database = SqlDatabase.Create(DatabaseProvider.Sqlite, $"Data Source={File}");
        await database.ExecuteAsync("CREATE TABLE pages (id INTEGER PRIMARY KEY, content BLOB NOT NULL)");
        return database;
    }

    /// <summary>Writes a page in each row, a hundred in each commit.</summary>
    private static async Task WriteAsync(SqlDatabase database, int pages)
    {
        var content = new byte[PageSize - 200];
        for (var written = 0; written < pages; written += 100)
        {
            await using var write = await database.BeginWriteAsync("bronze", Stop);
            for (var i = 0; i < 100; i++)
                await write.ExecuteAsync("INSERT INTO pages (content) VALUES (@content)", [("@content", content)], Stop);
            await write.CommitAsync(Stop);
        }
    }
}
