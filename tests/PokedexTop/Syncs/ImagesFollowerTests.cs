using Microsoft.Extensions.DependencyInjection;
using PokedexTop.Composition;
using PokedexTop.Configuration;
using PokedexTop.Data;
using PokedexTop.Syncs;
using PokedexTop.Tests.EndToEnd;

namespace PokedexTop.Tests.Syncs;

public sealed class ImagesFollowerTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_database_connection_that_breaks_ends_no_wait_for_images()
    {
        using var copy = new EmbeddedCopy();
        await copy.RunAsync(0, "sync", "--source", "starter", "--images");
        var opened = 0;
        await using var database = new BusyDatabase(SqlDatabase.Create(DatabaseProvider.Sqlite, $"Data Source={Path.Combine(copy.FolderPath, "data", "pokedextop.db")}"),
            () => ++opened is 1 or 3 or 5 or 7 ? throw new TimeoutException("cut off") : Task.CompletedTask);
        var services = new ServiceCollection().AddLayers(ProgramConfiguration.Read(new Dictionary<string, string?> { ["Data:Directory"] = copy.FolderPath }, "starter"));
        services.AddSingleton<SqlDatabase>(database);
        await using var provider = services.BuildServiceProvider();

        Assert.NotNull(await ImagesFollower.FollowAsync(provider, static () => false, Token));
        Assert.True(opened > 7, $"{opened} looks");
    }
}
