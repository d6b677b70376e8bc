using System.Text;

namespace PokedexTop.CommandLine;

/// <summary>Stderr: remarks that nobody can read, since its disk is full or its terminal closed, end neither a verb nor a host.</summary>
internal sealed class ForgivingWriter(TextWriter inner) : TextWriter
{
    public override Encoding Encoding => inner.Encoding;

    public override void Write(char value) => Try(() => inner.Write(value));

    public override void Write(char[] buffer, int index, int count) => Try(() => inner.Write(buffer, index, count));

    public override void Write(string? value) => Try(() => inner.Write(value));

    public override void WriteLine(string? value) => Try(() => inner.WriteLine(value));

    public override void Flush() => Try(inner.Flush);

    private static void Try(Action write)
    {
        try
        {
            write();
        }
        // What is closed counts as denied.
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
        }
    }
}
