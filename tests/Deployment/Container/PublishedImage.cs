using System.Diagnostics;
using System.Runtime.InteropServices;
using PokedexTop.Testing;

namespace PokedexTop.Deployment.Tests.Container;

/// <summary>What the image's /app holds: the Dockerfile's own publish command, run over a copy of what it copies from the context.</summary>
internal static class PublishedImage
{
    private static readonly Lazy<Task<string>> s_folder = new(PublishAsync);

    /// <summary>The folder with the published program.</summary>
    public static Task<string> FolderAsync()
    {
        Requirement.Time("a published program");
        return s_folder.Value;
    }

    private static async Task<string> PublishAsync()
    {
        // A place of its own, kept, so that only the first run compiles everything.
        var context = RepositoryRoot.Combine("artifacts", "container-test");
        var target = Path.Combine(context, "app");
        Copy(context);
        if (Directory.Exists(target))
            Directory.Delete(target, recursive: true);
        var command = Assert.Single(Dockerfile.Instructions("RUN"));
        Assert.Contains(" /app ", command, StringComparison.Ordinal);
        // Not compiled ahead of time: it would take a minute and change nothing of what is tested.
        var start = new ProcessStartInfo("/bin/sh", ["-c", $"{command.Replace("/app", target, StringComparison.Ordinal)} -p:PublishReadyToRun=false"])
        {
            WorkingDirectory = context,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["TARGETARCH"] = RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "arm64" : "amd64";
        // Set by `dotnet test` for its own children, which would take them for theirs.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBuild", StringComparison.OrdinalIgnoreCase)).ToList())
            start.Environment.Remove(name);
        using var publish = Process.Start(start)!;
        var (said, error) = (publish.StandardOutput.ReadToEndAsync(), publish.StandardError.ReadToEndAsync());
        await publish.WaitForExitAsync();
        Assert.True(publish.ExitCode == 0, await said + await error);
        return target;
    }

    private static void Copy(string context)
    {
        Directory.CreateDirectory(context);
        foreach (var stale in Directory.EnumerateFiles(context, "*", SearchOption.AllDirectories).Where(file => !IsBuilt(Path.GetRelativePath(context, file))))
            File.Delete(stale);
        foreach (var copied in Dockerfile.CopiedFromContext.Select(path => RepositoryRoot.Combine(path)))
        {
            foreach (var file in Directory.Exists(copied) ? Directory.EnumerateFiles(copied, "*", SearchOption.AllDirectories) : [copied])
            {
                var relative = Path.GetRelativePath(RepositoryRoot.Path, file);
                if (IsBuilt(relative))
                    continue;
                var copy = Path.Combine(context, relative);
                Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
                File.Copy(file, copy);
            }
        }
    }

    /// <summary>As .dockerignore has it.</summary>
    private static bool IsBuilt(string path) => path.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj");
}
