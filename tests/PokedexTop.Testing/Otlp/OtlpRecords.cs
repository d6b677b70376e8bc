namespace PokedexTop.Testing.Otlp;

/// <summary>A span as it came.</summary>
/// <param name="Service">service.name of the process that sent it.</param>
/// <param name="Scope">The activity source.</param>
/// <param name="ParentId">Empty for one without a parent.</param>
/// <param name="Start">Nanoseconds since 1970; so is <paramref name="End"/>.</param>
/// <param name="Links">Trace and span id of each link.</param>
public sealed record OtlpSpan(
    string Service, string Scope, string Name, string TraceId, string SpanId, string ParentId, ulong Start, ulong End,
    IReadOnlyDictionary<string, string> Attributes, IReadOnlyList<(string TraceId, string SpanId)> Links);

/// <summary>One point of a metric as it came.</summary>
/// <param name="Kind">gauge, sum or histogram.</param>
/// <param name="Value">A histogram's count.</param>
public sealed record OtlpPoint(string Service, string Scope, string Name, string Unit, string Kind, double Value, IReadOnlyDictionary<string, string> Attributes);

/// <summary>A log record as it came.</summary>
/// <param name="TraceId">Empty for one outside any trace.</param>
public sealed record OtlpLog(string Service, string Scope, string Body, string TraceId, IReadOnlyDictionary<string, string> Attributes);
