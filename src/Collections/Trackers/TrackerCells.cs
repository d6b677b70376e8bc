using PokedexTop.Collections.Cards;
using PokedexTop.Collections.Files;

namespace PokedexTop.Collections.Trackers;

/// <summary>The columns of a file by their names; where they stand does not matter, nor do case, space and punctuation.</summary>
internal sealed class TrackerHeads
{
    private readonly Dictionary<string, int> _columns = new(StringComparer.Ordinal);
    private readonly string[] _heads;

    public TrackerHeads(string[] heads)
    {
        _heads = heads;
        for (var i = 0; i < heads.Length; i++)
            _columns.TryAdd(FinishWords.Key(heads[i]), i);
    }

    public bool Have(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (Find(name) is null)
                return false;
        }
        return true;
    }

    public bool HaveOne(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (Find(name) is not null)
                return true;
        }
        return false;
    }

    /// <summary>Where a column stands; null where there is none.</summary>
    public int? Find(string name) => _columns.TryGetValue(FinishWords.Key(name), out var column) ? column : null;

    /// <summary>The first column whose name begins so: some carry a date or a currency behind.</summary>
    public (int Column, string Head)? Beginning(string prefix)
    {
        var at = Array.FindIndex(_heads, head => head.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));
        return at < 0 ? null : (at, _heads[at]);
    }
}

/// <summary>The cells of one row by their columns' names; null where a cell is empty or not there.</summary>
internal sealed class TrackerCells(TrackerHeads heads, string[] cells)
{
    public string? this[string name] => heads.Find(name) is { } column ? Cell(column) : null;

    public int? Whole(string name) => int.TryParse(this[name], System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>Whether a cell says yes, as any of these programs do.</summary>
    public bool Is(string name) => this[name]?.ToUpperInvariant() is "1" or "TRUE" or "YES" or "Y" or "X";

    /// <summary>The cell of a column whose name begins so, and the column's whole name.</summary>
    public (string? Value, string? Head) Beginning(string prefix) => heads.Beginning(prefix) is var (column, head) ? (Cell(column), head) : (null, null);

    /// <summary>The names of those columns that say yes, in lower case.</summary>
    public IReadOnlyList<string> Said(params ReadOnlySpan<(string Column, string Word)> flags)
    {
        var said = new List<string>();
        foreach (var (column, word) in flags)
        {
            // Some write the word itself for yes.
            if (Is(column) || string.Equals(this[column], word, StringComparison.OrdinalIgnoreCase))
                said.Add(word);
        }
        return said;
    }

    private string? Cell(int column)
    {
        if (column >= cells.Length)
            return null;
        var text = SpreadsheetText.Read(cells[column])!.Trim();
        // Some write ="4/102", so that a spreadsheet makes no date of it.
        if (text.StartsWith("=\"", StringComparison.Ordinal) && text.EndsWith('"'))
            text = text[2..^1];
        return text.Length == 0 ? null : text;
    }
}
