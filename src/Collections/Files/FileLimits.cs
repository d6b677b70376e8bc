using System.Text;
using PokedexTop.Configuration;

namespace PokedexTop.Collections.Files;

/// <summary>What a file may be, whoever sends it.</summary>
internal static class FileLimits
{
    public const int Bytes = 32 * 1024 * 1024;

    public const int Rows = 100_000;

    /// <summary>Levels of a JSON file; ours has three.</summary>
    public const int Depth = 8;

    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>A file's text without its byte order mark.</summary>
    /// <exception cref="ConfigurationException">It is too large, or no UTF-8.</exception>
    public static string Text(ReadOnlySpan<byte> file)
    {
        CheckBytes(file.Length);
        try
        {
            return s_strict.GetString(file.StartsWith(Encoding.UTF8.Preamble) ? file[Encoding.UTF8.Preamble.Length..] : file);
        }
        catch (DecoderFallbackException)
        {
            throw new ConfigurationException("The file is no UTF-8 text. Save it as 'CSV UTF-8', or as JSON.");
        }
    }

    /// <exception cref="ConfigurationException">There are too many.</exception>
    public static void CheckBytes(int bytes)
    {
        if (bytes > Bytes)
            throw new ConfigurationException($"The file has {bytes:N0} bytes; allowed: at most {Bytes:N0}.");
    }

    /// <exception cref="ConfigurationException">There are too many.</exception>
    public static void CheckRows(int rows)
    {
        if (rows > Rows)
            throw new ConfigurationException($"The file has more than {Rows:N0} rows; allowed: at most {Rows:N0}.");
    }
}
