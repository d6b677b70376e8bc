using System.Globalization;
using PokedexTop.Language;

namespace PokedexTop.Web.Pages.Parts;

/// <summary>
/// What a form did, told by the page it leads back to: a code in that page's address, which says nothing but what stands here, since
/// anybody can send somebody an address.
/// </summary>
internal static class Notice
{
    /// <summary>Codes of notices that need no more.</summary>
    public const string Undone = "undone", Removed = "removed", Changed = "changed", NotThere = "not-there", OutOfDate = "out-of-date", Imported = "imported", Resolved = "resolved";

    /// <summary>Codes of what operators did.</summary>
    public const string SyncStarted = "sync-started", SyncJoined = "sync-joined", SyncCancelled = "sync-cancelled", ImagesDue = "images-due", HandedOn = "handed-on", Settled = "settled",
        SchedulePaused = "schedule-paused", ScheduleResumed = "schedule-resumed", ScheduleRun = "schedule-run", RoleGiven = "role-given";

    private const string Name = "done";

    private static readonly Dictionary<string, string> s_fields = new(StringComparer.Ordinal)
    {
        ["cardId"] = "the card",
        ["list"] = "the list",
        ["finish"] = "the finish",
        ["condition"] = "the condition",
        ["language"] = "the language",
        ["quantity"] = "the number of copies",
        ["gradeCompany"] = "who graded it",
        ["grade"] = "the grade",
        ["certificate"] = "the certificate",
        ["location"] = "the location",
        ["notes"] = "the notes",
        ["acquiredOn"] = "the day",
        ["pricePaid"] = "the price",
        ["version"] = "its version",
        ["currency"] = "the currency (three letters, with a price)",
    };

    public static string Added(Guid? lot, int copies) => string.Create(CultureInfo.InvariantCulture, $"added-{copies}-{lot:N}");

    /// <summary>One copy that was put on the wishlist.</summary>
    public static string Wish(Guid? lot) => $"wish-{lot:N}";

    public static string Wished(int cards) => string.Create(CultureInfo.InvariantCulture, $"wished-{cards}");

    public static string Entered(int copies) => string.Create(CultureInfo.InvariantCulture, $"entered-{copies}");

    /// <param name="fields">What is not allowed.</param>
    public static string Refused(IEnumerable<string> fields) => "refused-" + string.Join('-', fields);

    /// <summary>What was added, of a notice that says so.</summary>
    public static (Guid Lot, int Copies)? AddedBy(string code)
    {
        var (copies, lot) = code.Split('-') switch
        {
            ["added", var number, var id] => (Number(number), id),
            ["wish", var id] => (1, id),
            _ => (null, ""),
        };
        return copies is { } count && Guid.TryParseExact(lot, "N", out var added) ? (added, count) : null;
    }

    /// <summary>Whether it tells of something that went wrong.</summary>
    public static bool IsProblem(string code) => code is NotThere or OutOfDate || code.StartsWith("refused-", StringComparison.Ordinal);

    /// <summary>In words; null for what is no notice.</summary>
    public static string? TextOf(string code) => code.Split('-') switch
    {
        ["added", var copies, _] when Number(copies) is { } count => $"{English.Count(count, "copy", "copies")} added.",
        ["wish", _] => "On the wishlist.",
        ["entered", var copies] when Number(copies) is { } count => $"{English.Count(count, "copy", "copies")} entered.",
        ["wished", var cards] when Number(cards) is { } count => $"{English.Count(count, "wish", "wishes")} added to the wishlist.",
        ["refused", .. var fields] when fields.All(s_fields.ContainsKey) => $"Not changed: {string.Join(", ", fields.Select(field => s_fields[field]))} cannot be so.",
        _ => code switch
        {
            Undone => "Taken out again.",
            Removed => "Removed.",
            Changed => "Changed.",
            Imported => "The matched rows are written.",
            Resolved => "The row is written.",
            SyncStarted => "The sync is handed in.",
            SyncJoined => "The same sync is under way already.",
            SyncCancelled => "Cancelled. What it fetched stays.",
            ImagesDue => "Pictures that failed are due again.",
            HandedOn => "Handed to Normalize, which takes it up at its next look.",
            Settled => "Settled. Normalize takes it up at its next look.",
            SchedulePaused => "Paused.",
            ScheduleResumed => "Resumed.",
            ScheduleRun => "It fires now.",
            RoleGiven => "The role is given.",
            NotThere => "That is not there any more.",
            OutOfDate => "It was changed in another window meanwhile; nothing was changed here. Look at it again.",
            _ => null,
        },
    };

    /// <summary>An address with a notice; an older one goes.</summary>
    public static string On(string path, string notice)
    {
        var (before, anchor) = path.IndexOf('#', StringComparison.Ordinal) is >= 0 and var at ? (path[..at], path[at..]) : (path, "");
        var parts = before.Split('?', 2);
        var others = parts.Length == 2 ? parts[1].Split('&').Where(part => part.Length > 0 && !part.StartsWith(Name + "=", StringComparison.Ordinal)) : [];
        return $"{parts[0]}?{string.Join('&', others.Append($"{Name}={Uri.EscapeDataString(notice)}"))}{anchor}";
    }

    private static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
