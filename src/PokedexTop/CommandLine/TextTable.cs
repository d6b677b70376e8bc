using Spectre.Console;

namespace PokedexTop.CommandLine;

/// <summary>
/// A table for a terminal of any width: prose is broken between words, and a column that still has no room moves below its row,
/// with its head before it. For a pipe, tab-separated lines.
/// </summary>
/// <param name="heads">The columns' heads; <c>#</c> before one means numbers, <c>~</c> texts that may be broken into lines.</param>
internal sealed class TextTable(params string[] heads)
{
    private const string Gap = "  ";
    private const int Indent = 4;

    /// <summary>Fewer cells make prose a column of single words.</summary>
    private const int NarrowestProse = 12;

    private readonly Column[] _columns = [.. heads.Select((head, index) => new Column(index, head.TrimStart('#', '~'), head.StartsWith('#'), head.StartsWith('~')))];
    private readonly List<string[]> _rows = [];

    public void Add(params string?[] cells) => _rows.Add([.. cells.Select(cell => (cell ?? "").ReplaceLineEndings(" ").Replace('\t', ' '))]);

    /// <summary>To stdout: as wide as its terminal has room, or for programs.</summary>
    public void Write()
    {
        foreach (var line in CommandOutput.IsPiped ? Separated() : Lines(CommandOutput.Width))
            CommandOutput.Row(line);
    }

    public IEnumerable<string> Separated() => _rows.Prepend([.. _columns.Select(c => c.Head)]).Select(row => string.Join('\t', row));

    public IEnumerable<string> Lines(int width)
    {
        var (beside, below) = Fit(width);
        foreach (var line in Row([.. _columns.Select(c => c.Head)], beside))
            yield return line;
        yield return string.Join(Gap, beside.Select(c => new string('─', c.Width)));
        foreach (var row in _rows)
        {
            foreach (var line in Row(row, beside))
                yield return line;
            foreach (var column in below.Where(c => row[c.Index].Length > 0))
            {
                foreach (var line in WordWrap.Lines($"{new string(' ', Indent)}{column.Head}: {row[column.Index]}", width))
                    yield return line;
            }
        }
    }

    /// <summary>The columns that stand beside each other, each with its width, and those for which there is no room: prose goes first, from the right.</summary>
    private (List<Column> Beside, List<Column> Below) Fit(int width)
    {
        List<Column> beside = [.. _columns.Select(c => c with { Width = Cells(c).Max(cell => cell.GetCellWidth()) })], below = [];
        while (true)
        {
            var narrow = beside.ConvertAll(Narrowest);
            var room = beside.Zip(narrow).Sum(pair => pair.First.Width - pair.Second);
            var over = beside.Sum(c => c.Width) + Gap.Length * (beside.Count - 1) - width;
            if (over <= room || beside.Count == 1)
            {
                for (over = Math.Min(over, room); over > 0; over--)
                {
                    var widest = Enumerable.Range(0, beside.Count).Where(i => beside[i].Width > narrow[i]).MaxBy(i => beside[i].Width);
                    beside[widest] = beside[widest] with { Width = beside[widest].Width - 1 };
                }
                return (beside, below);
            }
            var moved = beside.FindLastIndex(c => c.IsProse) is > 0 and var prose ? prose : beside.Count - 1;
            below.Add(beside[moved]);
            beside.RemoveAt(moved);
        }
    }

    private int Narrowest(Column column) => column.IsProse
        ? Math.Min(column.Width, Math.Max(NarrowestProse, Cells(column).SelectMany(cell => cell.Split(' ')).Max(word => word.GetCellWidth())))
        : column.Width;

    private IEnumerable<string> Cells(Column column) => _rows.Select(row => row[column.Index]).Prepend(column.Head);

    private static IEnumerable<string> Row(string[] row, List<Column> columns)
    {
        var cells = columns.ConvertAll(c => WordWrap.Lines(row[c.Index], c.Width).ToList());
        for (var line = 0; line < cells.Max(c => c.Count); line++)
            yield return string.Join(Gap, columns.Zip(cells, (column, lines) => Padded(line < lines.Count ? lines[line] : "", column))).TrimEnd();
    }

    private static string Padded(string text, Column column)
    {
        var blanks = new string(' ', Math.Max(0, column.Width - text.GetCellWidth()));
        return column.IsNumber ? blanks + text : text + blanks;
    }

    private sealed record Column(int Index, string Head, bool IsNumber, bool IsProse, int Width = 0);
}
