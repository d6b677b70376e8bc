using Spectre.Console;

namespace PokedexTop.CommandLine;

/// <summary>Breaks lines between words, never in one: a terminal would break them wherever its edge is.</summary>
internal static class WordWrap
{
    /// <param name="text">One line or several.</param>
    /// <param name="width">Cells of a line. A longer word stands alone and whole, so that an address can still be copied.</param>
    /// <param name="indent">Blanks before the lines that follow; where null as many as the line itself begins with.</param>
    public static IEnumerable<string> Lines(string text, int width, int? indent = null) =>
        text.ReplaceLineEndings("\n").Split('\n').SelectMany(line => Break(line, width, indent ?? line.Length - line.TrimStart(' ').Length));

    private static IEnumerable<string> Break(string line, int width, int indent)
    {
        for (line = line.TrimEnd(' '); line.GetCellWidth() > width && LastBlank(line, width) is >= 0 and var at; line = new string(' ', indent) + line[at..].TrimStart(' '))
            yield return line[..at].TrimEnd(' ');
        yield return line;
    }

    /// <summary>The last blank before the edge, but behind the first word however long that is; negative where there is none.</summary>
    private static int LastBlank(string line, int width)
    {
        var best = line.IndexOf(' ', line.Length - line.TrimStart(' ').Length);
        for (var next = best; next >= 0 && line[..next].GetCellWidth() <= width; next = line.IndexOf(' ', next + 1))
            best = next;
        return best;
    }
}
