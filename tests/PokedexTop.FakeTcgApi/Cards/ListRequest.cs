using System.Globalization;
using PokedexTop.FakeApi.Queries;

namespace PokedexTop.FakeApi;

/// <summary>The parameters of a list, understood.</summary>
internal sealed record ListRequest(Filter Filter, int Page, int PageSize, IReadOnlyList<(string Path, bool Descending)> OrderBy, IReadOnlySet<string>? Select)
{
    private const int LargestPage = 250;

    /// <summary>Beyond it the real search index gives up as soon as it has to sort.</summary>
    private const int DeepestOrderedPage = 55;

    /// <summary>Null where the request is malformed, which answers 400.</summary>
    public static ListRequest? Read(IReadOnlyDictionary<string, string> query)
    {
        if (!TryNumber(query, "page", 1, out var page) || !TryNumber(query, "pageSize", LargestPage, out var pageSize))
            return null;
        var order = Names(query, "orderBy").Select(name => (name.TrimStart('-'), name.StartsWith('-'))).ToList();
        if (order.Count > 0 && page > DeepestOrderedPage)
            return null;
        var select = Names(query, "select").ToHashSet(StringComparer.Ordinal);
        try
        {
            return new ListRequest(
                QueryParser.Parse(query.GetValueOrDefault("q")), page, Math.Min(pageSize, LargestPage), order, select.Count == 0 ? null : select);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>Sorted as asked; items that lack the value come last whichever the direction, equal ones keep their order.</summary>
    public IEnumerable<T> Order<T>(IEnumerable<T> items, Func<T, Item> look)
    {
        var sorted = items.Order(Comparer<T>.Create((_, _) => 0));
        foreach (var (path, descending) in OrderBy)
        {
            string? Key(T item) => look(item).Values(path).Select(Words.Text).FirstOrDefault();
            sorted = sorted.ThenBy(item => Key(item) is null);
            sorted = descending ? sorted.ThenByDescending(Key, NumbersBeforeText.Instance) : sorted.ThenBy(Key, NumbersBeforeText.Instance);
        }

        return OrderBy.Count == 0 ? items : sorted;
    }

    private static string[] Names(IReadOnlyDictionary<string, string> query, string name) =>
        (query.GetValueOrDefault(name) ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static bool TryNumber(IReadOnlyDictionary<string, string> query, string name, int otherwise, out int number)
    {
        number = otherwise;
        return !query.TryGetValue(name, out var text)
            || (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number > 0);
    }

    private sealed class NumbersBeforeText : IComparer<string?>
    {
        public static readonly NumbersBeforeText Instance = new();

        public int Compare(string? x, string? y) => (Words.Number(x, out var left), Words.Number(y, out var right)) switch
        {
            (true, true) => left.CompareTo(right),
            (true, false) => -1,
            (false, true) => 1,
            _ => string.CompareOrdinal(x, y),
        };
    }
}
