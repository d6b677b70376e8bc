using System.Text.Json;
using System.Text.Json.Serialization;
using PokedexTop.Collections.Cards;
using PokedexTop.Collections.Files;
using PokedexTop.Collections.Gold;

namespace PokedexTop.Collections.Imports;

/// <summary>What became of a row, as <c>gold_import_rows</c> says it.</summary>
public static class ImportOutcome
{
    /// <summary>Its card is found, and it can be written.</summary>
    public const string Matched = "matched";

    /// <summary>It is written.</summary>
    public const string Imported = "imported";

    /// <summary>In the order in which they are told.</summary>
    public static IReadOnlyList<string> All { get; } = [Matched, Imported, RowOutcome.Ambiguous, RowOutcome.Unknown, RowOutcome.Refused];

    internal static bool IsSettled(string outcome) => outcome is Matched or Imported;
}

/// <summary>A card that a row may mean.</summary>
public sealed record CandidateCard(string CardId, string? Name, string? SetName, string? Number);

/// <summary>A row of a file, and what becomes of it.</summary>
/// <param name="Row">As the file counts them.</param>
/// <param name="Outcome">matched, ambiguous, unknown, refused or imported.</param>
/// <param name="Effect">Of a matched or imported row: added, changed or unchanged.</param>
/// <param name="CardId">Its card.</param>
/// <param name="LotId">The lot that it is or would be.</param>
/// <param name="Reason">Why, where a person would ask.</param>
/// <param name="Candidates">Cards it may mean, likeliest first.</param>
/// <param name="Raw">What the file said: header → cell.</param>
public sealed record ImportedRow(int Row, string Outcome, string? Effect, string? CardId, Guid? LotId, string? Reason, IReadOnlyList<CandidateCard> Candidates, JsonElement Raw)
{
    /// <summary>In one word: what it does, else what is the matter with it.</summary>
    [JsonIgnore]
    public string Told => Effect ?? Outcome;

    internal static ImportedRow Of(CollectionImportRow row, KnownCatalogue catalogue) => new(
        row.Row, row.Outcome, row.Effect, row.CardId, row.LotId, row.Reason,
        [.. ImportJson.ReadIds(row.Candidates).Select(id => catalogue.Find(id) is { } card ? new CandidateCard(id, card.Name, card.Set.Name, card.Number) : new CandidateCard(id, null, null, null))], ImportJson.ReadRaw(row.Raw));
}

/// <summary>A file that somebody brought, with its rows.</summary>
/// <param name="Id">Of the import, for ever.</param>
/// <param name="FileName">As the file was called last.</param>
/// <param name="Sha256">Of its bytes.</param>
/// <param name="Format">By name.</param>
/// <param name="CreatedAt">When it was first seen.</param>
/// <param name="CommittedAt">When some of it was first written; null for a preview.</param>
/// <param name="Committed">Whether this very request wrote it.</param>
/// <param name="Rows">In the file's order: all of them, or those that were asked for.</param>
/// <param name="Warnings">Of the file as a whole.</param>
public sealed record ImportReport(Guid Id, string FileName, string Sha256, string Format, DateTime CreatedAt, DateTime? CommittedAt, bool Committed, IReadOnlyList<ImportedRow> Rows, IReadOnlyList<string> Warnings)
{
    /// <summary>All rows by effect, and by outcome where they have none; each is there.</summary>
    public IReadOnlyDictionary<string, int> Counts { get; init; } = Counted(Rows.Select(row => (row.Told, 1)));

    /// <summary>Rows that a person has to look at.</summary>
    public int Waiting => Counts[RowOutcome.Ambiguous] + Counts[RowOutcome.Unknown] + Counts[RowOutcome.Refused];

    internal static IReadOnlyDictionary<string, int> Counted(IEnumerable<(string Told, int Rows)> rows)
    {
        var counts = rows.ToLookup(row => row.Told, row => row.Rows, StringComparer.Ordinal);
        return RowOutcome.All.ToDictionary(told => told, told => counts[told].Sum(), StringComparer.Ordinal);
    }
}

/// <summary>Some rows of an import.</summary>
/// <param name="Import">With those rows.</param>
/// <param name="Total">How many there are of which these are some.</param>
public sealed record ImportPage(ImportReport Import, int Total);

/// <summary>An import without its rows.</summary>
public sealed record ImportSummary(Guid Id, string FileName, string Format, DateTime CreatedAt, DateTime? CommittedAt, IReadOnlyDictionary<string, int> Outcomes)
{
    public int Waiting => Outcomes.Where(o => !ImportOutcome.IsSettled(o.Key)).Sum(o => o.Value);
}

/// <summary>What came of naming a row's card.</summary>
/// <param name="Row">The row as it is now; null where there is none.</param>
/// <param name="Problem">Why it was not imported.</param>
public sealed record ResolveResult(ImportedRow? Row, string? Problem = null);

/// <summary>What a user says of a file that the file does not.</summary>
/// <param name="Format">By name; null to find out.</param>
/// <param name="Currency">Of prices that say none.</param>
public sealed record ImportOptions(string? Format = null, string? Currency = null);
