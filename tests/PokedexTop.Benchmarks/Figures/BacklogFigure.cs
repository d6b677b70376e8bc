using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using PokedexTop.Data;
using PokedexTop.Images;
using PokedexTop.Images.Rows;
using PokedexTop.Ingest.Syncs;
using PokedexTop.Normalize;
using PokedexTop.Normalize.Silver;

namespace PokedexTop.Benchmarks.Figures;

/// <summary>What a reconciler's look costs when there is nothing to do.</summary>
internal static class BacklogFigure
{
    /// <summary>A look is short, so a run is the median of so many.</summary>
    private const int Looks = 15;

    public static Task<IEnumerable<Figure>> MeasureAsync(Bench bench) => StoredCatalogue.OnEachDatabaseAsync(bench, async (database, services) =>
    {
        var (runs, normalize, counted) = (services.GetRequiredService<SyncRuns>(), services.GetRequiredService<NormalizeWork>(), services.GetRequiredService<NormalizeBacklog>());
        var (planner, images) = (services.GetRequiredService<ImagePlanner>(), services.GetRequiredService<ImageBacklog>());
        return
        [
            await FigureAsync(bench, database, "a look of ingest", async () => (await runs.UnfinishedAsync(CancellationToken.None)).Count),
            await FigureAsync(bench, database, "a look of normalize", () => normalize.DrainAsync(CancellationToken.None)),
            await FigureAsync(bench, database, "a look of images", async () =>
            {
                await planner.PlanBehindAsync(CancellationToken.None);
                await planner.PlanRenditionsAsync(StoredCatalogue.Settings, CancellationToken.None);
                return 0;
            }),
            await FigureAsync(bench, database, "the count of normalize's backlog", async () => (await counted.CountAsync(CancellationToken.None)).Total),
            await FigureAsync(bench, database, "the count of images' backlog", async () => (await images.CountAsync(CancellationToken.None)).Total),
        ];
    });

    private static async Task<Figure> FigureAsync(Bench bench, SqlDatabase database, string what, Func<Task<int>> lookAsync)
    {
        var (runs, notes) = (new List<double>(), new List<string>());
        for (var run = 0; run < bench.Repeat; run++)
        {
            var looks = new List<double>();
            for (var look = 0; look < Looks; look++)
            {
                var began = Stopwatch.GetTimestamp();
                if (await lookAsync() != 0)
                    throw new InvalidOperationException($"{what} found something where there is nothing.");
                looks.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            }
            runs.Add(Figure.Median(looks));
            notes.Add(FormattableString.Invariant($"run {run + 1}: first look {looks[0]:0.0} ms, longest after it {looks.Skip(1).Max():0.0} ms"));
            Bench.Say($"  {database.Provider}, {what}: {notes[^1]}");
        }
        return new Figure($"{what} with nothing to do, {database.Provider}", runs, "ms", 50, AtLeast: false,
            $"In one process, over the synced catalogue with every picture stored: what the stage asks the tables each time, and what status and the gauges ask; each run is the median of {Looks}.")
        { Notes = notes };
    }
}
