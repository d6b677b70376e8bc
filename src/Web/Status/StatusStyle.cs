namespace PokedexTop.Web.Status;

/// <summary>The page's style sheet: one column on a phone, light and dark by the reader's choice.</summary>
internal static class StatusStyle
{
    public const string Css = """
        :root { color-scheme: light dark; --ink: #1c1f26; --quiet: #5d6574; --paper: #f5f6f8; --card: #fff; --line: #dfe3ea; --accent: #c2272d; --good: #1d7a46; --warn: #96590b; --warnbg: #fdf3df; }
        @media (prefers-color-scheme: dark) { :root { --ink: #e8eaf0; --quiet: #9aa3b5; --paper: #14161b; --card: #1d2027; --line: #2f343f; --accent: #f0666b; --good: #5cc98d; --warn: #eab464; --warnbg: #2f2716; } }
        * { box-sizing: border-box; }
        body { margin: 0; border-top: 6px solid var(--accent); min-height: 100vh; background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
        header, main, footer { max-width: 46rem; margin: 0 auto; padding: 0 1rem; }
        header { padding-top: 1.75rem; }
        h1 { margin: 0; font-size: 1.6rem; letter-spacing: -.02em; }
        header p { margin: .1rem 0 1.25rem; color: var(--quiet); }
        h2 { margin: 0 0 .4rem; font-size: 1rem; }
        section { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: 1rem; margin-bottom: 1rem; }
        section p { margin: 0; overflow-wrap: anywhere; }
        .quiet, footer { color: var(--quiet); font-size: .9rem; }
        .note { border-left: 4px solid var(--accent); }
        .warn { border-left-color: var(--warn); background: var(--warnbg); }
        .numbers { display: grid; grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr)); gap: 1rem; }
        .numbers h2 { color: var(--quiet); font-weight: 500; text-transform: capitalize; }
        .big { font-size: 1.9rem; line-height: 1.15; font-weight: 650; font-variant-numeric: tabular-nums; }
        .attention .big { color: var(--warn); }
        progress { width: 100%; height: .8rem; accent-color: var(--accent); }
        .syncs { list-style: none; margin: 0; padding: 0; }
        .syncs li { padding: .6rem 0; border-top: 1px solid var(--line); }
        .syncs li:first-child { border-top: 0; padding-top: 0; }
        .syncs li:last-child { padding-bottom: 0; }
        .syncs .quiet { display: block; }
        .status { font-size: .8rem; font-weight: 600; padding: .1rem .45rem; border-radius: 5px; border: 1px solid currentColor; color: var(--quiet); }
        .completed { color: var(--good); }
        .partial, .running { color: var(--warn); }
        .failed { color: var(--accent); }
        .error { font-size: .9rem; color: var(--quiet); }
        code { font-size: .9em; background: var(--paper); padding: .05rem .3rem; border-radius: 4px; }
        a { color: inherit; }
        footer { padding-bottom: 2rem; }
        """;
}
