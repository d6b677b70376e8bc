using Spectre.Console;

namespace PokedexTop.CommandLine;

/// <summary>Shows on a terminal how many sets are done. Nothing elsewhere: such verbs end within seconds.</summary>
internal static class SetProgress
{
    public static async Task<T> ShowAsync<T>(string title, Func<IProgress<(int Done, int Planned)>?, Task<T>> run)
    {
        if (!CommandOutput.IsTerminal)
            return await run(null);
        return await CommandOutput.Error.Progress()
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
            .StartAsync(context =>
            {
                var task = context.AddTask(Markup.Escape(title));
                return run(new Bar(task));
            });
    }

    // Progress<T> would post to the thread pool and could tell an old number last.
    private sealed class Bar(ProgressTask task) : IProgress<(int Done, int Planned)>
    {
        public void Report((int Done, int Planned) value) => (task.MaxValue, task.Value) = (Math.Max(1, value.Planned), value.Done);
    }
}
