using System.CommandLine;
using System.Text.RegularExpressions;
using PokedexTop.CommandLine;
using PokedexTop.Commands;
using PokedexTop.Testing;

namespace PokedexTop.Tests.Instructions;

/// <summary>A command that people are told to type.</summary>
/// <param name="Where">The file or the verb whose help shows it.</param>
/// <param name="Text">As it stands there, without the remark behind it.</param>
internal sealed partial record Instruction(string Where, string Text)
{
    private const string FromClone = "dotnet run --project src/PokedexTop";

    /// <summary>Every command of README's and CONTRIBUTING's blocks, of the verbs' help, and of the fake API's.</summary>
    public static IReadOnlyList<Instruction> All() =>
        [.. new[] { "README.md", "CONTRIBUTING.md" }.SelectMany(InBlocks), .. OfVerbs(Verbs.Create()), .. FakeExamples()];

    /// <summary>What is typed where the program is installed, not in a clone.</summary>
    public string Installed => Text.Replace(FromClone + " --", "pokedextop", StringComparison.Ordinal).Replace(FromClone, "pokedextop", StringComparison.Ordinal);

    /// <summary>The program's arguments; null where it is another program.</summary>
    public IReadOnlyList<string>? Arguments => Words().Match(Installed) is { Success: true } match
        ? [.. Word().Matches(match.Groups["rest"].Value).Select(word => word.Value.Trim('\'', '"'))]
        : null;

    private static IEnumerable<Instruction> InBlocks(string file)
    {
        var inBlock = false;
        foreach (var line in File.ReadLines(RepositoryRoot.Combine(file)))
        {
            if (line.StartsWith("```", StringComparison.Ordinal))
                inBlock = !inBlock;
            // README's first block is a drawing.
            else if (inBlock && line.Length > 0 && !line.StartsWith(' '))
                yield return new Instruction(file, Remark().Replace(line, ""));
        }
    }

    private static IEnumerable<Instruction> OfVerbs(Command command) =>
        (command is VerbCommand verb ? verb.Examples.Select(e => new Instruction(command.Name, e.CommandLine)) : [])
        .Concat(command is RootCommand ? ExampleHelp.Root.Select(e => new Instruction("pokedextop", e.CommandLine)) : [])
        .Concat(command.Subcommands.SelectMany(OfVerbs));

    private static IEnumerable<Instruction> FakeExamples() =>
        FakeApi.CommandLine.Help.Split('\n').SkipWhile(line => line != "Examples").Skip(1).Select(line => line.Trim()).Where(line => line.Length > 0)
            .Select(line => new Instruction("PokedexTop.FakeTcgApi", line));

    [GeneratedRegex(@"\s+# .*$")]
    private static partial Regex Remark();

    /// <summary>Variables, the program, and what follows up to a pipe.</summary>
    [GeneratedRegex(@"^(\w+=(\$\([^)]*\)|\S)+ )*pokedextop(?<rest>( ('[^']*'|[^|'])*)?)(\||$)")]
    private static partial Regex Words();

    [GeneratedRegex(@"'[^']*'|[^\s']+")]
    private static partial Regex Word();
}
