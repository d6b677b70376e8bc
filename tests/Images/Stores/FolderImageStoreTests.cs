using System.Diagnostics;
using Microsoft.Extensions.Time.Testing;
using PokedexTop.Images.Stores;
using PokedexTop.Testing;

namespace PokedexTop.Images.Tests.Stores;

public sealed class FolderImageStoreTests : ImageStoreTests, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    protected override Task<IImageStore> NewAsync() => Task.FromResult<IImageStore>(Store());

    [Fact]
    public async Task What_is_there_is_never_written_over()
    {
        var store = Store();
        Assert.True(await store.PutAsync("a/one.png", "image/png", Bytes("first"), Token));

        Assert.False(await store.PutAsync("a/one.png", "image/png", Bytes("second"), Token));

        Assert.Equal(Bytes("first"), await store.ReadAsync("a/one.png", Token));
    }

    [Fact]
    public async Task Exactly_one_of_many_writers_wrote_it()
    {
        var store = Store();

        var written = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Task.Run(() => store.PutAsync("a/one.png", "image/png", Bytes($"writer {i:00}"), Token))));

        Assert.Single(written, true);
        Assert.Empty(Unfinished());
    }

    [Fact]
    public async Task Leftovers_are_no_objects_and_go_when_they_are_old()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        var store = new FolderImageStore(_folder.Combine("images"), time);
        await store.PutAsync("a/one.png", "image/png", Bytes("card"), Token);
        var leftover = _folder.Combine("images", ".unfinished", "0123");
        await File.WriteAllTextAsync(leftover, "half a ca", Token);

        Assert.Equal("a/one.png", Assert.Single(await ListAsync(store)).Key);
        await store.PutAsync("a/two.png", "image/png", Bytes("card"), Token);
        Assert.True(File.Exists(leftover), "somebody may still be writing it");

        time.Advance(TimeSpan.FromMinutes(61));
        await store.PutAsync("a/three.png", "image/png", Bytes("card"), Token);
        Assert.Empty(Unfinished());
    }

    [Fact]
    public async Task A_full_disk_is_told_and_leaves_no_torn_file()
    {
        if (Run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", _folder.Path) != 0)
            Requirement.Missing("A small disk needs the right to mount a tmpfs.");
        try
        {
            var store = Store();
            Assert.True(await store.PutAsync("a/one.png", "image/png", new byte[400_000], Token));

            var error = await Assert.ThrowsAsync<ImageStoreException>(() => store.PutAsync("a/two.png", "image/png", new byte[900_000], Token));

            Assert.Contains("No space left", error.Message, StringComparison.OrdinalIgnoreCase);
            Assert.Null(await store.ReadAsync("a/two.png", Token));
            Assert.Empty(Unfinished());
            // And what still fits is still taken.
            Assert.True(await store.PutAsync("a/three.png", "image/png", new byte[100_000], Token));
            Assert.Equal(["a/one.png", "a/three.png"], (await ListAsync(store)).Select(o => o.Key));
        }
        finally
        {
            Run("umount", "-l", _folder.Path);
        }
    }

    [Fact]
    public async Task A_folder_that_is_a_file_is_told()
    {
        await File.WriteAllTextAsync(_folder.Combine("images"), "", Token);

        var error = await Assert.ThrowsAsync<ImageStoreException>(() => Store().PutAsync("a/one.png", "image/png", Bytes("card"), Token));

        Assert.Contains(_folder.Combine("images"), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stopped_write_leaves_nothing()
    {
        using var stopped = new CancellationTokenSource();
        await stopped.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store().PutAsync("a/one.png", "image/png", Bytes("card"), stopped.Token));

        Assert.Empty(Unfinished());
        Assert.Empty(await ListAsync(Store()));
    }

    [Fact]
    public void Browsers_find_objects_below_images() => Assert.Equal("/images/a/one.png", Store().UrlOf("a/one.png"));

    private FolderImageStore Store() => new(_folder.Combine("images"), TimeProvider.System);

    private string[] Unfinished() => Directory.GetFiles(_folder.Combine("images", ".unfinished"));

    private static int Run(params string[] command)
    {
        using var process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode;
    }
}
