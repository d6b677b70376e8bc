namespace PokedexTop.Ingest.Json;

/// <summary>A received document is not what its source promises. The message says what was expected and where it went wrong.</summary>
internal sealed class SourceFormatException : Exception
{
    /// <param name="message">What was expected and what was found.</param>
    /// <param name="line">Counted from 1.</param>
    /// <param name="bytePosition">In that line, counted from 1.</param>
    /// <param name="cause">What the JSON reader said, if it was the one to object.</param>
    public SourceFormatException(string message, long line, long bytePosition, Exception? cause = null)
        : base($"{message} (line {line}, byte {bytePosition})", cause)
    {
        Line = line;
        BytePosition = bytePosition;
    }

    /// <summary>Counted from 1.</summary>
    public long Line { get; }

    /// <summary>In its line, counted from 1.</summary>
    public long BytePosition { get; }
}
