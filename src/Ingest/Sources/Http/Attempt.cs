namespace PokedexTop.Ingest.Sources.Http;

/// <summary>One attempt at a call, as retries see it.</summary>
/// <param name="Call">Its record.</param>
/// <param name="Failure">How it failed.</param>
/// <param name="Keyed">Whether it carried the API key.</param>
/// <param name="MustWait">Whether the source's next call waits anyway, in the call log, for the time the source asked for.</param>
internal abstract record Attempt(SourceCall Call, CallFailure Failure, bool Keyed, bool MustWait)
{
    /// <summary>Whether the same request may succeed; a refused key is worth an attempt without it.</summary>
    public bool IsWorthRepeating => Failure switch
    {
        CallFailure.Unreachable or CallFailure.Broken or CallFailure.ServerError or CallFailure.TooManyRequests => true,
        CallFailure.Refused => Keyed,
        _ => false,
    };
}

/// <param name="Value">What the answer said; null exactly where it failed.</param>
/// <inheritdoc cref="Attempt"/>
internal sealed record Attempt<T>(SourceCall Call, CallFailure Failure, bool Keyed, bool MustWait, T? Value)
    : Attempt(Call, Failure, Keyed, MustWait) where T : class;
