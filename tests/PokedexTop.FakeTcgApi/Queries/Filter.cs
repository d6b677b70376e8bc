namespace PokedexTop.FakeApi.Queries;

/// <summary>A parsed query.</summary>
internal abstract record Filter
{
    /// <summary>The set every match must be of, so that no other set's file need be read; null where the query does not say.</summary>
    public virtual string? OnlySet => null;

    public abstract bool Matches(Item item);
}

/// <summary>No query at all.</summary>
internal sealed record Everything : Filter
{
    public override bool Matches(Item item) => true;
}

internal sealed record All(IReadOnlyList<Filter> Parts) : Filter
{
    public override string? OnlySet => Parts.Select(part => part.OnlySet).FirstOrDefault(set => set is not null);

    public override bool Matches(Item item) => Parts.All(part => part.Matches(item));
}

internal sealed record Any(IReadOnlyList<Filter> Parts) : Filter
{
    public override bool Matches(Item item) => Parts.Any(part => part.Matches(item));
}

internal sealed record Not(Filter Part) : Filter
{
    public override bool Matches(Item item) => !Part.Matches(item);
}
