using System.CommandLine;
using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using PokedexTop.CommandLine;
using PokedexTop.Composition;
using PokedexTop.Documents;
using PokedexTop.Language;
using PokedexTop.Normalize.Replays;
using PokedexTop.Normalize.Status;
using PokedexTop.Remote;
using PokedexTop.Web.Admin;

namespace PokedexTop.Commands;

/// <summary><c>replay</c>: normalise again from bronze.</summary>
internal static class ReplayCommand
{
    private static readonly Option<string[]> s_sets = new("--set") { Description = "Only these sets, such as base1", HelpName = "ID", AllowMultipleArgumentsPerToken = true };

    /// <summary>What a server does with marked rows.</summary>
    internal const string ByServer = "handed to the server's workers, which take them up at their next look";

    public static Command Create()
    {
        var command = new VerbCommand("replay", "Normalize again from what bronze holds, without any network.")
        {
            Examples =
            [
                ("pokedextop replay", "Everything, such as after silver was repaired by hand"),
                ("pokedextop replay --set base1", "One set"),
                ("pokedextop replay --set base1 --server https://pokedextop.example.org", "One set, by a deployment elsewhere"),
            ],
        };
        command.Options.Add(s_sets);
        command.Options.Add(VerbOptions.Server);
        command.Options.Add(VerbOptions.Json);
        return command.Runs(RunAsync);
    }

    private static async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        string[] sets = [.. (arguments.GetValue(s_sets) ?? []).Distinct(StringComparer.Ordinal)];
        using var server = RemoteServer.From(arguments);
        if (server is not null)
        {
            var handed = await server.PostAsync<HandedToNormalize>("replays", new ReplayOrderDocument(sets), cancellationToken);
            Print(arguments, handed.Cards, handed.Sets, ByServer, null, watch);
            return ExitCode.Done;
        }
        await using var services = await ProgramServices.ForReadingAsync(arguments, null, cancellationToken);
        using var work = BacklogDrain.Take(services);
        var marked = await services.GetRequiredService<Replay>().MarkAsync(sets, cancellationToken);
        await work.DrainAsync(cancellationToken);
        var rejected = work.IsHere ? await work.AskAsync(() => QuarantinedAsync(services, sets, cancellationToken), cancellationToken) : (long?)null;
        Print(arguments, marked.Cards, marked.Sets, work.Status, rejected, watch);
        return rejected > 0 ? ExitCode.Partial : ExitCode.Done;
    }

    private static void Print(ParseResult arguments, int cards, int sets, string status, long? rejected, Stopwatch watch)
    {
        if (arguments.GetValue(VerbOptions.Json))
            JsonOutput.Write(new { Cards = cards, Sets = sets, Status = status, Rejected = rejected, DurationSeconds = Math.Round(watch.Elapsed.TotalSeconds, 3) });
        else
            CommandOutput.Line($"{English.Count(cards, "card")} of {English.Count(sets, "set")}: {status}{(rejected is { } left ? $" in {watch.Elapsed.TotalSeconds:0.0} s; {left:N0} {English.Is(left)} in quarantine" : "")}.");
    }

    private static async Task<long> QuarantinedAsync(ServiceProvider services, string[] sets, CancellationToken cancellationToken)
    {
        var status = await services.GetRequiredService<CatalogueStatus>().SetsAsync(cancellationToken);
        return status.Where(s => sets.Length == 0 || sets.Contains(s.SetId)).Sum(s => s.Quarantined);
    }
}
