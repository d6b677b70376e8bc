using PokedexTop.Language;
using PokedexTop.Search.Fields;

namespace PokedexTop.Search.Queries;

/// <summary>One key of an order.</summary>
public sealed record OrderKey(SearchField Field, bool Descending);

/// <summary>The order of a result: by fields, and at last by id, so that it is total.</summary>
public static class SearchOrder
{
    /// <param name="text">Field names with commas between, a <c>-</c> before those that descend; nothing for the usual one.</param>
    /// <param name="scope">What is ordered; cards where it is not said.</param>
    /// <exception cref="SearchQueryException">A field that is not there, or has no order.</exception>
    public static IReadOnlyList<OrderKey> Parse(string? text, SearchScope? scope = null)
    {
        scope ??= SearchScope.Cards;
        var keys = new List<OrderKey>();
        var position = 0;
        foreach (var part in (string.IsNullOrWhiteSpace(text) ? scope.UsualOrder : text).Split(','))
        {
            var name = part.Trim();
            var descending = name.StartsWith('-');
            if (scope.Find(descending ? name[1..] : name) is not { Orders: true } field)
            {
                throw new SearchQueryException(
                    $"{scope.What} cannot be ordered by '{name}'.{NearWords.Question(name, scope.Names.Where(n => scope.Find(n)!.Orders))} An order is a list of fields such as name,-hp.", position);
            }
            keys.Add(new OrderKey(field, descending));
            position += part.Length + 1;
        }
        return keys;
    }
}
