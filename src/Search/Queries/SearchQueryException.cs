namespace PokedexTop.Search.Queries;

/// <summary>A query that cannot be understood.</summary>
/// <param name="reason">What is wrong and what is allowed.</param>
/// <param name="position">The character it is about, from 0.</param>
public sealed class SearchQueryException(string reason, int position) : Exception(reason)
{
    public int Position { get; } = position;
}
