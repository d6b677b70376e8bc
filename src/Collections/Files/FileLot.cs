using System.Text.Json.Serialization;
using PokedexTop.Collections.Gold;
using PokedexTop.Collections.Lots;
using PokedexTop.Data;

namespace PokedexTop.Collections.Files;

/// <summary>A lot as our own files have it: all that its row says, so that it comes back as it was.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record FileLot : LotFields
{
    /// <summary>Null in rows that a person added: the lot's id is made of the file and the row then.</summary>
    [JsonPropertyOrder(-2)]
    public Guid? Id { get; init; }

    [JsonPropertyOrder(-1)]
    public int? Version { get; init; }

    public DateTime? CreatedAt { get; init; }

    public DateTime? UpdatedAt { get; init; }

    public string? MovedFrom { get; init; }

    public DateTime? MovedAt { get; init; }

    public static FileLot Of(Lot lot) => new(UserLots.FieldsOf(lot))
    {
        Id = lot.Id,
        Version = lot.Version,
        CreatedAt = lot.CreatedAt,
        UpdatedAt = lot.UpdatedAt,
        MovedFrom = lot.MovedFrom,
        MovedAt = lot.MovedAt,
    };

    public FileLot()
    {
    }

    private FileLot(LotFields fields) : base(fields)
    {
    }

    /// <summary>Notes with more lines below; null where there is nothing.</summary>
    public static string? Joined(string? notes, params IEnumerable<string> more) =>
        string.Join("\n", new[] { notes }.Concat(more).Where(text => !string.IsNullOrWhiteSpace(text))) is { Length: > 0 } all ? all : null;

    /// <summary>The same, with what somebody says in its place.</summary>
    public FileLot With(LotFields said) => this with
    {
        CardId = said.CardId ?? CardId,
        List = said.List ?? List,
        Finish = said.Finish ?? Finish,
        Condition = said.Condition ?? Condition,
        Language = said.Language ?? Language,
        Quantity = said.Quantity ?? Quantity,
        GradeCompany = said.GradeCompany ?? GradeCompany,
        Grade = said.Grade ?? Grade,
        Certificate = said.Certificate ?? Certificate,
        Location = said.Location ?? Location,
        Notes = said.Notes ?? Notes,
        AcquiredOn = said.AcquiredOn ?? AcquiredOn,
        PricePaid = said.PricePaid ?? PricePaid,
        Currency = said.Currency ?? Currency,
        Source = said.Source ?? Source,
    };

    /// <summary>The lot that the row is, where the user has none with its id; what it says is still to be checked.</summary>
    /// <param name="id">The row's own, or the one made for it.</param>
    /// <param name="userId">Whose file it is.</param>
    /// <param name="now">Where the row says no time.</param>
    public Lot ToLot(Guid id, string userId, DateTime now) => new()
    {
        Id = id,
        UserId = userId,
        CardId = "",
        List = LotWords.Owned,
        Quantity = 1,
        Version = Version ?? 1,
        CreatedAt = Time(CreatedAt) ?? now,
        UpdatedAt = Time(UpdatedAt) ?? Time(CreatedAt) ?? now,
    };

    /// <summary>As databases keep them.</summary>
    public static DateTime? Time(DateTime? said) => said is { } time ? DatabaseTime.Cut(time.Kind == DateTimeKind.Unspecified ? DateTime.SpecifyKind(time, DateTimeKind.Utc) : time.ToUniversalTime()) : null;
}

/// <summary>A row of a file: what it says, or why it cannot be read.</summary>
/// <param name="Row">As the file counts them: a CSV file's header is row 1, the first of a JSON file's lots too.</param>
/// <param name="Lot">What it says.</param>
/// <param name="Reason">Why it cannot be read.</param>
internal sealed record FileRow(int Row, FileLot? Lot, string? Reason = null)
{
    /// <summary>What the file said, as JSON.</summary>
    public string Raw { get; init; } = "{}";

    /// <summary>One of <see cref="RowOutcome"/> where it is settled that the row cannot become a lot; null where that is to be decided.</summary>
    public string? Outcome { get; init; }

    /// <summary>Cards it may mean.</summary>
    public IReadOnlyList<string> Candidates { get; init; } = [];
}

/// <summary>All rows of a file.</summary>
/// <param name="Rows">In the file's order.</param>
/// <param name="Warnings">Of the file as a whole.</param>
internal sealed record FileRows(IReadOnlyList<FileRow> Rows, IReadOnlyList<string> Warnings);
