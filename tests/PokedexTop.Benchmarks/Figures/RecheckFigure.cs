using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using PokedexTop.Data;
using PokedexTop.Images;
using PokedexTop.Images.Rows;

namespace PokedexTop.Benchmarks.Figures;

/// <summary>What stored images cost when nothing changed: a look at the tables, and every card announced once more.</summary>
internal static class RecheckFigure
{
    /// <summary>As many as messages come at once.</summary>
    private const int Batch = 250;

    public static Task<IEnumerable<Figure>> MeasureAsync(Bench bench) => StoredCatalogue.OnEachDatabaseAsync(bench, async (database, services) =>
    {
        var (planner, backlog) = (services.GetRequiredService<ImagePlanner>(), services.GetRequiredService<ImageBacklog>());
        var cards = await CardsAsync(database);

        var (looks, announced, notes) = (new List<double>(), new List<double>(), new List<string>());
        for (var run = 0; run < bench.Repeat; run++)
        {
            var began = Stopwatch.GetTimestamp();
            await planner.PlanBehindAsync(CancellationToken.None);
            await planner.PlanRenditionsAsync(StoredCatalogue.Settings, CancellationToken.None);
            if ((await backlog.CountAsync(CancellationToken.None)).Total != 0)
                throw new InvalidOperationException("What is stored was taken for a backlog.");
            var look = Stopwatch.GetElapsedTime(began);
            foreach (var batch in cards.Chunk(Batch))
                await planner.PlanCardsAsync(batch, CancellationToken.None);
            var both = Stopwatch.GetElapsedTime(began);
            looks.Add(look.TotalSeconds * StoredCatalogue.Cards / cards.Count);
            announced.Add(both.TotalSeconds * StoredCatalogue.Cards / cards.Count);
            notes.Add(FormattableString.Invariant($"run {run + 1}: {cards.Count:N0} cards, the look {look.TotalMilliseconds:0} ms, the messages {(both - look).TotalMilliseconds:0} ms"));
            Bench.Say("  " + notes[^1]);
        }
        return (IEnumerable<Figure>)
        [
            new Figure($"{StoredCatalogue.Cards:N0} stored cards re-checked, {database.Provider}", announced, "s", 3, AtLeast: false,
                $"In one process: what the stage does at every look (cards without rows, changed cards and sets, other settings, what is due), and then every card planned again in batches of {Batch}, as after a replay; taken for {StoredCatalogue.Cards:N0} cards.") { Notes = notes },
            Figure.Informs($"of it the look, {database.Provider}", looks, "s", "The same without the messages: what a sync of unchanged cards costs, since it sends none."),
        ];
    });

    private static async Task<List<string>> CardsAsync(SqlDatabase database)
    {
        await using var connection = await database.OpenAsync(CancellationToken.None);
        await using var select = connection.Command("SELECT card_id FROM silver_tcg_cards ORDER BY card_id");
        return await select.ReadAsync(r => r.GetString(0), CancellationToken.None);
    }
}
