namespace PokedexTop.Composition;

/// <summary>
/// Knows an entry of the log that says what the last one of its category said: who waits for a broker says so at every try, and once
/// in a while is enough.
/// </summary>
internal sealed class RepeatedEntries
{
    private static readonly TimeSpan s_again = TimeSpan.FromMinutes(5);

    private readonly Dictionary<string, (string Text, DateTime At)> _told = new(StringComparer.Ordinal);

    public bool IsNews(string category, string text, DateTime now)
    {
        lock (_told)
        {
            if (_told.TryGetValue(category, out var last) && last.Text == text && now - last.At < s_again)
                return false;
            _told[category] = (text, now);
            return true;
        }
    }
}
