using System.Text;
using System.Text.Json;
using PokedexTop.Catalogue;
using PokedexTop.Collections.Files;
using PokedexTop.Collections.Gold;

namespace PokedexTop.Collections.Imports;

/// <summary>The JSON columns of <c>gold_import_rows</c>.</summary>
internal static class ImportJson
{
    private const int LongestReason = 2_000;

    private static readonly JsonSerializerOptions s_compact = new(JsonLots.Options) { WriteIndented = false };

    public static string? Write(FileLot? lot) => lot is null ? null : JsonSerializer.Serialize(lot, s_compact);

    public static string? Write(IReadOnlyList<string> ids) => ids.Count == 0 ? null : JsonSerializer.Serialize(ids, s_compact);

    public static FileLot? ReadLot(string? json) => json is null ? null : JsonSerializer.Deserialize<FileLot>(json, s_compact);

    public static IReadOnlyList<string> ReadIds(string? json) => json is null ? [] : JsonSerializer.Deserialize<string[]>(json, s_compact)!;

    public static JsonElement ReadRaw(string json) => JsonSerializer.Deserialize<JsonElement>(json, s_compact);

    /// <summary>A kept row as it was read, to be decided again.</summary>
    public static FileRow ToFileRow(CollectionImportRow row) => new(row.Row, ReadLot(row.Lot), row.Reason)
    {
        Raw = row.Raw,
        Outcome = ImportOutcome.IsSettled(row.Outcome) ? null : row.Outcome,
        Candidates = ReadIds(row.Candidates),
    };

    /// <summary>A row as it is kept once it was decided.</summary>
    public static CollectionImportRow ToRow(Guid importId, FileRow read, DecidedRow decided, bool isWritten)
    {
        var effect = decided.Outcome is RowOutcome.Added or RowOutcome.Changed or RowOutcome.Unchanged ? decided.Outcome : null;
        return new CollectionImportRow
        {
            ImportId = importId,
            Row = read.Row,
            Raw = read.Raw,
            Lot = Write(read.Lot),
            Outcome = effect is null ? decided.Outcome : isWritten ? ImportOutcome.Imported : ImportOutcome.Matched,
            Effect = effect,
            CardId = decided.CardId is { Length: <= FieldLimits.Id } id ? Stored(id) : null,
            LotId = decided.LotId,
            Candidates = effect is null ? Write(read.Candidates) : null,
            Reason = Stored(decided.Reason),
        };
    }

    /// <summary>What a file says stands in reasons, and no database takes all of it: PostgreSQL no zero, none of them half a character.</summary>
    private static string? Stored(string? text)
    {
        if (text is null)
            return null;
        var cut = text.Length <= LongestReason ? text : text[..LongestReason] + "…";
        return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(string.Concat(cut.Select(c => char.IsControl(c) ? ' ' : c))));
    }
}
