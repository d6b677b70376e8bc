using System.Globalization;
using System.Net;
using System.Text;
using PokedexTop.Collections.Status;
using PokedexTop.Images.Status;
using PokedexTop.Ingest.Bronze;
using PokedexTop.Language;
using PokedexTop.Web.Pages.Assets;

namespace PokedexTop.Web.Status;

/// <summary>The status page as one HTML document, without scripts: the browser reloads it, often while a sync runs.</summary>
internal static class StatusPage
{
    public const string Path = "/ops";

    /// <param name="status">What everybody may see.</param>
    /// <param name="collections">For an administrator; else null.</param>
    public static string Render(CatalogueStatus status, CollectionsReport? collections = null)
    {
        var page = new StringBuilder();
        var busy = status.Waiting is not null || status.Current is not null || status.Backlog > 0;
        page.Append(CultureInfo.InvariantCulture, $"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="refresh" content="{(busy ? 2 : status.Images is { Backlog: > 0 } ? 5 : 15)}">
            <link rel="icon" href="{PageAssets.Icon}" type="image/svg+xml">
            <title>PokedexTop{(busy ? " (working)" : "")}</title>
            <style>{StatusStyle.Css}</style>
            </head>
            <body>
            <header><h1>PokedexTop</h1><p>{(status.Source is null ? "The Pokémon TCG catalogue, mirrored" : $"The Pokémon TCG catalogue, mirrored from <b>{Text(status.Source)}</b>")}</p></header>
            <main>

            """);
        if (status.Waiting is { } waiting)
            page.Append(CultureInfo.InvariantCulture, $"<section class=\"note warn\"><h2>Not ready yet</h2><p>{Text(waiting)}</p></section>\n");
        if (status.Problem is { } problem)
            page.Append(CultureInfo.InvariantCulture, $"<section class=\"note warn\"><h2>{Text(problem.Title)}</h2><p>{Text(problem.Text)}</p></section>\n");
        if (status.Images?.Problem is { } failing)
            page.Append(CultureInfo.InvariantCulture, $"<section class=\"note warn\"><h2>Images do not come</h2><p>{Text(failing)}</p></section>\n");
        if (status.StarterOnly)
            page.Append("<section class=\"note\"><h2>Starter data only</h2><p>These are a few dozen cards that come with the program, not the catalogue. Start with <code>--source pokemontcg</code> or <code>--source folder:PATH</code> to mirror the real one.</p></section>\n");
        if (status.Current is { } current)
            Progress(page, current);
        if (status.Images is { Backlog: > 0 } images)
            Progress(page, images);
        if (status.Waiting is null)
        {
            Numbers(page, status, collections);
            Syncs(page, status.Latest);
        }
        return page.Append("</main>\n<footer><a href=\"/api/status\">JSON</a> · <a href=\"/health/ready\">readiness</a> · <a href=\"/runbook\">runbook</a> · <a href=\"/doubts\">doubts</a></footer>\n</body>\n</html>\n").ToString();
    }

    private static void Progress(StringBuilder page, SyncStatusLine sync)
    {
        var done = sync.Fetched + sync.Failed;
        var words = sync switch
        {
            { Status: SyncStatus.Requested } => "waiting for Ingest",
            { Planned: 0 } => "reading the list of sets",
            _ => $"{done:N0} of {English.Count(sync.Planned, "set")}{(sync.Failed > 0 ? $", {sync.Failed:N0} failed" : "")}",
        };
        // A bar without a value moves by itself: something happens, how much is not known yet.
        var value = sync.Planned > 0 ? $" max=\"{sync.Planned}\" value=\"{done}\"" : "";
        page.Append(CultureInfo.InvariantCulture, $"<section><h2>Syncing {Text(sync.Scope)}</h2><progress{value} aria-label=\"Sets fetched\"></progress><p class=\"quiet\">{Text(words)}</p></section>\n");
    }

    private static void Progress(StringBuilder page, ImagesStatusLine images) => page.Append(CultureInfo.InvariantCulture,
        $"<section><h2>Fetching images</h2><progress max=\"{images.Cards.Total}\" value=\"{images.Cards.Total - images.Cards.Pending}\" aria-label=\"Images looked at\"></progress><p class=\"quiet\">{images.Backlog:N0} to go: {Text(images.Cards.Summary)}</p></section>\n");

    private static void Numbers(StringBuilder page, CatalogueStatus status, CollectionsReport? collections)
    {
        page.Append("<section class=\"numbers\">\n");
        foreach (var layer in status.Layers)
            page.Append(CultureInfo.InvariantCulture, $"<div><h2>{Text(layer.Layer)}</h2><p class=\"big\">{layer.Cards:N0}</p><p class=\"quiet\">{(layer.Cards == 1 ? "card" : "cards")} in {English.Count(layer.Sets, "set")}</p></div>\n");
        if (status.Images is { } images)
            page.Append(CultureInfo.InvariantCulture, $"<div{(images.Cards.Failed + images.Cards.Refused > 0 ? " class=\"attention\"" : "")}><h2>images</h2><p class=\"big\">{images.Here:N0}</p><p class=\"quiet\">{Text(Rest(images.Cards))}</p></div>\n");
        if (collections is { Lots: > 0 })
            page.Append(CultureInfo.InvariantCulture, $"<div><h2>collections</h2><p class=\"big\">{collections.Copies:N0}</p><p class=\"quiet\">{(collections.Copies == 1 ? "copy" : "copies")} of {English.Count(collections.Cards, "card")}</p></div>\n");
        page.Append(CultureInfo.InvariantCulture, $"<div><h2>backlog</h2><p class=\"big\">{status.Backlog:N0}</p><p class=\"quiet\">still to normalize</p></div>\n");
        page.Append(CultureInfo.InvariantCulture, $"<div{(status.Quarantine > 0 ? " class=\"attention\"" : "")}><h2>quarantine</h2><p class=\"big\">{status.Quarantine:N0}</p><p class=\"quiet\">{(status.Quarantine > 0 ? "see <code>pokedextop rejects list</code>" : "nothing held back")}</p></div>\n");
        page.Append("</section>\n");
    }

    private static string Rest(ImageCounts cards)
    {
        var rest = new[] { (cards.Missing, "missing"), (cards.Refused, "refused"), (cards.Failed, "failed") }.Where(s => s.Item1 > 0).Select(s => $"{s.Item1:N0} {s.Item2}").ToList();
        return rest.Count > 0 ? string.Join(", ", rest) : $"of {English.Count(cards.Total, "card")}";
    }

    private static void Syncs(StringBuilder page, IReadOnlyList<SyncStatusLine> syncs)
    {
        page.Append("<section><h2>Last syncs</h2>\n");
        if (syncs.Count == 0)
        {
            page.Append("<p class=\"quiet\">None yet. <code>pokedextop sync</code> starts one.</p></section>\n");
            return;
        }
        page.Append("<ul class=\"syncs\">\n");
        foreach (var sync in syncs)
        {
            page.Append(CultureInfo.InvariantCulture, $"""
                <li><span class="status {Text(sync.Status)}">{Text(sync.Status)}</span> <b>{Text(sync.Scope)}</b>
                <span class="quiet">{sync.RequestedAt:yyyy-MM-dd HH:mm} UTC{Took(sync)} · {(sync.Planned == 0 ? "nothing fetched" : $"{sync.Fetched:N0} of {sync.Planned:N0}")}{(sync.Source is null ? "" : " · " + Text(sync.Source))}</span>{(sync.Error is null ? "" : $"<p class=\"error\">{Text(sync.Error)}</p>")}</li>

                """);
        }
        page.Append("</ul></section>\n");
    }

    private static string Took(SyncStatusLine sync) => sync.FinishedAt is { } end
        ? (end - sync.RequestedAt) is { TotalSeconds: < 90 } brief ? $" · {brief.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture)} s" : $" · {(end - sync.RequestedAt).TotalMinutes.ToString("0", CultureInfo.InvariantCulture)} min"
        : "";

    private static string Text(string value) => WebUtility.HtmlEncode(value);
}
