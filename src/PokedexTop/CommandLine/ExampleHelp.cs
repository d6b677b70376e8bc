using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace PokedexTop.CommandLine;

/// <summary>The standard help, then examples: most people read those first.</summary>
internal sealed class ExampleHelp(HelpAction standard) : SynchronousCommandLineAction
{
    public override int Invoke(ParseResult parseResult)
    {
        var result = standard.Invoke(parseResult);
        if (parseResult.CommandResult.Command is not VerbCommand { Examples.Count: > 0 } && parseResult.CommandResult.Command is not RootCommand)
            return result;
        var examples = parseResult.CommandResult.Command is VerbCommand verb ? verb.Examples : Root;
        CommandOutput.Line("Examples:");
        foreach (var (commandLine, does) in examples)
        {
            // A command that is broken into lines could not be copied.
            Console.Out.WriteLine($"  {commandLine}");
            CommandOutput.Line($"      {does}");
        }
        CommandOutput.Line("");
        CommandOutput.Line("Any configuration key can be given too, such as --Data:Directory=/srv/pokedextop or --Database:Provider=PostgreSql.");
        return result;
    }

    internal static readonly (string CommandLine, string Does)[] Root =
    [
        ("pokedextop", "Start every stage, fetch the catalogue, and serve pages on http://localhost:5080"),
        ("pokedextop --source starter", "The same with a small catalogue inside the program, without any network"),
        ("pokedextop sync", "Bring the catalogue up to date and end"),
        ("pokedextop status", "What is there, and how fresh it is"),
    ];
}
