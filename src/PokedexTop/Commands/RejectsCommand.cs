using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using PokedexTop.CommandLine;
using PokedexTop.Composition;
using PokedexTop.Documents;
using PokedexTop.Language;
using PokedexTop.Normalize.Rejects;
using PokedexTop.Remote;
using PokedexTop.Web.Admin;

namespace PokedexTop.Commands;

/// <summary><c>rejects list</c> and <c>rejects retry</c>: the quarantine.</summary>
internal static class RejectsCommand
{
    private static readonly Argument<string[]> s_ids = new("id") { Description = "Numbers of 'rejects list', or card ids such as base1-4; none for every item", Arity = ArgumentArity.ZeroOrMore };

    public static Command Create()
    {
        var command = new Command("rejects", "What could not be normalized, and another try at it.");
        command.Subcommands.Add(List());
        command.Subcommands.Add(Retry());
        return command;
    }

    private static VerbCommand List()
    {
        var list = new VerbCommand("list", "List what is in quarantine, with the reason. Items that could not even become a card are 'bronze'.")
        {
            Examples =
            [
                ("pokedextop rejects list", "Everything in quarantine"),
                ("pokedextop rejects list --json | jq -r '.rejects[].reason' | sort | uniq -c", "How many for which reason"),
            ],
        };
        list.Options.Add(VerbOptions.Server);
        list.Options.Add(VerbOptions.Json);
        return list.Runs(async (arguments, cancellationToken) =>
        {
            var items = await ReadAsync(arguments, cancellationToken);
            if (arguments.GetValue(VerbOptions.Json))
                JsonOutput.Write(new { Rejects = items });
            else
                Print(items);
            return ExitCode.Done;
        });
    }

    private static VerbCommand Retry()
    {
        var retry = new VerbCommand("retry", "Normalize items of the quarantine again, from bronze. Nothing is fetched.")
        {
            Examples =
            [
                ("pokedextop rejects retry", "Everything in quarantine"),
                ("pokedextop rejects retry base1-4", "One card"),
                ("pokedextop rejects retry 17 18", "Two items by their numbers in 'rejects list'"),
            ],
        };
        retry.Arguments.Add(s_ids);
        retry.Options.Add(VerbOptions.Server);
        retry.Options.Add(VerbOptions.Json);
        return retry.Runs(async (arguments, cancellationToken) =>
        {
            using var server = RemoteServer.From(arguments);
            if (server is not null)
            {
                var handed = await server.PostAsync<HandedToNormalize>("rejects/retry", new RetryOrderDocument(arguments.GetValue(s_ids) ?? []), cancellationToken);
                Print(arguments, handed.Cards, handed.Sets, ReplayCommand.ByServer, null);
                return ExitCode.Done;
            }
            await using var services = await ProgramServices.ForReadingAsync(arguments, null, cancellationToken);
            var quarantine = services.GetRequiredService<Quarantine>();
            using var work = BacklogDrain.Take(services);
            var retried = await quarantine.RetryAsync(arguments.GetValue(s_ids) ?? [], cancellationToken);
            if (retried.Cards + retried.Sets > 0)
                await work.DrainAsync(cancellationToken);
            var open = (await work.AskAsync(() => quarantine.ListAsync(cancellationToken), cancellationToken)).Count(i => i.Layer != "bronze");
            Print(arguments, retried.Cards, retried.Sets, work.Status, work.IsHere ? open : null);
            return work.IsHere && open > 0 ? ExitCode.Partial : ExitCode.Done;
        });
    }

    private static async Task<IReadOnlyList<QuarantinedItem>> ReadAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        using var server = RemoteServer.From(arguments);
        if (server is not null)
            return (await server.GetAsync<RejectListDocument>("rejects", cancellationToken)).Rejects;
        await using var services = await ProgramServices.ForReadingAsync(arguments, null, cancellationToken);
        return await services.GetRequiredService<Quarantine>().ListAsync(cancellationToken);
    }

    private static void Print(ParseResult arguments, int cards, int sets, string status, int? open)
    {
        if (arguments.GetValue(VerbOptions.Json))
            JsonOutput.Write(new { Cards = cards, Sets = sets, Status = status, StillRejected = open });
        else if (cards + sets == 0)
            CommandOutput.Line("Nothing is in quarantine that could be tried again.");
        else
            CommandOutput.Line($"{English.Count(cards, "card")} and {English.Count(sets, "set")}: {status}.{(open is { } left ? $" In quarantine now: {left:N0}." : "")}");
    }

    private static void Print(IReadOnlyList<QuarantinedItem> items)
    {
        if (items.Count == 0)
        {
            CommandOutput.Line("Nothing is in quarantine, and there are no rejects.");
            return;
        }
        var table = new TextTable("#Id", "Layer", "Item", "#Tries", "Next try", "~Reason");
        foreach (var item in items)
            table.Add(item.Id, item.Layer, item.Key, $"{item.Attempts}", item.NextAttemptAt is { } at ? Tables.Time(at) : "", Tables.Shortened(item.Layer == "bronze" ? item.Detail : $"{item.Reason}: {item.Detail}", 200));
        table.Write();
        var (rejects, prices) = (items.Count(i => i.Layer == "bronze"), items.Count(i => i.Layer == "price"));
        CommandOutput.Line($"{items.Count - rejects:N0} in quarantine{(prices > 0 ? $", {prices:N0} of them price blocks" : "")}; {English.Count(rejects, "reject")} that became no version. After the cause is mended: 'pokedextop rejects retry' for the quarantine, a sync for rejects and prices.");
    }
}
