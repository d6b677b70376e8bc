using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;

namespace PokedexTop.Web.Pages.Ops;

/// <summary>
/// What each alert means and what to do, with an anchor each: an alert's <c>runbook_url</c> leads here, so that it works wherever
/// the program does and says what this version needs. The text is that of docs/operations.md.
/// </summary>
internal static partial class RunbookText
{
    private const string Start = "\n## Alerts\n";

    private static readonly Lazy<IReadOnlyList<RunbookSection>> s_sections = new(() => [.. Blocks(Read())]);

    public static IReadOnlyList<RunbookSection> Sections => s_sections.Value;

    private static IEnumerable<RunbookSection> Blocks(string alerts)
    {
        foreach (var block in alerts.Split("\n\n", StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, text) = block.StartsWith("### ", StringComparison.Ordinal) && block.IndexOf('\n') is > 0 and var end ? (block[4..end], block[(end + 1)..]) : (null, block);
            yield return new RunbookSection(name, [.. Paragraph().Split(text).Select(paragraph => new MarkupString(Inline(paragraph)))]);
        }
    }

    /// <summary>The few marks of Markdown that the section uses. A link's address is one of the repository, so its text alone is kept.</summary>
    private static string Inline(string text) =>
        Emphasis().Replace(Strong().Replace(Code().Replace(Link().Replace(WebUtility.HtmlEncode(text), "$1"), "<code>$1</code>"), "<b>$1</b>"), "<em>$1</em>");

    private static string Read()
    {
        using var stream = typeof(RunbookText).Assembly.GetManifestResourceStream("operations.md")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var text = reader.ReadToEnd().ReplaceLineEndings("\n");
        var alerts = text[(text.IndexOf(Start, StringComparison.Ordinal) + Start.Length)..];
        return alerts.IndexOf("\n## ", StringComparison.Ordinal) is >= 0 and var next ? alerts[..next] : alerts;
    }

    [GeneratedRegex(@"\n(?=\*\*)")]
    private static partial Regex Paragraph();

    [GeneratedRegex(@"\[([^\]]+)\]\([^)]+\)")]
    private static partial Regex Link();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();

    [GeneratedRegex(@"\*\*([^*]+)\*\*")]
    private static partial Regex Strong();

    [GeneratedRegex(@"\*([^*<>]+)\*")]
    private static partial Regex Emphasis();
}

/// <summary>What the runbook says of one alert.</summary>
/// <param name="Alert">Its name; null for what goes before all of them.</param>
/// <param name="Paragraphs">As HTML.</param>
internal sealed record RunbookSection(string? Alert, IReadOnlyList<MarkupString> Paragraphs);
