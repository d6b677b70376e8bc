namespace PokedexTop.FakeApi;

/// <summary>One request as it arrived, and what became of it.</summary>
public sealed class FakeRequest
{
    /// <summary>Such as <c>/v2/cards</c>, decoded.</summary>
    public required string Path { get; init; }

    /// <summary>The query string as sent, with its question mark.</summary>
    public required string QueryString { get; init; }

    /// <summary>The query's parameters, decoded.</summary>
    public required IReadOnlyDictionary<string, string> Query { get; init; }

    /// <summary>The headers; names in any case.</summary>
    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    /// <summary>When it arrived.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The status it was answered with; 0 while it is not.</summary>
    public int Status { get; internal set; }

    /// <summary>The fault it met.</summary>
    public FakeFault Fault { get; internal set; }
}
