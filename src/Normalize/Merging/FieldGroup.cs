namespace PokedexTop.Normalize.Merging;

/// <summary>Fields that are taken from one feed together, since parts of two feeds' words would contradict each other.</summary>
/// <param name="Name">As <c>given_by</c> calls it.</param>
/// <param name="IsStated">Whether a feed says anything of it.</param>
/// <param name="Copy">Takes the fields of the first over into the second.</param>
internal sealed record FieldGroup<T>(string Name, Func<T, bool> IsStated, Action<T, T> Copy)
{
    /// <summary>Copies the groups that one feed gave, and no others.</summary>
    /// <param name="groups">All groups.</param>
    /// <param name="givenBy">Which feed gave which group.</param>
    /// <param name="feed">The feed.</param>
    /// <param name="from">Where from.</param>
    /// <param name="to">Where to.</param>
    public static T Given(IReadOnlyList<FieldGroup<T>> groups, IReadOnlyDictionary<string, string> givenBy, string feed, T from, T to)
    {
        foreach (var group in groups.Where(group => givenBy.GetValueOrDefault(group.Name) == feed))
            group.Copy(from, to);
        return to;
    }

    /// <summary>Fills each group from the first feed that states it.</summary>
    /// <param name="groups">All groups.</param>
    /// <param name="said">What each feed says, the one that goes first first.</param>
    /// <param name="target">Where to.</param>
    /// <returns>Which feed gave which group; groups that no feed states are left out.</returns>
    public static Dictionary<string, string> Merge(IReadOnlyList<FieldGroup<T>> groups, IReadOnlyList<(string Feed, T Item)> said, T target)
    {
        var givenBy = new Dictionary<string, string>(groups.Count, StringComparer.Ordinal);
        foreach (var group in groups)
        {
            foreach (var (feed, item) in said)
            {
                if (!group.IsStated(item))
                    continue;
                group.Copy(item, target);
                givenBy[group.Name] = feed;
                break;
            }
        }
        return givenBy;
    }
}
