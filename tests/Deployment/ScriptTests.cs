using System.Diagnostics;
using PokedexTop.Deployment.Tests.Container;
using PokedexTop.Testing;

namespace PokedexTop.Deployment.Tests;

/// <summary>The scripts of the repository are clean.</summary>
public sealed class ScriptTests
{
    [Fact]
    public async Task Shellcheck_finds_nothing()
    {
        var shellcheck = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(folder => Path.Combine(folder, "shellcheck")).FirstOrDefault(File.Exists);
        if (shellcheck is null)
            Requirement.Missing("shellcheck is missing; it is a package of Debian.");
        using var process = Process.Start(new ProcessStartInfo(shellcheck!, [.. Directory.EnumerateFiles(RepositoryRoot.Combine("deployment"), "*.sh", SearchOption.AllDirectories), RepositoryRoot.Combine(".ci", "run"), RepositoryRoot.Combine("tests", "mutation.sh")]) { RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, output);
    }

    [Fact]
    public async Task A_release_holds_what_the_image_is_built_from()
    {
        var script = await File.ReadAllTextAsync(RepositoryRoot.Combine("deployment", "release.sh"), TestContext.Current.CancellationToken);
        var archived = script[script.IndexOf("git archive", StringComparison.Ordinal)..].Split('\n')[1].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Assert.All(Dockerfile.CopiedFromContext.Append(".dockerignore"), path => Assert.Contains(path.Split('/')[0], archived));
    }
}
