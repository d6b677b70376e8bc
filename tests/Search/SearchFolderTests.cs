using PokedexTop.Configuration;
using PokedexTop.Search.Indexing;
using PokedexTop.Testing;

namespace PokedexTop.Search.Tests;

/// <summary>Where a process keeps its index.</summary>
public sealed class SearchFolderTests
{
    [Fact]
    public void Beside_a_server_each_database_has_a_folder_of_its_own_in_the_data_folder_else_among_temporary_files()
    {
        using var data = new TemporaryFolder();
        var settings = new HostSettings(DatabaseProvider.PostgreSql, "Host=127.0.0.1;Database=one", Transport.RabbitMq, null, data.Path);
        var folder = SearchFolder.OfServer(settings);
        Assert.Equal(data.Path, Path.GetDirectoryName(folder));
        Assert.True(Directory.Exists(folder));
        Assert.NotEqual(folder, SearchFolder.OfServer(settings with { ConnectionString = "Host=127.0.0.1;Database=two" }));

        // A file where the folder should be cannot be written into by anybody, root included.
        var file = data.Combine("file");
        File.WriteAllText(file, "");
        Assert.Equal(Path.TrimEndingDirectorySeparator(Path.GetTempPath()), Path.GetDirectoryName(SearchFolder.OfServer(settings with { DataDirectory = Path.Combine(file, "below") })));
        Assert.Null(SearchFolder.Of(settings));
    }
}
