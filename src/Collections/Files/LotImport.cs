using System.Security.Cryptography;
using System.Text;
using PokedexTop.Collections.Cards;
using PokedexTop.Collections.Gold;
using PokedexTop.Collections.Lots;

namespace PokedexTop.Collections.Files;

/// <summary>What becomes of a row of a file.</summary>
public static class RowOutcome
{
    /// <summary>A lot that the user has not.</summary>
    public const string Added = "added";

    /// <summary>A lot of which the file says something else.</summary>
    public const string Changed = "changed";

    /// <summary>A lot that is as the file says.</summary>
    public const string Unchanged = "unchanged";

    /// <summary>It may mean several cards, and a person has to say which.</summary>
    public const string Ambiguous = "ambiguous";

    /// <summary>Its card is not in this catalogue.</summary>
    public const string Unknown = "unknown";

    /// <summary>It cannot be read, or says what no lot may.</summary>
    public const string Refused = "refused";

    /// <summary>In the order in which they are told.</summary>
    public static IReadOnlyList<string> All { get; } = [Added, Changed, Unchanged, Ambiguous, Unknown, Refused];
}

/// <summary>A row of a file, and what becomes of it.</summary>
/// <param name="Row">As the file counts them.</param>
/// <param name="Outcome">One of <see cref="RowOutcome"/>.</param>
/// <param name="CardId">As the file says, or the card it became.</param>
/// <param name="LotId">The lot that it is; the first of several.</param>
/// <param name="Reason">Why, where a person would ask.</param>
internal sealed record DecidedRow(int Row, string Outcome, string? CardId, Guid? LotId, string? Reason);

/// <summary>
/// Decides what becomes of each row of a file; pure. A row is its lot by the lot's id, or, where a person or another program wrote it, by
/// one made of the file and the row: so the same file twice changes nothing.
/// </summary>
/// <param name="userId">Whose file it is.</param>
/// <param name="catalogue">The cards there are.</param>
/// <param name="lots">The user's lots.</param>
/// <param name="sha256">The file's.</param>
/// <param name="now">When it is read.</param>
internal sealed class LotImport(string userId, KnownCatalogue catalogue, IEnumerable<Lot> lots, string sha256, DateTime now)
{
    private readonly Dictionary<Guid, Lot> _lots = lots.ToDictionary(lot => lot.Id);
    private readonly Dictionary<Guid, int> _rows = [];
    private readonly byte[] _file = Convert.FromHexString(sha256);

    /// <summary>Whether what a lot cannot say goes into its notes: our own files say nothing of the kind but by mistake.</summary>
    public bool NotesTheRest { get; init; }

    /// <summary>The time it is added again, whatever is there already: 0 for the first, which is the same however often.</summary>
    public int Again { get; init; }

    /// <summary>The lots to write.</summary>
    public List<Lot> Written { get; } = [];

    /// <summary>The lots that a row may be: its own, or those made for it when the file was first added.</summary>
    public static IReadOnlyCollection<Guid> IdsOf(FileRow row, string sha256) =>
        row.Lot?.Id is { } own ? [own] : [.. Enumerable.Range(0, CopiesOf(row.Lot)).Select(copy => IdOf(Convert.FromHexString(sha256), row.Row, copy, again: 0))];

    public DecidedRow Decide(FileRow row)
    {
        if (row.Outcome is { } outcome)
            return new DecidedRow(row.Row, outcome, null, null, row.Reason);
        if (row.Lot is not { } said)
            return new DecidedRow(row.Row, RowOutcome.Refused, null, null, row.Reason);
        if (Again > 0)
            said = said with { Id = null, Version = null };
        var reason = row.Reason;
        if (NotesTheRest)
        {
            (said, var noted) = FittingLot.Of(said, catalogue, now);
            // A row that was decided before says it already.
            if (noted is not null && reason?.Contains(noted, StringComparison.Ordinal) is not true)
                reason = reason is null ? noted : $"{reason}; {noted}";
        }
        var copies = CopiesOf(said);
        if (copies > 1)
            said = said with { Quantity = 1 };
        var first = Decide(row.Row, 0, said);
        for (var copy = 1; copy < copies; copy++)
        {
            var next = Decide(row.Row, copy, said);
            if (first.Outcome == RowOutcome.Unchanged && next.Outcome == RowOutcome.Added)
                first = first with { Outcome = next.Outcome };
        }
        return first.Outcome is RowOutcome.Added or RowOutcome.Changed && first.Reason is null ? first with { Reason = reason } : first;
    }

