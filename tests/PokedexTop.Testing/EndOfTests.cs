using System.Collections.Concurrent;

namespace PokedexTop.Testing;

/// <summary>
/// What is to be undone once all tests of a process have ended, the last first: servers stop, databases on a configured server go.
/// Every test project has it as its assembly fixture, where it may take its time: what is left to the end of the process has ten
/// seconds, after which the runner says that foreground threads were left running and fails a run whose tests all passed. A program
/// that is no test project has only the end of the process.
/// </summary>
public sealed class EndOfTests : IDisposable
{
    private static readonly ConcurrentStack<Action> s_left = [];

    static EndOfTests() => AppDomain.CurrentDomain.ProcessExit += (_, _) => UndoAll();

    /// <summary>Has something undone at the end. It must bear that what it undoes has ended by itself.</summary>
    internal static void Undo(Action undo) => s_left.Push(undo);

    /// <inheritdoc />
    public void Dispose() => UndoAll();

    private static void UndoAll()
    {
        // One that fails leaves the others to be undone all the same.
        List<Exception> failures = [];
        while (s_left.TryPop(out var undo))
        {
            try
            {
                undo();
            }
            catch (Exception failure)
            {
                failures.Add(failure);
            }
        }
        if (failures.Count > 0)
            throw new AggregateException(failures);
    }
}
