using PokedexTop.Language;

namespace PokedexTop.Collections.Exports;

/// <summary>A collection as a file.</summary>
/// <param name="Bytes">The file.</param>
/// <param name="ContentType">Its media type.</param>
/// <param name="Name">What to call it.</param>
/// <param name="Warnings">What of the collection it cannot hold, a sentence each.</param>
public sealed record ExportedFile(byte[] Bytes, string ContentType, string Name, IReadOnlyList<string> Warnings);

/// <summary>Counts what a format cannot hold, so that it is told.</summary>
internal sealed class ExportLosses(string format)
{
    private readonly Dictionary<string, int> _lost = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _leftOut = new(StringComparer.Ordinal);

    /// <summary>A lot that is written without something.</summary>
    public void Lost(string what) => _lost[what] = _lost.GetValueOrDefault(what) + 1;

    /// <summary>The same, where the lot says it.</summary>
    public void LostIf(bool says, string what)
    {
        if (says)
            Lost(what);
    }

    public void LeftOut(string why) => _leftOut[why] = _leftOut.GetValueOrDefault(why) + 1;

    public IReadOnlyList<string> Sentences =>
    [
        .. _leftOut.OrderBy(l => l.Key, StringComparer.Ordinal).Select(l => $"{English.Count(l.Value, "lot")} {English.Is(l.Value)} not in the file: {l.Key}."),
        .. _lost.OrderBy(l => l.Key, StringComparer.Ordinal).Select(l => $"{English.Count(l.Value, "lot")} {English.Is(l.Value)} in the file without {l.Key}, which {format} has no place for."),
    ];
}