    private const int MostCopies = 100;

    /// <summary>A graded copy is a lot of its own, so a row of three is three lots.</summary>
    private static int CopiesOf(FileLot? said) => said is { Id: null, GradeCompany: not null, Quantity: > 1 and <= MostCopies } ? said.Quantity.Value : 1;

    private DecidedRow Decide(int row, int copy, FileLot said)
    {
        var id = said.Id ?? IdOf(_file, row, copy, Again);
        if (!_rows.TryAdd(id, row))
            return new DecidedRow(row, RowOutcome.Refused, said.CardId, id, $"has the id of row {_rows[id]}");
        var before = _lots.GetValueOrDefault(id);
        var lot = before?.Copy() ?? said.ToLot(id, userId, now);
        var check = new LotCheck(catalogue, DateOnly.FromDateTime(now));
        check.Apply(said, lot);
        if (Refusal(said, before) is { } refusal)
            return new DecidedRow(row, RowOutcome.Refused, said.CardId, id, refusal);
        if (check.Problems.Count > 0)
        {
            var isUnknown = check.Problems.Count == 1 && check.Problems.ContainsKey("cardId") && !string.IsNullOrWhiteSpace(said.CardId);
            return new DecidedRow(row, isUnknown ? RowOutcome.Unknown : RowOutcome.Refused, said.CardId, id, string.Join("; ", check.Problems.Select(p => $"{p.Key} {p.Value[0]}")));
        }
        if (before is null)
            return Added(row, said, lot);
        if (UserLots.FieldsOf(lot) == UserLots.FieldsOf(before))
            return new DecidedRow(row, RowOutcome.Unchanged, before.CardId, id, null);
        if (said.Id is null)
            return new DecidedRow(row, RowOutcome.Unchanged, before.CardId, id, "was added from this very file before, and changed since");
        if (said.Version is { } seen && seen != before.Version)
            return new DecidedRow(row, RowOutcome.Refused, before.CardId, id, $"was changed here since it was exported: version {before.Version} here, {seen} in the file");
        (lot.Version, lot.UpdatedAt) = (before.Version + 1, now);
        Written.Add(lot);
        return new DecidedRow(row, RowOutcome.Changed, lot.CardId, id, null);
    }

    private DecidedRow Added(int row, FileLot said, Lot lot)
    {
        // What happened to the card before the export stays told, unless more has happened since.
        if (lot.MovedFrom is null)
            (lot.MovedFrom, lot.MovedAt) = (said.MovedFrom, FileLot.Time(said.MovedAt));
        Written.Add(lot);
        return new DecidedRow(row, RowOutcome.Added, lot.CardId, lot.Id, null);
    }

    private static string? Refusal(FileLot said, Lot? before) => said switch
    {
        { Version: < 1 } => $"version is {said.Version}; allowed: a whole number from 1",
        { MovedFrom.Length: > Catalogue.FieldLimits.Id } => $"movedFrom is longer than {Catalogue.FieldLimits.Id} characters",
        _ when before is null && said.MovedFrom?.Any(c => char.IsControl(c) || char.IsSurrogate(c)) is true => "movedFrom is no id of a card",
        _ => null,
    };

    /// <summary>An id by the file's contents and the row in it, in the form for ids of one's own making.</summary>
    private static Guid IdOf(byte[] file, int row, int copy, int again)
    {
        var place = FormattableString.Invariant($"#{row}") + (copy > 0 ? FormattableString.Invariant($".{copy}") : "") + (again > 0 ? FormattableString.Invariant($"@{again}") : "");
        var hash = SHA256.HashData([.. file, .. Encoding.ASCII.GetBytes(place)]).AsSpan(0, 16);
        hash[6] = (byte)(0x80 | (hash[6] & 0x0F));
        hash[8] = (byte)(0x80 | (hash[8] & 0x3F));
        return new Guid(hash, bigEndian: true);
    }
}
