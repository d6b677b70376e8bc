using System.Globalization;
using System.Text;

namespace PokedexTop.Ingest.Sources.PokemonTcg;

/// <summary>Card queries in the API's Lucene-like language, cut so that neither an address nor a list grows without bound.</summary>
internal static class QueryText
{
    private const int MaxIds = 50;

    // Escaped into a URL; servers and proxies take 8,000, but the ones in between are not ours.
    private const int MaxLength = 1_500;

    // About twenty cards a species: a thousand in one list stays far from the paging depth the API refuses.
    private const int MaxSpecies = 50;

    /// <summary>One set's cards.</summary>
    public static string Set(string setId) => setId.Length > 0 && setId.All(char.IsAsciiLetterOrDigit) ? $"set.id:{setId}" : $"set.id:{Quoted(setId)}";

    /// <summary>The queries that together give what is asked for.</summary>
    public static IEnumerable<string> Of(CardQuery query) =>
        query.CardIds.Count > 0 ? Ids(query.CardIds)
        : query.Species.Count > 0 ? Species(query.Species)
        : query.Name is { } name ? [$"!name:{Quoted(name)}"]
        : [];

    private static IEnumerable<string> Ids(IEnumerable<string> ids) => Joined(ids.Distinct(StringComparer.Ordinal).Select(id => (1, $"id:{Quoted(id)}")), MaxIds);

    private static IEnumerable<string> Species(IEnumerable<DexRange> ranges) => Joined(
        ranges.SelectMany(Pieces).Select(range => (range.Last - range.First + 1, string.Create(CultureInfo.InvariantCulture, $"nationalPokedexNumbers:[{range.First} TO {range.Last}]"))),
        MaxSpecies);

    private static IEnumerable<DexRange> Pieces(DexRange range)
    {
        for (long first = range.First; first <= range.Last; first += MaxSpecies)
            yield return new DexRange((int)first, (int)Math.Min(first + MaxSpecies - 1, range.Last));
    }

    private static IEnumerable<string> Joined(IEnumerable<(int Weight, string Text)> terms, int maxWeight)
    {
        var text = new StringBuilder();
        var sum = 0;
        foreach (var (weight, term) in terms)
        {
            if (text.Length > 0 && (sum + weight > maxWeight || text.Length + term.Length > MaxLength))
            {
                yield return text.ToString();
                text.Clear();
                sum = 0;
            }
            text.Append(text.Length > 0 ? " OR " : "").Append(term);
            sum += weight;
        }
        if (text.Length > 0)
            yield return text.ToString();
    }

    // Inside quotes only these two mean something to Lucene.
    private static string Quoted(string text) =>
        $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
