using System.CommandLine;
using System.Data.Common;
using PokedexTop.Hosting.Configuration;
using PokedexTop.Remote;

namespace PokedexTop.CommandLine;

/// <summary>A verb: its help teaches with examples, and whatever goes wrong in it becomes one plain line and an exit code here, once.</summary>
/// <param name="name">The verb.</param>
/// <param name="description">What it does, one sentence.</param>
internal sealed class VerbCommand(string name, string description) : Command(name, description)
{
    /// <summary>Command lines with what they do, for the help's Examples section.</summary>
    public IReadOnlyList<(string CommandLine, string Does)> Examples { get; init; } = [];

    /// <summary>Sets what the verb does; it returns one of <see cref="ExitCode"/>.</summary>
    public VerbCommand Runs(Func<ParseResult, CancellationToken, Task<int>> run)
    {
        SetAction((arguments, cancellationToken) => GuardAsync(() => run(arguments, cancellationToken), cancellationToken));
        return this;
    }

    /// <summary>Turns the failures a person can act on into a line on stderr; what is left is a defect and keeps its stack trace.</summary>
    internal static async Task<int> GuardAsync(Func<Task<int>> run, CancellationToken cancellationToken)
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
            return CommandOutput.Fail($"The database cannot be used: {error.GetBaseException().Message}", ExitCode.Failed);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return CommandOutput.Fail("Stopped.", ExitCode.Failed);
        }
    }
}
