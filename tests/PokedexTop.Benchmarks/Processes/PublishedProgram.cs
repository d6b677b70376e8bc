using System.Security.Cryptography;
using System.Text;
using PokedexTop.Testing;

namespace PokedexTop.Benchmarks.Processes;

/// <summary>Publishes what is measured as the release does, once for each state of the sources.</summary>
internal static class PublishedProgram
{
    /// <summary>The program, self-contained and compiled ahead of time.</summary>
    public static Task<string> PathAsync() => PublishAsync("program", "pokedextop", ["src"],
        ["src/PokedexTop", "--self-contained", "true", "-p:PublishReadyToRun=true", "-p:PublishReadyToRunComposite=true"]);

    /// <summary>This program, compiled ahead of time too: the loader must not lose by being compiled while it runs.</summary>
    public static Task<string> LoaderPathAsync() => PublishAsync("loader", "PokedexTop.Benchmarks", ["src", Path.Combine("tests", "PokedexTop.Benchmarks")],
        ["tests/PokedexTop.Benchmarks", "--self-contained", "false", "-p:PublishReadyToRun=true"]);

    private static async Task<string> PublishAsync(string name, string executable, string[] folders, string[] arguments)
    {
        var target = RepositoryRoot.Combine("artifacts", "benchmarks", $"{name}-{HashOf(folders)}");
        var file = Path.Combine(target, executable);
        if (File.Exists(file))
            return file;
        Bench.Say($"publishing the {name} to {target} (minutes) …");
        var unfinished = target + ".unfinished";
        // A publish that was killed leaves half an image here, which the next one would take as done.
        var images = RepositoryRoot.Combine(arguments[0], "obj", "Release", "net10.0", "linux-x64", "R2R");
        foreach (var folder in new[] { unfinished, images }.Where(Directory.Exists))
            Directory.Delete(folder, recursive: true);
        // Publishing for one platform would rewrite the committed lock files; it gets its own, out of sight.
        await using var publish = MeasuredProcess.Start(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet",
            ["publish", RepositoryRoot.Combine(arguments[0]), "-c", "Release", "-r", "linux-x64", .. arguments[1..], "-p:NuGetLockFilePath=obj/publish.lock.json", "-o", unfinished, "-v", "quiet", "--nologo"]);
        (await publish.WaitForExitAsync()).Succeeded();
        Directory.Move(unfinished, target);
        return file;
    }

    private static string HashOf(string[] folders)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var separator = Path.DirectorySeparatorChar;
        var files = folders
            .SelectMany(folder => Directory.EnumerateFiles(RepositoryRoot.Combine(folder), "*", SearchOption.AllDirectories))
            .Where(f => !f.Contains($"{separator}bin{separator}", StringComparison.Ordinal) && !f.Contains($"{separator}obj{separator}", StringComparison.Ordinal))
            .Concat(Directory.EnumerateFiles(RepositoryRoot.Path, "Directory.*.props"))
            .Append(RepositoryRoot.Combine("global.json"));
        foreach (var file in files.Order(StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(Path.GetRelativePath(RepositoryRoot.Path, file)));
            hash.AppendData(File.ReadAllBytes(file));
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..12];
    }
}
