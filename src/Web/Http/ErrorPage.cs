using System.Globalization;
using System.Net;
using System.Text;

namespace PokedexTop.Web.Http;

/// <summary>What a browser is shown when there is no page: what went wrong, and what this process has.</summary>
internal static class ErrorPage
{
    private const string Css = """
        :root { color-scheme: light dark; }
        body { max-width: 46rem; margin: 0 auto; padding: 1.75rem 1rem; font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; overflow-wrap: anywhere; }
        h1 { font-size: 1.6rem; }
        """;

    public static string Render(string title, string detail, IReadOnlyList<Page> pages)
    {
        var page = new StringBuilder();
        page.Append(CultureInfo.InvariantCulture, $"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{Text(title)} - PokedexTop</title>
            <style>{Css}</style>
            </head>
            <body>
            <main>
            <h1>{Text(title)}</h1>
            <p>{Text(detail)} This process has no pages; those are where <code>pokedextop run web</code> runs.</p>
            <h2>What this process answers</h2>
            <ul>

            """);
        foreach (var (path, summary) in pages)
            page.Append(CultureInfo.InvariantCulture, $"<li><a href=\"{Text(path)}\">{Text(path)}</a>: {Text(summary)}</li>\n");
        return page.Append("</ul>\n</main>\n</body>\n</html>\n").ToString();
    }

    private static string Text(string value) => WebUtility.HtmlEncode(value);
}
