using System.Globalization;
using System.Net;
using System.Text;
using PokedexTop.Language;
using PokedexTop.Normalize.Assignments;
using PokedexTop.Web.Pages.Assets;
using PokedexTop.Web.Status;

namespace PokedexTop.Web.Pages;

/// <summary>The cards of feeds that may be another card of the catalogue, and how a person settles it.</summary>
internal static class DoubtsPage
{
    public const string Path = "/doubts";

    /// <summary>Rows a page shows; the verb lists them all.</summary>
    private const int Shown = 500;

    public static string Render(IReadOnlyList<AssignedCard> doubts)
    {
        var page = new StringBuilder($"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <link rel="icon" href="{PageAssets.Icon}" type="image/svg+xml">
            <title>Doubts - PokedexTop</title>
            <style>{StatusStyle.Css}</style>
            </head>
            <body>
            <header><h1>Doubts</h1><p>Cards of a feed that may be another card of the catalogue</p></header>
            <main>

            """);
        if (doubts.Count == 0)
            page.Append("<section><p>There are none: of every card it is certain which one it is.</p></section>\n");
        else
            page.Append(CultureInfo.InvariantCulture, $"<section class=\"note\"><p>{English.Count(doubts.Count, "doubt")}. Each is a card of its own until a person says what it is; the commands below do.</p></section>\n<section><ul class=\"syncs\">\n");
        foreach (var doubt in doubts.Take(Shown))
        {
            page.Append(CultureInfo.InvariantCulture, $"""
                <li><b>{Text(doubt.Feed)} {Text(doubt.Id)}</b>{Named(doubt.Name)}
                <span class="quiet">may be <b>{Text(doubt.Candidate ?? "another card")}</b>{Named(doubt.CandidateName)}</span>
                {Settling(doubt)}</li>

                """);
        }
        if (doubts.Count > 0)
            page.Append("</ul></section>\n");
        if (doubts.Count > Shown)
            page.Append(CultureInfo.InvariantCulture, $"<section><p>{Shown:N0} of {doubts.Count:N0} are shown; <code>pokedextop identities list --doubtful --json</code> lists them all.</p></section>\n");
        return page.Append("</main>\n<footer><a href=\"/\">status</a></footer>\n</body>\n</html>\n").ToString();
    }

    private static string Named(string? name) => name is null ? "" : $", {Text(name)}";

    private static string Settling(AssignedCard doubt)
    {
        var commands = new[] { (doubt.Candidate, "it is"), (doubt.CardId, "it is a card of its own") }.Where(c => c.Item1 is not null)
            .Select(c => $"<p><code>{Text($"pokedextop identities set {doubt.Feed} {Quoted(doubt.Id)} {Quoted(c.Item1!)}")}</code> {c.Item2}</p>");
        return string.Concat(commands);
    }

    /// <summary>Ids have signs that shells take for theirs, such as <c>exu-!</c>.</summary>
    private static string Quoted(string id) => id.All(sign => char.IsAsciiLetterOrDigit(sign) || sign is '-' or '.' or '_') ? id : $"'{id}'";

    private static string Text(string value) => WebUtility.HtmlEncode(value);
}
