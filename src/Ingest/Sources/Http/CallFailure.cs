namespace PokedexTop.Ingest.Sources.Http;

/// <summary>How a call failed, as far as it decides what to do next.</summary>
internal enum CallFailure
{
    None,

    /// <summary>Nobody there: no name, or no connection.</summary>
    Unreachable,

    /// <summary>An answer that cannot be used: cut off, before its first byte too, too slow, not JSON, not of the expected shape.</summary>
    Broken,

    /// <summary>More bytes than allowed; the same request would give the same.</summary>
    TooLarge,

    /// <summary>5xx, and 408.</summary>
    ServerError,

    /// <summary>429.</summary>
    TooManyRequests,

    /// <summary>401, 402 or 403: the key, or its absence, is not liked.</summary>
    Refused,

    /// <summary>400.</summary>
    BadRequest,

    /// <summary>404.</summary>
    NotFound,

    /// <summary>Any other status: redirects, which are not followed, and the rest of 4xx.</summary>
    Unexpected,
}

internal static class CallFailureNames
{
    /// <summary>The outcome under which metrics count it.</summary>
    public static string Outcome(this CallFailure failure) => failure switch
    {
        CallFailure.None => "ok",
        CallFailure.Unreachable => "unreachable",
        CallFailure.Broken => "broken",
        CallFailure.TooLarge => "too_large",
        CallFailure.ServerError => "server_error",
        CallFailure.TooManyRequests => "too_many_requests",
        CallFailure.Refused => "refused",
        CallFailure.BadRequest => "bad_request",
        CallFailure.NotFound => "not_found",
        _ => "unexpected",
    };
}
