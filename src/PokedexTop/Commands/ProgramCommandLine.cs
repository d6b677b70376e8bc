using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using PokedexTop.CommandLine;
using PokedexTop.Composition;
using PokedexTop.Configuration;
using PokedexTop.Data;
using PokedexTop.Language;
using PokedexTop.Remote;

namespace PokedexTop.Commands;

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
            var complaints = parsed.Errors.Select(error => (error.Message, Meant: Meant(parsed, error.Message))).ToList();
            // What follows a slip is misread with it: whoever is told what was meant need not read of the rest.
            foreach (var (message, meant) in complaints.Exists(c => c.Meant.Length > 0) ? complaints.FindAll(c => c.Meant.Length > 0) : complaints)
                CommandOutput.Remark(message + meant);
            return CommandOutput.Fail($"See '{Path(parsed.CommandResult.Command)} --help'.", ExitCode.BadArguments);
        }
        var hosts = parsed.CommandResult.Command is RootCommand or { Name: RunCommand.Name };
        // A host has done what it was told even so: the rows are the truth. A verb has no result.
        using var signals = new StopSignals(hosts ? ExitCode.Done : ExitCode.Failed);
        var invocation = new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
        var database = new Lazy<SqlDatabase>(() => DatabaseOf(ProgramConfiguration.Read(parsed).Settings));
        Task<int> InvokeAsync() => parsed.InvokeAsync(invocation, signals.Stopping);
        // Stages go on by themselves, and follow what stands in the tables.
        var (code, failure) = await GuardAsync(() => hosts ? InvokeAsync() : Interruptions.RepeatAsync(() => database.Value, InvokeAsync, signals.Stopping), database, signals.Stopping);
        if (failure is null)
            return code;
        CommandOutput.Remark(failure);
        if (parsed.CommandResult.Command.Options.Contains(VerbOptions.Json) && parsed.GetValue(VerbOptions.Json) && !CommandOutput.HasResult)
            WriteFailure(failure);
        return code;
    }

    private static SqlDatabase DatabaseOf(HostSettings settings) => SqlDatabase.Create(settings.Provider, settings.ConnectionString);

    /// <summary>Who asked for a document learns the reason from it too.</summary>
    private static void WriteFailure(string failure)
    {
        try
        {
            JsonOutput.Write(new { Status = "failed", Error = failure });
        }
        catch (IOException)
        {
            // Stdout takes no more, which may be the failure itself.
        }
    }

    /// <summary>Turns the failures a person can act on, of whichever verb, into a sentence; what is left is a defect and keeps its stack trace.</summary>
    private static async Task<(int Code, string? Failure)> GuardAsync(Func<Task<int>> run, Lazy<SqlDatabase> database, CancellationToken cancellationToken)
    {
        try
        {
            return (await run(), null);
        }
        catch (ConfigurationException wrong)
        {
            return (ExitCode.BadArguments, wrong.Message);
        }
        catch (ServerUnreachableException away)
        {
            return (ExitCode.Failed, away.Message);
        }
        catch (CommandFailedException failed)
        {
            return (ExitCode.Failed, failed.Message);
        }
        catch (Exception error) when (error is TimeoutException || SqlDatabase.CauseOf(error) is not null)
        {
            return (ExitCode.Failed, database.Value.Explain(SqlDatabase.CauseOf(error) ?? error));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // A full disk, a folder of somebody else, a stdout that takes no more.
            return (ExitCode.Failed, error.Message);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return (ExitCode.Failed, "Stopped.");
        }
    }

    /// <summary>The verb or option that the word a message complains of is a slip of.</summary>
    private static string Meant(ParseResult parsed, string message)
    {
        if (parsed.UnmatchedTokens.FirstOrDefault(token => message.Contains($"'{token}'", StringComparison.Ordinal)) is not { } word)
            return "";
        var command = parsed.CommandResult.Command;
        var known = word.StartsWith('-') ? command.Options.Concat(parsed.RootCommandResult.Command.Options.Where(o => o.Recursive)).Where(o => !o.Hidden).Select(o => o.Name) : command.Subcommands.Select(c => c.Name);
        return NearWords.Question(word.Split('=')[0], known);
    }

    private static string Path(Command command)
    {
        var names = new List<string>();
        for (var at = command; at is not RootCommand and not null; at = at.Parents.OfType<Command>().FirstOrDefault())
            names.Insert(0, at.Name);
        return string.Join(' ', ["pokedextop", .. names]);
    }
}
