using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PokedexTop.Collections.Gold;
using PokedexTop.Collections.Lots;
using PokedexTop.CommandLine;
using PokedexTop.Composition;
using PokedexTop.Configuration;
using PokedexTop.Data;
using PokedexTop.Documents;
using PokedexTop.Language;
using PokedexTop.Normalize.Export;
using PokedexTop.Search.Fields;
using PokedexTop.Search.Indexing;
using PokedexTop.Search.Queries;

namespace PokedexTop.Commands;

/// <summary><c>search</c>: cards by the search language.</summary>
internal static class SearchCommand
{
    private const int Usual = 20;

    private static readonly Argument<string[]> s_query = new("QUERY") { Description = "What to find, such as 'name:charizard hp:[150 TO *]'; quote it for your shell", Arity = ArgumentArity.ZeroOrMore };
    private static readonly Option<string?> s_order = new("--order") { Description = $"Fields to order by, a - before those that descend (default: {SearchScope.Cards.UsualOrder})", HelpName = "FIELDS" };
    private static readonly Option<int?> s_limit = new("--limit") { Description = $"Cards to show at most (default: {Usual})", HelpName = "N" };
    private static readonly Option<bool> s_fields = new("--fields") { Description = "List the fields of the search language instead" };

    public static Command Create()
    {
        var command = new VerbCommand("search", "Find cards with the search language.")
        {
            Examples =
            [
                ("pokedextop search 'boss ghetsis'", "By words of name, number, set and texts"),
                ("pokedextop search 'pikachu 58/102'", "By name and printed number"),
                ("pokedextop search 'types:(fire OR water) hp:[150 TO *] -subtypes:ex' --order=-hp", "By fields"),
                ("pokedextop search 'set.id:base1 is:missing'", "What your collection lacks of a set"),
                ("pokedextop search -- '-types:water'", "A query that begins with a minus follows two dashes"),
                ("pokedextop search --fields", "Every field, with an example"),
            ],
        };
        command.Arguments.Add(s_query);
        command.Options.Add(s_order);
        command.Options.Add(s_limit);
        command.Options.Add(s_fields);
        command.Options.Add(VerbOptions.Json);
        return command.Runs(RunAsync);
    }

    private static async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var json = arguments.GetValue(VerbOptions.Json);
        if (arguments.GetValue(s_fields))
        {
            PrintFields(json);
            return ExitCode.Done;
        }
        var text = string.Join(' ', arguments.GetValue(s_query) ?? []);
        var query = Parsed(text, () => SearchQuery.Parse(text));
        var order = Parsed(arguments.GetValue(s_order) ?? "", () => SearchOrder.Parse(arguments.GetValue(s_order)));
        var limit = arguments.GetValue(s_limit) ?? Usual;
        if (limit < 1)
            throw ConfigurationException.For("--limit", limit.ToString(CultureInfo.InvariantCulture), "a number from 1");
        await using var services = await ProgramServices.ForReadingAsync(arguments, null, cancellationToken);
        using var index = CatalogueIndex.Open(services.GetRequiredService<ApiCards>(), services.GetRequiredService<SqlDatabase>(), SearchFolder.Of(services.GetRequiredService<HostSettings>()));
        await index.RefreshAsync(cancellationToken);
        if (OwnedCards.IsAskedFor(query))
        {
            var (owned, wished) = await services.GetRequiredService<UserLots>().CardIdsAsync(Owner.Local, cancellationToken);
            query = new OwnedCards(owned, wished).In(query);
        }
        Print(index.Cards.Search(query, order, 0, limit), json);
        return ExitCode.Done;
    }

    /// <summary>A query that is wrong is shown with the place where.</summary>
    private static T Parsed<T>(string text, Func<T> parse)
    {
        try
        {
            return parse();
        }
        catch (SearchQueryException wrong)
        {
            throw new ConfigurationException($"{text}\n{new string(' ', Math.Min(wrong.Position, text.Length))}^\n{wrong.Message} 'pokedextop search --fields' lists the fields.");
        }
    }

    private static void Print(FoundCards found, bool json)
    {
        if (json)
        {
            JsonOutput.Write(new { Data = found.Cards.Select(c => JsonElement.Parse(CardDocument.Of(c.Json).Span)).ToList(), found.Total, Next = (string?)null, Warnings = Array.Empty<string>() });
            return;
        }
        if (found.Total > 0)
        {
            var table = new TextTable("Card", "Name", "Set", "Number", "Rarity", "#HP", "Types");
            foreach (var card in found.Cards)
            {
                var c = JsonSerializer.Deserialize<JsonElement>(card.Json.Span);
                var set = c.GetProperty("set");
                table.Add(card.Id, Text(c, "name"), Text(set, "name"), Text(set, "printedTotal") is { Length: > 0 } total ? $"{Text(c, "number")}/{total}" : Text(c, "number"), Text(c, "rarity"), Text(c, "hp"), Text(c, "types"));
            }
            table.Write();
        }
        CommandOutput.Line(found.Total > found.Cards.Count ? $"{found.Cards.Count} of {English.Count(found.Total, "card")}; --limit shows more." : $"{English.Count(found.Total, "card")}.");
    }

    private static void PrintFields(bool json)
    {
        if (json)
        {
            JsonOutput.Write(SearchFields.Listed.Select(f => new { f.Name, Kind = f.Kind.ToString().ToLowerInvariant(), f.Description, f.Example, f.Orders, f.HasRanges, f.Allowed }));
            return;
        }
        var table = new TextTable("Field", "Compared", "~What it is", "Example");
        foreach (var field in SearchFields.Listed)
            table.Add(field.Name, SearchFields.Comparison(field), field.Description, field.Example);
        table.Write();
    }

    private static string Text(JsonElement item, string name) => !item.TryGetProperty(name, out var value) ? "" : value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Array => string.Join(", ", value.EnumerateArray().Select(v => v.ToString())),
        _ => value.ToString(),
    };
}
