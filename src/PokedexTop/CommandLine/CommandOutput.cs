using System.Text.Encodings.Web;
using System.Text.Json;
using Spectre.Console;

namespace PokedexTop.CommandLine;

/// <summary>Where a verb's words go: its result on stdout, as a table or as one JSON document, and everything else on stderr.</summary>
internal static class CommandOutput
{
    /// <summary>No table is wider: it fits beside an editor, and a pipe gets the same lines as a person.</summary>
    public const int Width = 100;

    /// <summary>For documents of <c>--json</c>: camelCase by their own naming, names such as Pokémon readable.</summary>
    public static readonly JsonWriterOptions Json = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly Lazy<IAnsiConsole> s_out = new(() => Create(Console.Out, Console.IsOutputRedirected));
    private static readonly Lazy<IAnsiConsole> s_error = new(() => Create(Console.Error, Console.IsErrorRedirected));

    /// <summary>Stdout, for tables and summaries.</summary>
    public static IAnsiConsole Out => s_out.Value;

    /// <summary>Stderr, for progress and remarks.</summary>
    public static IAnsiConsole Error => s_error.Value;

    /// <summary>Whether progress can be drawn: a person looks at stderr.</summary>
    public static bool IsTerminal { get; } = !Console.IsErrorRedirected && Environment.GetEnvironmentVariable("TERM") is not (null or "" or "dumb");

    /// <summary>Writes the one document of <c>--json</c>.</summary>
    public static void WriteJson(Action<Utf8JsonWriter> write)
    {
        using var stdout = Console.OpenStandardOutput();
        using (var json = new Utf8JsonWriter(stdout, Json))
            write(json);
        stdout.WriteByte((byte)'\n');
    }

    /// <summary>A plain line on stdout.</summary>
    public static void Line(string text) => Console.Out.WriteLine(text);

    /// <summary>A plain line on stderr, above a progress bar where one is drawn.</summary>
    public static void Remark(string text)
    {
        if (IsTerminal && s_error.IsValueCreated)
            // Drawn bars are moved down for it, but not wiped: a line shorter than a bar would leave the bar's end standing.
            s_error.Value.Write(new ControlCode($"\u001b[J{text}\n"));
        else
            Console.Error.WriteLine(text);
    }

    /// <summary>Says why on stderr and gives the exit code back.</summary>
    public static int Fail(string message, int exitCode)
    {
        Remark(message);
        return exitCode;
    }

    private static IAnsiConsole Create(TextWriter writer, bool redirected)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer), Interactive = redirected ? InteractionSupport.No : InteractionSupport.Detect });
        console.Profile.Width = redirected ? Width : Math.Min(Width, console.Profile.Width);
        return console;
    }
}
