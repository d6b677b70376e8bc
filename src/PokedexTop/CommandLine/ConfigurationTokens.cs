namespace PokedexTop.CommandLine;

/// <summary>
/// Lets any configuration key stand on the command line as .NET programs take it, <c>--Section:Key=value</c> or
/// <c>--Section:Key value</c>, beside a verb's own options: no option of a verb has a colon in its name.
/// </summary>
internal static class ConfigurationTokens
{
    public static string[] Rewrite(IReadOnlyList<string> arguments)
    {
        var rewritten = new List<string>(arguments.Count);
        for (var i = 0; i < arguments.Count; i++)
        {
            var token = arguments[i];
            var equals = token.IndexOf('=', StringComparison.Ordinal);
            var key = equals < 0 ? token : token[..equals];
            if (!key.StartsWith("--", StringComparison.Ordinal) || !key.Contains(':', StringComparison.Ordinal))
                rewritten.Add(token);
            else if (equals >= 0)
                rewritten.AddRange(["--configure", token[2..]]);
            else if (i + 1 < arguments.Count)
                rewritten.AddRange(["--configure", $"{token[2..]}={arguments[++i]}"]);
            else
                rewritten.AddRange(["--configure", token[2..] + "="]);
        }
        return [.. rewritten];
    }
}
