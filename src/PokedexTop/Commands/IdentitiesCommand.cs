using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using PokedexTop.CommandLine;
using PokedexTop.Composition;
using PokedexTop.Language;
using PokedexTop.Normalize.Assignments;

namespace PokedexTop.Commands;

/// <summary><c>identities list</c> and <c>identities set</c>: which feed's cards are which cards of the catalogue.</summary>
internal static class IdentitiesCommand
{
    private const int Shown = 200;

    private static readonly Option<bool> s_doubtful = new("--doubtful") { Description = "Only cards that may be another card of the catalogue" };
    private static readonly Argument<string> s_feed = new("feed") { Description = "The feed, such as tcgdex/en" };
    private static readonly Argument<string> s_id = new("id") { Description = "The card's id in that feed" };
    private static readonly Argument<string> s_card = new("card") { Description = "The card of the catalogue that it is" };

    public static Command Create()
    {
        var command = new Command("identities", "Which feed's cards are which cards of the catalogue, and a person's word for it.");
        command.Subcommands.Add(List());
        command.Subcommands.Add(Set());
        return command;
    }

    private static VerbCommand List()
    {
        var list = new VerbCommand("list", "List which card each feed's card is, by what rule and how sure.")
        {
            Examples =
            [
                ("pokedextop identities list --doubtful", "What waits for a person's word"),
                ("pokedextop identities list --json | jq -r '.identities[].rule' | sort | uniq -c", "How many by which rule"),
            ],
        };
        list.Options.Add(s_doubtful);
        list.Options.Add(VerbOptions.Json);
        return list.Runs(async (arguments, cancellationToken) =>
        {
            await using var services = await ProgramServices.ForReadingAsync(arguments, null, cancellationToken);
            var cards = await services.GetRequiredService<CardAssignments>().ListAsync(arguments.GetValue(s_doubtful), cancellationToken);
            if (arguments.GetValue(VerbOptions.Json))
                JsonOutput.Write(new { Identities = cards });
            else
                Print(cards, arguments.GetValue(s_doubtful));
            return ExitCode.Done;
        });
    }

    private static VerbCommand Set()
    {
        var set = new VerbCommand("set", "Say which card of the catalogue a feed's card is. It goes before every rule.")
        {
            Examples =
            [
                ("pokedextop identities set tcgdex/en ecard2-50a ecard2-50", "It is that card: what was kept apart is merged into it"),
                ("pokedextop identities set tcgdex/en ecard2-50a tcgdex-ecard2-50a", "It is a card of its own"),
            ],
        };
        set.Arguments.Add(s_feed);
        set.Arguments.Add(s_id);
        set.Arguments.Add(s_card);
        set.Options.Add(VerbOptions.Json);
        return set.Runs(async (arguments, cancellationToken) =>
        {
            await using var services = await ProgramServices.ForReadingAsync(arguments, null, cancellationToken);
            var (feed, id, card) = (arguments.GetRequiredValue(s_feed), arguments.GetRequiredValue(s_id), arguments.GetRequiredValue(s_card));
            using var work = BacklogDrain.Take(services);
            await services.GetRequiredService<CardAssignments>().SetAsync(feed, id, card, cancellationToken);
            await work.DrainAsync(cancellationToken);
            if (arguments.GetValue(VerbOptions.Json))
                JsonOutput.Write(new { Feed = feed, Id = id, CardId = card, work.Status });
            else
                CommandOutput.Line($"{feed} {id} is {card}: {work.Status}.");
            return ExitCode.Done;
        });
    }

    private static void Print(List<AssignedCard> cards, bool doubtful)
    {
        if (cards.Count > 0)
        {
            var table = new TextTable("Feed", "Id", "Card", "Name", "Rule", "Sure", "May be", "Name of that");
            foreach (var card in cards.Take(Shown))
                table.Add(card.Feed, card.Id, card.CardId ?? "", card.Name ?? "", card.Rule ?? "", card.Confidence ?? "", card.Candidate ?? "", card.CandidateName ?? "");
            table.Write();
        }
        var count = $"{English.Count(cards.Count, doubtful ? "doubt" : "card")}";
        CommandOutput.Line(cards.Count > Shown ? $"{Shown} of {count}; --json lists them all." : $"{count}.{(doubtful && cards.Count > 0 ? " 'pokedextop identities set FEED ID CARD' settles one." : "")}");
    }
}
