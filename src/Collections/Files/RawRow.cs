using System.Text.Encodings.Web;
using System.Text.Json;

namespace PokedexTop.Collections.Files;

/// <summary>What a row of a table said, as JSON of header → cell, so that nothing of it is lost whatever became of the row.</summary>
internal static class RawRow
{
    private static readonly JsonWriterOptions s_readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(IReadOnlyList<string> heads, IReadOnlyList<string> cells)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, s_readable))
        {
            var names = new HashSet<string>(StringComparer.Ordinal);
            json.WriteStartObject();
            for (var i = 0; i < cells.Count; i++)
            {
                if (cells[i].Length == 0)
                    continue;
                // Cells beyond the header, and those of a header that is there twice, have a name of their own.
                var name = i < heads.Count && heads[i].Length > 0 ? heads[i] : $"column {i + 1}";
                json.WriteString(names.Add(name) ? name : $"{name} (column {i + 1})", cells[i]);
            }
            json.WriteEndObject();
        }
        return System.Text.Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
    }
}
