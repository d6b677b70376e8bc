using System.Diagnostics;

namespace PokedexTop.Testing.Processes;

/// <summary>
/// A server that cannot outlive the tests. It runs below a shell that reads a pipe from this process: when the pipe closes,
/// because the tests ended or were killed, the shell stops the server and removes its folder. A server that ends by itself
/// leaves its folder, so that it can be started again. PR_SET_PDEATHSIG would not do: it fires when the starting thread ends,
/// and pool threads end early.
/// </summary>
internal sealed class LeashedProcess : IDisposable
{
    private const string Leash = """
        signal=$1 folder=$2; shift 2
        exec 3<&0
        "$@" 3<&- </dev/null &
        server=$!
        ( read -r other <&3 && signal=$other || : > "$folder.remove"; kill -s "$signal" "$server" 2>/dev/null ) &
        watcher=$!
        wait "$server"; code=$?
        kill "$watcher" 2>/dev/null
        if [ -e "$folder.remove" ]; then rm -rf -- "$folder" "$folder.remove"; fi
        exit "$code"
        """;

    private readonly Process shell;
    private readonly ProcessOutput output = new();
    private readonly string folder;

    /// <param name="command">Program and arguments.</param>
    /// <param name="environment">Variables added to this process's own.</param>
    /// <param name="folder">The server's own folder: its working directory, removed at the end.</param>
    /// <param name="stopSignal">The signal that stops the server fastest, without the SIG prefix.</param>
    public LeashedProcess(IEnumerable<string> command, IReadOnlyDictionary<string, string> environment, string folder, string stopSignal)
    {
        this.folder = folder;
        var start = new ProcessStartInfo("/bin/sh", ["-c", Leash, "leash", stopSignal, folder, .. command])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        shell = new Process { StartInfo = start };
        shell.OutputDataReceived += output.Append;
        shell.ErrorDataReceived += output.Append;
        shell.Start();
        shell.BeginOutputReadLine();
        shell.BeginErrorReadLine();
        EndOfTests.Undo(Dispose);
    }

    /// <summary>Waits until <paramref name="ready"/> holds; an end of the server or the bound is an error that shows its last output.</summary>
    public async Task WaitUntilReadyAsync(string name, Func<CancellationToken, Task<bool>> ready, TimeSpan timeout)
    {
        using var bound = new CancellationTokenSource(timeout);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        try
        {
            while (!await ready(bound.Token))
            {
                if (shell.HasExited)
                    throw new InvalidOperationException($"{name} ended with {shell.ExitCode} instead of starting:\n{output.Tail()}");
                await timer.WaitForNextTickAsync(bound.Token);
            }
        }
        catch (OperationCanceledException)
        {
            Dispose();
            throw new TimeoutException($"{name} was not ready after {timeout.TotalSeconds:0} s:\n{output.Tail()}");
        }
    }

    /// <summary>Says how the server ended when nobody asked it to: what else fails then does not name the reason.</summary>
    public void MustRun(string name)
    {
        if (shell.HasExited)
            throw new InvalidOperationException($"{name} ended with {shell.ExitCode}:\n{output.Tail()}");
    }

    /// <summary>Sends the server a signal and returns when it has ended; its folder stays, so that it can be started again.</summary>
    public async Task EndAsync(string signal)
    {
        await shell.StandardInput.WriteAsync($"{signal}\n");
        await shell.StandardInput.FlushAsync();
        await shell.WaitForExitAsync();
    }

    /// <inheritdoc />
    public void Dispose()
    {
        lock (shell)
        {
            if (shell.HasExited)
            {
                if (Directory.Exists(folder))
                    Directory.Delete(folder, recursive: true);
                return;
            }

            shell.StandardInput.Close();
            // A folder of hundreds of databases takes a while to remove on a busy disk.
            if (!shell.WaitForExit(TimeSpan.FromMinutes(1)))
                shell.Kill(entireProcessTree: true);
        }
    }
}
