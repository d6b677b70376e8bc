using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.Data.Common;
using PokedexTop.Commands;
using PokedexTop.Hosting.Configuration;
using PokedexTop.Hosting.Data;
using PokedexTop.Remote;

namespace PokedexTop.CommandLine;

/// <summary>Parses and runs: wrong arguments end with exit code 2, Ctrl-C and SIGTERM cancel what runs and wait for it.</summary>
internal static class ProgramCommandLine
{
    public static async Task<int> RunAsync(RootCommand root, string[] arguments)
    {
        Console.SetError(new ForgivingWriter(Console.Error));
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
        // A host has done what it was told even so: the rows are the truth. A verb has no result.
        using var signals = new StopSignals(parsed.CommandResult.Command is RootCommand or { Name: RunCommand.Name } ? ExitCode.Done : ExitCode.Failed);
        var invocation = new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
        return await GuardAsync(parsed, () => parsed.InvokeAsync(invocation, signals.Stopping), signals.Stopping);
    }

    /// <summary>Turns the failures a person can act on, of whichever verb, into a line on stderr; what is left is a defect and keeps its stack trace.</summary>
    private static async Task<int> GuardAsync(ParseResult parsed, Func<Task<int>> run, CancellationToken cancellationToken)
    {
        try
        {
            return await run();
        }
        catch (ConfigurationException wrong)
        {
            return CommandOutput.Fail(wrong.Message, ExitCode.BadArguments);
        }
        catch (ServerUnreachableException away)
        {
            return CommandOutput.Fail(away.Message, ExitCode.Failed);
        }
        catch (CommandFailedException failed)
        {
            return CommandOutput.Fail(failed.Message, ExitCode.Failed);
        }
        catch (DbException error)
        {
            var settings = ProgramConfiguration.Read(parsed).Settings;
            await using var database = SqlDatabase.Create(settings.Provider, settings.ConnectionString);
            return CommandOutput.Fail(database.Explain(error), ExitCode.Failed);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // A full disk, a folder of somebody else, a stdout that takes no more.
            return CommandOutput.Fail(error.Message, ExitCode.Failed);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return CommandOutput.Fail("Stopped.", ExitCode.Failed);
        }
    }

    private static string Path(Command command)
    {
        var names = new List<string>();
        for (var at = command; at is not RootCommand and not null; at = at.Parents.OfType<Command>().FirstOrDefault())
            names.Insert(0, at.Name);
        return string.Join(' ', ["pokedextop", .. names]);
    }
}
