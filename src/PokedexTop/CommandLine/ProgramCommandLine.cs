using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace PokedexTop.CommandLine;

/// <summary>Parses and runs: wrong arguments end with exit code 2, Ctrl-C and SIGTERM cancel what runs and wait for it.</summary>
internal static class ProgramCommandLine
{
    public static async Task<int> RunAsync(RootCommand root, string[] arguments)
    {
        root.Options.Add(VerbOptions.Configuration);
        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new ExampleHelp((HelpAction)help.Action!);
        var parsed = root.Parse(ConfigurationTokens.Rewrite(arguments));
        if (parsed.Action is ParseErrorAction || (parsed.Errors.Count > 0 && parsed.Action is not ExampleHelp))
        {
            foreach (var error in parsed.Errors)
                CommandOutput.Remark(error.Message);
            return CommandOutput.Fail($"See '{Path(parsed.CommandResult.Command)} --help'.", ExitCode.BadArguments);
        }
        using var signals = new StopSignals();
        return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null }, signals.Stopping);
    }

    private static string Path(Command command)
    {
        var names = new List<string>();
        for (var at = command; at is not RootCommand and not null; at = at.Parents.OfType<Command>().FirstOrDefault())
            names.Insert(0, at.Name);
        return string.Join(' ', ["pokedextop", .. names]);
    }
}
