using PokedexTop.FakeApi;
using PokedexTop.Testing;
using PokedexTop.Tests.EndToEnd;

namespace PokedexTop.Tests.Instructions;

/// <summary>
/// A person's shell: <c>pokedextop</c> is on the PATH, pokemon-tcg-data lies beside the folder it is typed in, and the card API
/// and PokéAPI are the fake's.
/// </summary>
internal sealed class InstructionShell : IDisposable
{
    /// <summary>Where examples ask a running program.</summary>
    public const string HostUrl = "http://localhost:5080";

    private const string FakeUrl = "http://127.0.0.1:5090";

    private readonly TemporaryFolder _folder = new();
    private readonly FakeTcgApi _fake;

    public InstructionShell(FolderOfSets source, FakeTcgApi fake)
    {
        _fake = fake;
        Directory.CreateSymbolicLink(_folder.Combine("pokemon-tcg-data"), source.FolderPath);
        foreach (var folder in new[] { "bin", "work", "starter" })
            Directory.CreateDirectory(_folder.Combine(folder));
        var program = _folder.Combine("bin", "pokedextop");
        File.WriteAllText(program, $"#!/bin/sh\nexec {string.Join(' ', ProgramRunner.Command())} \"$@\"\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <summary>The running program that stands for <see cref="HostUrl"/>.</summary>
    public string Host { get; set; } = HostUrl;

    public ProgramRunner Start(string command)
    {
        var typed = command.Replace(FakeUrl, _fake.BaseUrl[..^"/v2".Length], StringComparison.Ordinal).Replace(HostUrl, Host, StringComparison.Ordinal);
        // The signal that ends it must reach the program, not its shell.
        if (!typed.Contains('|', StringComparison.Ordinal))
            typed = typed.Replace("pokedextop", "exec pokedextop", StringComparison.Ordinal);
        var inClone = typed.StartsWith("dotnet run", StringComparison.Ordinal);
        if (inClone)
            typed = typed.Replace("dotnet run", $"exec {Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet"} run --no-build --configuration {new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name}", StringComparison.Ordinal);
        return ProgramRunner.StartCommand("bash", ["-o", "pipefail", "-c", typed], new Dictionary<string, string?>
        {
            ["PATH"] = $"{_folder.Combine("bin")}:{Environment.GetEnvironmentVariable("PATH")}",
            ["Source__PokemonTcg__BaseUrl"] = _fake.BaseUrl,
            ["Source__PokeApi__BaseUrl"] = _fake.PokeApiUrl,
            ["Images__Enabled"] = "false",
            ["ASPNETCORE_URLS"] = "http://127.0.0.1:0",
            ["FAKETCGAPI_URLS"] = "http://127.0.0.1:0",
        }, inClone ? RepositoryRoot.Path : typed.Contains("--source starter", StringComparison.Ordinal) ? _folder.Combine("starter") : _folder.Combine("work"));
    }

    public void Dispose() => _folder.Dispose();
}
