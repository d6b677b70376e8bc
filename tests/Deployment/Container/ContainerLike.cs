using System.Diagnostics;
using PokedexTop.Testing;

namespace PokedexTop.Deployment.Tests.Container;

/// <summary>
/// Runs the published program as the container does, without a container engine: as the image's user, with no capability and
/// no way to gain one, on a file system that is read-only but for an empty /tmp. Needs root, for the mounts.
/// </summary>
internal static class ContainerLike
{
    /// <summary>The user id of the .NET images, APP_UID.</summary>
    public const int UserId = 1654;

    /// <summary>The program stands at /mnt and .NET at /opt, since neither may be where the user can read it.</summary>
    private const string Script = """
        set -e
        for target in $(awk '$5 !~ "^/(proc|sys|dev)(/|$)" { print $5 }' /proc/self/mountinfo | sort -u); do
          mount -o remount,bind,ro "$target"
        done
        mount --bind "$1" /mnt
        mount --bind "$2" /opt
        mount -t tmpfs -o mode=1777 tmpfs /tmp
        shift 2
        cd /mnt
        exec setpriv --reuid=1654 --regid=1654 --clear-groups --no-new-privs --bounding-set=-all --inh-caps=-all "$@"
        """;

    /// <summary>Starts the program; skips the test where mounts are not to be had.</summary>
    public static async Task<ProgramRunner> StartAsync(IEnumerable<string> arguments, IReadOnlyDictionary<string, string?>? environment = null)
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess || !await MayMountAsync())
            Requirement.Missing("A read-only root needs mounts of its own (unshare), and those need root.");
        var dotnet = Path.GetDirectoryName(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? File.ResolveLinkTarget("/usr/bin/dotnet", returnFinalTarget: true)?.FullName ?? "/usr/share/dotnet/dotnet")!;
        return ProgramRunner.StartCommand("unshare",
            ["--mount", "--propagation", "private", "/bin/sh", "-c", Script, "container", await PublishedImage.FolderAsync(), dotnet, "/opt/dotnet", "pokedextop.dll", .. arguments],
            new Dictionary<string, string?>(environment ?? new Dictionary<string, string?>()) { ["HOME"] = "/", ["DOTNET_ROOT"] = "/opt", ["DOTNET_EnableDiagnostics"] = "0" });
    }

    private static async Task<bool> MayMountAsync()
    {
        using var attempt = Process.Start(new ProcessStartInfo("unshare", ["--mount", "--propagation", "private", "mount", "-o", "remount,bind,ro", "/"]) { RedirectStandardError = true })!;
        await attempt.WaitForExitAsync();
        return attempt.ExitCode == 0;
    }
}
