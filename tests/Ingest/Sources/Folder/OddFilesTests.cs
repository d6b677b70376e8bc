using System.Diagnostics;
using PokedexTop.Ingest.Sources.Folder;
using PokedexTop.Testing;

namespace PokedexTop.Ingest.Tests.Sources.Folder;

public sealed class OddFilesTests
{
    [Theory]
    [InlineData("cards/en/s1.json")]
    [InlineData("sets/en.json")]
    public async Task A_pipe_in_place_of_a_file_is_an_error_and_no_wait(string path)
    {
        if (OperatingSystem.IsWindows())
            Assert.Skip("There are no named pipes in folders on Windows.");
        var stop = TestContext.Current.CancellationToken;
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.Combine("cards/en"));
        Directory.CreateDirectory(folder.Combine("sets"));
        using (var made = Process.Start("mkfifo", [folder.Combine(path)]))
            await made.WaitForExitAsync(stop);

        var source = new FileCatalogueSource("folder", "pokemontcg", new FolderFiles(folder.Path), TimeProvider.System);
        var reading = path.StartsWith("sets", StringComparison.Ordinal) ? source.FetchSetsAsync(Guid.NewGuid(), stop) : source.FetchSetAsync(Guid.NewGuid(), "s1", stop);
        var answer = await reading.WaitAsync(TimeSpan.FromSeconds(20), stop);
        Assert.False(answer.Received);
        Assert.Equal($"{path}: the file is empty, or no regular file (a pipe, a device, a socket)", answer.Error);
    }
}
