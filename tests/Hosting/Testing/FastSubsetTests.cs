using PokedexTop.Testing;

namespace PokedexTop.Hosting.Tests.Testing;

public sealed class FastSubsetTests
{
    /// <summary>These very tests, run once more as <c>make test-fast</c> runs them.</summary>
    [Fact]
    public async Task Tests_that_take_a_server_or_a_process_are_left_out_and_say_why()
    {
        await using var tests = ProgramRunner.StartCommand(
            Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet",
            [typeof(FastSubsetTests).Assembly.Location, "--filter-class", typeof(ServersTests).FullName!, "--show-live-output", "on", "--output", "Detailed"],
            new Dictionary<string, string?> { ["POKEDEXTOP_TESTS"] = "fast" });
        var result = await tests.WaitForExitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);

        Assert.Contains("succeeded: 0", result.StandardOutput, StringComparison.Ordinal);
        Assert.Contains("failed: 0", result.StandardOutput, StringComparison.Ordinal);
        Assert.Contains("It takes a PostgreSQL server, and POKEDEXTOP_TESTS=fast leaves that out.", result.StandardOutput, StringComparison.Ordinal);
        Assert.Contains("It takes a RabbitMQ server, and POKEDEXTOP_TESTS=fast leaves that out.", result.StandardOutput, StringComparison.Ordinal);
    }
}
