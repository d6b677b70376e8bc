using System.CommandLine;

namespace PokedexTop.CommandLine;

/// <summary>A verb, whose help teaches with examples.</summary>
/// <param name="name">The verb.</param>
/// <param name="description">What it does, one sentence.</param>
internal sealed class VerbCommand(string name, string description) : Command(name, description)
{
    /// <summary>Command lines with what they do, for the help's Examples section.</summary>
    public IReadOnlyList<(string CommandLine, string Does)> Examples { get; init; } = [];

    /// <summary>Sets what the verb does; it returns one of <see cref="ExitCode"/>.</summary>
    public VerbCommand Runs(Func<ParseResult, CancellationToken, Task<int>> run)
    {
        SetAction((arguments, cancellationToken) => run(arguments, cancellationToken));
        return this;
    }
}
