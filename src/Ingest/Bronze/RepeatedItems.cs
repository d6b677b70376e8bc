namespace PokedexTop.Ingest.Bronze;

/// <summary>Tells items that came again, because a list was read again in smaller pages or another order, from items that stand in it twice.</summary>
internal static class RepeatedItems
{
    /// <summary>Each item of a list once, however often the list was read.</summary>
    /// <param name="items">Items of all readings, in the order they came.</param>
    /// <param name="place">Where an item stood, and what it is.</param>
    public static IEnumerable<T> Once<T>(IEnumerable<T> items, Func<T, (string Endpoint, int Position, string Content, string Reason)> place) =>
        items.GroupBy(i => (place(i).Content, place(i).Reason))
            // Within one reading, equal items at different places are different items.
            .SelectMany(equal => equal.GroupBy(i => ReadingOf(place(i).Endpoint), StringComparer.Ordinal)
                .Select(reading => reading.DistinctBy(i => (place(i).Endpoint, place(i).Position)).ToList())
                .Aggregate((most, next) => next.Count > most.Count ? next : most));

    /// <summary>The endpoint of a list's page without the page's number: what one reading of the list has in common.</summary>
    private static string ReadingOf(string endpoint)
    {
        var query = endpoint.IndexOf('?', StringComparison.Ordinal);
        return query < 0 ? endpoint : string.Join('&', endpoint[(query + 1)..].Split('&').Where(p => !p.StartsWith("page=", StringComparison.Ordinal)).Prepend(endpoint[..query]));
    }
}
