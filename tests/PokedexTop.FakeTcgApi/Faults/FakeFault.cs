namespace PokedexTop.FakeApi;

/// <summary>What can go wrong with one answer.</summary>
public enum FakeFault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>500 with an empty body.</summary>
    InternalError,

    /// <summary>429, with Retry-After where <see cref="FakeFaults.RetryAfter"/> says so.</summary>
    TooManyRequests,

    /// <summary>504.</summary>
    GatewayTimeout,

    /// <summary>The right answer, in pieces with pauses of <see cref="FakeFaults.SlowPause"/>.</summary>
    SlowDrip,

    /// <summary>The connection is cut in the middle of the body.</summary>
    ConnectionReset,

    /// <summary>A complete HTTP answer whose JSON stops in the middle.</summary>
    TruncatedJson,

    /// <summary>200 with an HTML page.</summary>
    Html,

    /// <summary>A list whose totalCount is three too high.</summary>
    WrongTotalCount,

    /// <summary>A list whose first item is the one that came last on the page before (on the first page: twice the first item).</summary>
    RepeatedItem,

    /// <summary>A list that skips its last item.</summary>
    MissingItem,
}
