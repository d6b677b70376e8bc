using System.CommandLine;
using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using PokedexTop.CommandLine;
using PokedexTop.Normalize.Replays;
using PokedexTop.Normalize.Status;

namespace PokedexTop.Commands;

/// <summary><c>replay</c>: normalise again from bronze.</summary>
internal static class ReplayCommand
{
    private static readonly Option<string[]> s_sets = new("--set") { Description = "Only these sets, such as base1", HelpName = "ID", AllowMultipleArgumentsPerToken = true };

    public static Command Create()
    {
        var command = new VerbCommand("replay", "Normalize again from what bronze holds, without any network.")
        {
            Examples =
            [
                ("pokedextop replay", "Everything, such as after silver was repaired by hand"),
                ("pokedextop replay --set base1", "One set"),
            ],
        };
        command.Options.Add(s_sets);
        command.Options.Add(VerbOptions.Json);
        return command.Runs(RunAsync);
    }

    private static async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        string[] sets = [.. (arguments.GetValue(s_sets) ?? []).Distinct(StringComparer.Ordinal)];
        await using var services = await ProgramServices.ForReadingAsync(arguments, null, cancellationToken);
        using var work = BacklogWork.Take(services);
        var marked = await services.GetRequiredService<Replay>().MarkAsync(sets, cancellationToken);
        await work.DrainAsync(cancellationToken);
        var rejected = work.IsHere ? await QuarantinedAsync(services, sets, cancellationToken) : (long?)null;
        if (arguments.GetValue(VerbOptions.Json))
            JsonOutput.Write(new { marked.Cards, marked.Sets, work.Status, Rejected = rejected, DurationSeconds = Math.Round(watch.Elapsed.TotalSeconds, 3) });
        else
            CommandOutput.Line($"{marked.Cards:N0} cards of {marked.Sets:N0} sets: {work.Status}{(work.IsHere ? $" in {watch.Elapsed.TotalSeconds:0.0} s; {rejected:N0} are in quarantine" : "")}.");
        return rejected > 0 ? ExitCode.Partial : ExitCode.Done;
    }

    private static async Task<long> QuarantinedAsync(ServiceProvider services, string[] sets, CancellationToken cancellationToken)
    {
        var status = await services.GetRequiredService<CatalogueStatus>().ReadAsync(cancellationToken);
        return status.Sets.Where(s => sets.Length == 0 || sets.Contains(s.SetId)).Sum(s => s.Quarantined);
    }
}
