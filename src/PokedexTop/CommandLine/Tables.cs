using System.Globalization;
using Spectre.Console;

namespace PokedexTop.CommandLine;

/// <summary>Tables and times as every verb shows them.</summary>
internal static class Tables
{
    /// <summary>A table with a rule under its head and no frame.</summary>
    public static Table Create(params string[] columns)
    {
        var table = new Table().Border(TableBorder.Simple).Width(CommandOutput.Out.Profile.Width);
        foreach (var column in columns)
        {
            // Numbers stand under a head that begins with #.
            var number = column.StartsWith('#');
            var added = new TableColumn(Markup.Escape(number ? column[1..] : column)) { Alignment = number ? Justify.Right : Justify.Left, NoWrap = number };
            table.AddColumn(added);
        }
        return table;
    }

    /// <summary>Adds a row of plain text: what comes from data is no markup.</summary>
    public static void Add(this Table table, params string?[] cells) => table.AddRow([.. cells.Select(c => new Text(c ?? ""))]);

    public static string Time(DateTime? utc) => utc is { } time ? time.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) : "never";

    /// <summary>How long ago, in the largest unit that says something.</summary>
    public static string Age(DateTime? utc, DateTime now) => utc is not { } time ? "never" : (now - time) switch
    {
        { TotalMinutes: < 1 } => "just now",
        { TotalHours: < 1 } age => $"{(int)age.TotalMinutes} min ago",
        { TotalDays: < 1 } age => $"{(int)age.TotalHours} h ago",
        var age => $"{(int)age.TotalDays} d ago",
    };

    public static string Shortened(string text, int length) => text.Length <= length ? text : text[..(length - 1)] + "…";
}
