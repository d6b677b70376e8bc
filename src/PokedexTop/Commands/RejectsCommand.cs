using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using PokedexTop.CommandLine;
using PokedexTop.Normalize.Rejects;

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
        list.Options.Add(VerbOptions.Json);
        return list.Runs(async (arguments, cancellationToken) =>
        {
            await using var services = await ProgramServices.ForReadingAsync(arguments, null, cancellationToken);
            var items = await services.GetRequiredService<Quarantine>().ListAsync(cancellationToken);
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
        retry.Options.Add(VerbOptions.Json);
        return retry.Runs(async (arguments, cancellationToken) =>
        {
            await using var services = await ProgramServices.ForReadingAsync(arguments, null, cancellationToken);
            var quarantine = services.GetRequiredService<Quarantine>();
            using var work = BacklogWork.Take(services);
            var retried = await quarantine.RetryAsync(arguments.GetValue(s_ids) ?? [], cancellationToken);
            if (retried.Cards + retried.Sets > 0)
                await work.DrainAsync(cancellationToken);
            var open = (await quarantine.ListAsync(cancellationToken)).Count(i => i.Layer != "bronze");
            if (arguments.GetValue(VerbOptions.Json))
                JsonOutput.Write(new { retried.Cards, retried.Sets, Status = work.Status, StillRejected = work.IsHere ? open : (int?)null });
            else if (retried.Cards + retried.Sets == 0)
                CommandOutput.Line("Nothing is in quarantine that could be tried again.");
            else
                CommandOutput.Line($"{retried.Cards:N0} cards and {retried.Sets:N0} sets: {work.Status}.{(work.IsHere ? $" In quarantine now: {open:N0}." : "")}");
            return work.IsHere && open > 0 ? ExitCode.Partial : ExitCode.Done;
        });
    }

    private static void Print(List<QuarantinedItem> items)
    {
        if (items.Count == 0)
        {
            CommandOutput.Line("Nothing is in quarantine.");
            return;
        }
        var table = Tables.Create("#Id", "Layer", "Item", "#Tries", "Next try", "Reason");
        foreach (var item in items)
            table.Add(item.Id, item.Layer, item.Key, $"{item.Attempts}", item.NextAttemptAt is { } at ? Tables.Time(at) : "", Tables.Shortened(item.Layer == "bronze" ? item.Detail : $"{item.Reason}: {item.Detail}", 200));
        CommandOutput.Out.Write(table);
        CommandOutput.Line($"{items.Count:N0} in quarantine. After the cause is mended: 'pokedextop rejects retry', or a sync for items of bronze.");
    }
}
