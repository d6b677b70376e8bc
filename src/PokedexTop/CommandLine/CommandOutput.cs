using System.Text.Encodings.Web;
using System.Text.Json;
using Spectre.Console;

namespace PokedexTop.CommandLine;

/// <summary>Where a verb's words go: its result on stdout, as a table or as one JSON document, and everything else on stderr.</summary>
internal static class CommandOutput
{
    /// <summary>No line for a person is wider, however wide the terminal is: it fits beside an editor.</summary>
    private const int Widest = 100;

    /// <summary>For documents of <c>--json</c>: camelCase by their own naming, names such as Pokémon readable.</summary>
    public static readonly JsonWriterOptions Json = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly Lazy<IAnsiConsole> s_error = new(() => AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) }));

    /// <summary>Stderr, for progress.</summary>
    public static IAnsiConsole Error => s_error.Value;

    /// <summary>Whether a program reads stdout, or a file takes it: nothing is broken into lines, shortened or padded.</summary>
    public static bool IsPiped => Console.IsOutputRedirected;

    /// <summary>Cells of a line on a terminal.</summary>
    public static int Width
    {
        get
        {
            try
            {
                return Math.Clamp(Console.BufferWidth, 20, Widest);
            }
            catch (IOException)
            {
                // Only one of the two streams is a terminal, and not the one whose width this system tells.
                return 80;
            }
        }
    }

    /// <summary>Whether progress can be drawn: a person looks at stderr.</summary>
    public static bool IsTerminal { get; } = !Console.IsErrorRedirected && Environment.GetEnvironmentVariable("TERM") is not (null or "" or "dumb");

    /// <summary>Whether anything of the verb's result was written: its one document of <c>--json</c> too, or the beginning of it.</summary>
    public static bool HasResult { get; private set; }

    /// <summary>Writes the one document of <c>--json</c>.</summary>
    public static void WriteJson(Action<Utf8JsonWriter> write)
    {
        HasResult = true;
        using var stdout = Console.OpenStandardOutput();
        using (var json = new Utf8JsonWriter(stdout, Json))
            write(json);
        stdout.WriteByte((byte)'\n');
    }

    /// <summary>A plain line on stdout.</summary>
    /// <param name="text">The line.</param>
    /// <param name="indent">Blanks before what does not fit into the terminal's first line.</param>
    public static void Line(string text, int? indent = null)
    {
        foreach (var line in IsPiped ? [text] : WordWrap.Lines(text, Width, indent))
            Row(line);
    }

    /// <summary>A line on stdout that is broken already where it has to be.</summary>
    public static void Row(string line)
    {
        HasResult = true;
        Console.Out.WriteLine(line);
    }

    /// <summary>A plain line on stderr, above a progress bar where one is drawn.</summary>
    public static void Remark(string text)
    {
        if (!Console.IsErrorRedirected)
            text = string.Join('\n', WordWrap.Lines(text, Width));
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
}
