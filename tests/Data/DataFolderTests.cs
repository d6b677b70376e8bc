using System.Diagnostics;
using PokedexTop.Configuration;
using PokedexTop.Data;
using PokedexTop.Testing;

namespace PokedexTop.Data.Tests;

/// <summary>Only the lock itself tells that a host is running; what else is wrong with the folder is told as what it is.</summary>
public sealed class DataFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_folder_belongs_to_who_opened_it_first_until_it_is_disposed()
    {
        using (var first = DataFolder.Open(_folder.Path))
        {
            using var second = DataFolder.Open(_folder.Path);
            Assert.Equal((true, false), (first.IsHost, second.IsHost));
            Assert.Equal($"{Environment.ProcessId}", DataFolder.Holder(_folder.Path));
        }
        using var third = DataFolder.Open(_folder.Path);
        Assert.True(third.IsHost);
    }

    [Fact]
    public void A_full_disk_is_told_and_leaves_the_lock_free()
    {
        if (!File.Exists("/dev/full"))
            Requirement.Missing("/dev/full is a file of Linux.");
        File.WriteAllText(_folder.Combine("pokedextop.lock"), "");
        File.CreateSymbolicLink(_folder.Combine("pokedextop.pid"), "/dev/full");
        var full = Assert.Throws<IOException>(() => DataFolder.Open(_folder.Path));
        Assert.StartsWith($"The disk of the data folder {_folder.Path} is full", full.Message, StringComparison.Ordinal);
        File.Delete(_folder.Combine("pokedextop.pid"));
        using var folder = DataFolder.Open(_folder.Path);
        Assert.True(folder.IsHost);
    }

    [Fact]
    public void A_folder_that_cannot_be_written_is_told_and_belongs_to_nobody()
    {
        if (Run("mount", "-t", "tmpfs", "tmpfs", _folder.Path) != 0)
            Requirement.Missing("A disk that cannot be written needs the right to mount a tmpfs.");
        try
        {
            File.WriteAllText(_folder.Combine("pokedextop.lock"), "");
            Assert.Equal(0, Run("mount", "-o", "remount,ro", _folder.Path));
            var wrong = Assert.Throws<ConfigurationException>(() => DataFolder.Open(_folder.Path));
            Assert.StartsWith($"Data:Directory is '{_folder.Path}', which cannot be used: Read-only file system", wrong.Message, StringComparison.Ordinal);
        }
        finally
        {
            Run("umount", "-l", _folder.Path);
        }
    }

    private static int Run(params string[] command)
    {
        using var process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode;
    }
}
