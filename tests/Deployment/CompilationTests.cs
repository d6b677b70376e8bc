using System.Diagnostics;
using PokedexTop.Testing;

namespace PokedexTop.Deployment.Tests;

/// <summary>How the program is compiled decides how fast it starts, whoever publishes it.</summary>
public sealed class CompilationTests
{
    /// <summary>
    /// Compiled ahead of time with their runtime, methods need no second compilation; where that image lacks some, the
    /// first one must be quick.
    /// </summary>
    [Theory]
    [InlineData("false", "-p:PublishReadyToRun=true", "-p:PublishReadyToRunComposite=true")]
    [InlineData("true", "-p:PublishReadyToRun=true")]
    [InlineData("true")]
    public async Task Only_a_release_does_without_tiered_compilation(string tiered, params string[] options)
    {
        using var msbuild = Process.Start(new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet",
            ["msbuild", RepositoryRoot.Combine("src", "PokedexTop", "PokedexTop.csproj"), "-p:Configuration=Release", "-getProperty:TieredCompilation", "-nologo", .. options])
        { RedirectStandardOutput = true })!;
        var value = (await msbuild.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken)).Trim();
        await msbuild.WaitForExitAsync(TestContext.Current.CancellationToken);
        // Unset is the runtime's own default, which is on.
        Assert.Equal((0, tiered), (msbuild.ExitCode, value.Length == 0 ? "true" : value));
    }
}
