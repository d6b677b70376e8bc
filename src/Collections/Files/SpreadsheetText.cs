namespace PokedexTop.Collections.Files;

/// <summary>
/// Texts that a spreadsheet would take for a formula get an apostrophe in front, which it shows as text; reading takes it away again. A
/// text that has such an apostrophe itself gets another one, so that every text comes back as it was.
/// </summary>
internal static class SpreadsheetText
{
    public static string? Write(string? text) => text is not null && IsFormula(text.AsSpan().TrimStart('\'')) ? "'" + text : text;

    public static string? Read(string? text) => text is ['\'', ..] && IsFormula(text.AsSpan().TrimStart('\'')) ? text[1..] : text;

    private static bool IsFormula(ReadOnlySpan<char> text) => text is ['=' or '+' or '-' or '@' or '\t' or '\r', ..];
}
