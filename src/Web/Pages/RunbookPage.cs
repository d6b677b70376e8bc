using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using PokedexTop.Web.Pages.Assets;
using PokedexTop.Web.Status;

namespace PokedexTop.Web.Pages;

/// <summary>
/// What each alert means and what to do, with an anchor each: an alert's <c>runbook_url</c> leads here, so that it works wherever
/// the program does and says what this version needs. The text is that of docs/operations.md.
/// </summary>
internal static partial class RunbookPage
{
    public const string Path = "/runbook";

    private const string Section = "\n## Alerts\n";

    private static readonly Lazy<string> s_html = new(() => Render(Read()));

    public static string Html => s_html.Value;

    private static string Render(string alerts)
    {
        var page = new StringBuilder($"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <link rel="icon" href="{PageAssets.Icon}" type="image/svg+xml">
            <title>Runbook - PokedexTop</title>
            <style>{StatusStyle.Css}</style>
            </head>
            <body>
            <header><h1>Runbook</h1><p>What each alert means, and what to do</p></header>
            <main>

            """);
        foreach (var block in alerts.Split("\n\n", StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, text) = block.StartsWith("### ", StringComparison.Ordinal) && block.IndexOf('\n') is > 0 and var end ? (block[4..end], block[(end + 1)..]) : (null, block);
            page.Append(CultureInfo.InvariantCulture, $"<section{(name is null ? "" : $" id=\"{Inline(name.ToLowerInvariant())}\"")}>{(name is null ? "" : $"<h2>{Inline(name)}</h2>")}");
            foreach (var paragraph in Paragraph().Split(text))
                page.Append(CultureInfo.InvariantCulture, $"<p>{Inline(paragraph)}</p>");
            page.Append("</section>\n");
        }
        return page.Append("</main>\n<footer><a href=\"/\">status</a></footer>\n</body>\n</html>\n").ToString();
    }

    /// <summary>The few marks of Markdown that the section uses. A link's address is one of the repository, so its text alone is kept.</summary>
    private static string Inline(string text) =>
        Emphasis().Replace(Strong().Replace(Code().Replace(Link().Replace(WebUtility.HtmlEncode(text), "$1"), "<code>$1</code>"), "<b>$1</b>"), "<em>$1</em>");

    private static string Read()
    {
        using var stream = typeof(RunbookPage).Assembly.GetManifestResourceStream("operations.md")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var text = reader.ReadToEnd().ReplaceLineEndings("\n");
        var alerts = text[(text.IndexOf(Section, StringComparison.Ordinal) + Section.Length)..];
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
