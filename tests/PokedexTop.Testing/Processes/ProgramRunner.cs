using System.Diagnostics;
using System.Runtime.InteropServices;
using PokedexTop.Testing.Processes;

namespace PokedexTop.Testing;

/// <summary>
/// Runs the built <c>pokedextop</c> (or another program of the build) as a real process, in a folder of its own, and kills
/// whatever is left of it, children included, when disposed. POKEDEXTOP_TEST_PROGRAM names a published program to run instead.
/// </summary>
public sealed partial class ProgramRunner : IAsyncDisposable
{
    /// <summary>Variables that would configure the program behind a test's back.</summary>
    private static readonly string[] Inherited =
        ["DATABASE_URL", "POKEMON_TCG_API_KEY", "S3_BUCKET_NAME", "LOG_LEVEL", "ASPNETCORE_URLS", "URLS", "ASPNETCORE_ENVIRONMENT", "DOTNET_ENVIRONMENT", "OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_SERVICE_NAME", "OTEL_TRACES_SAMPLER"];

    private readonly Process process;
    private readonly ProcessOutput output = new();
    private readonly ProcessOutput error = new();
    private readonly TemporaryFolder? ownFolder;

    private ProgramRunner(ProcessStartInfo start, TemporaryFolder? ownFolder)
    {
        this.ownFolder = ownFolder;
        process = new Process { StartInfo = start };
        process.OutputDataReceived += output.Append;
        process.ErrorDataReceived += error.Append;
        process.Start();
        process.StandardInput.Close();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>The process's id.</summary>
    public int ProcessId => process.Id;

    /// <summary>The folder it runs in.</summary>
    public string WorkingDirectory => process.StartInfo.WorkingDirectory;

    /// <summary>What it wrote to stdout so far.</summary>
    public string StandardOutput => output.ToString();

    /// <summary>What it wrote to stderr so far.</summary>
    public string StandardError => error.ToString();

    /// <summary>True once it ended.</summary>
    public bool HasExited => process.HasExited;

    /// <summary>Starts the program and returns while it runs.</summary>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="environment">Variables added to this process's own; null removes one.</param>
    /// <param name="workingDirectory">Where it runs; null means a new temporary folder, removed when disposed.</param>
    /// <param name="program">The assembly's name: <c>pokedextop</c>, or another executable project of the build.</param>
    public static ProgramRunner Start(
        IEnumerable<string> arguments,
        IReadOnlyDictionary<string, string?>? environment = null,
        string? workingDirectory = null,
        string program = "pokedextop")
    {
        var command = Command(program);
        return StartCommand(command[0], [.. command[1..], .. arguments], environment, workingDirectory);
    }

    /// <summary>What starts the program, for a shell that has to redirect or ignore something first.</summary>
    public static string[] Command(string program = "pokedextop") =>
        program == "pokedextop" && Environment.GetEnvironmentVariable("POKEDEXTOP_TEST_PROGRAM") is { Length: > 0 } published
            ? [published]
            // Not the apphost: it needs no DOTNET_ROOT where the SDK lies outside the usual places.
            : [Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", ProgramFile.Find(program)];

    /// <summary>The same by any command that becomes the program.</summary>
    /// <inheritdoc cref="Start"/>
    public static ProgramRunner StartCommand(
        string command,
        IEnumerable<string> arguments,
        IReadOnlyDictionary<string, string?>? environment = null,
        string? workingDirectory = null)
    {
        Requirement.Time("a process of its own");
        var ownFolder = workingDirectory is null ? new TemporaryFolder() : null;
        var start = new ProcessStartInfo(command, arguments)
        {
            WorkingDirectory = workingDirectory ?? ownFolder!.Path,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in Inherited)
            start.Environment.Remove(name);
        // A schedule that comes while a test runs would be one sync more than the test asked for.
        start.Environment["Schedule__Enabled"] = "false";
        foreach (var (name, value) in environment ?? new Dictionary<string, string?>())
            start.Environment[name] = value;
        return new ProgramRunner(start, ownFolder);
    }

    /// <summary>Runs the program to its end; past <paramref name="timeout"/> (two minutes where null) it is killed and the test fails.</summary>
    public static async Task<ProgramResult> RunAsync(
        IEnumerable<string> arguments,
        IReadOnlyDictionary<string, string?>? environment = null,
        string? workingDirectory = null,
        TimeSpan? timeout = null,
        CancellationToken cancellationToken = default)
    {
        await using var program = Start(arguments, environment, workingDirectory);
        return await program.WaitForExitAsync(timeout ?? TimeSpan.FromMinutes(2), cancellationToken);
    }

    /// <summary>Waits for the end, at most <paramref name="timeout"/>; past it the test fails with what the program said.</summary>
    public async Task<ProgramResult> WaitForExitAsync(TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        bound.CancelAfter(timeout);
        try
        {
            await process.WaitForExitAsync(bound.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            Assert.Fail($"The program still runs after {timeout.TotalSeconds:0.#} s.\n--- stdout\n{output.Tail()}--- stderr\n{error.Tail()}");
        }

        return new ProgramResult(process.ExitCode, StandardOutput, StandardError);
    }

    /// <summary>Waits until stdout or stderr contains <paramref name="text"/>; fails at the bound or when the program ends without saying it.</summary>
    public async Task WaitForOutputAsync(string text, TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        await Eventually.ThatAsync(() => Said(text) || HasExited, timeout, $"the program says \"{text}\"", cancellationToken);
        if (HasExited)
            await process.WaitForExitAsync(cancellationToken); // Until both streams are read to their end.
        Assert.True(Said(text), $"The program ended without saying \"{text}\".\n--- stdout\n{output.Tail()}--- stderr\n{error.Tail()}");
    }

    /// <summary>Sends a signal to the program itself, not to its children.</summary>
    public void Send(ProgramSignal signal)
    {
        if (Kill(process.Id, (int)signal) != 0)
            throw new InvalidOperationException($"Signal {signal} could not be sent to process {process.Id}: error {Marshal.GetLastPInvokeError()}.");
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
        ownFolder?.Dispose();
    }

    private bool Said(string text) =>
        StandardOutput.Contains(text, StringComparison.Ordinal) || StandardError.Contains(text, StringComparison.Ordinal);

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Kill(int processId, int signal);
}
