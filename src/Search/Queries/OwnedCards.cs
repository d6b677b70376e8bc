using PokedexTop.Search.Fields;

namespace PokedexTop.Search.Queries;

/// <summary>What a user has and wishes for, for queries that ask about a collection: <c>is:owned</c>, <c>is:missing</c>, <c>is:wished</c>.</summary>
/// <param name="Owned">Cards of which there is a copy.</param>
/// <param name="Wished">Cards that are wished for.</param>
public sealed record OwnedCards(IReadOnlyCollection<string> Owned, IReadOnlyCollection<string> Wished)
{
    /// <summary>Whether a query can be answered only with somebody's collection.</summary>
    public static bool IsAskedFor(QueryNode query) => query switch
    {
        AllOf all => all.Parts.Any(IsAskedFor),
        AnyOf any => any.Parts.Any(IsAskedFor),
        Except except => IsAskedFor(except.Part),
        Matches { Field.Name: "is", Value: not SearchFields.Retired } => true,
        _ => false,
    };

    /// <summary>The query with this collection's cards where it asks for them.</summary>
    public QueryNode In(QueryNode query) => query switch
    {
        AllOf all => new AllOf([.. all.Parts.Select(In)]),
        AnyOf any => new AnyOf([.. any.Parts.Select(In)]),
        Except except => new Except(In(except.Part)),
        Matches { Field.Name: "is", Value: SearchFields.Owned } => new OneOfCards(Owned),
        Matches { Field.Name: "is", Value: SearchFields.Wished } => new OneOfCards(Wished),
        Matches { Field.Name: "is", Value: SearchFields.Missing } => new Except(new OneOfCards(Owned)),
        _ => query,
    };
}
