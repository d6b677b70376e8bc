using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace PokedexTop.Web.Http;

/// <summary>A request that is answered with problem details.</summary>
/// <param name="status">The HTTP status.</param>
/// <param name="code">What went wrong, for programs: it stays the same.</param>
/// <param name="title">What went wrong, for people.</param>
/// <param name="detail">What was given and what is allowed.</param>
/// <param name="position">The character of the query it is about, from 0.</param>
/// <param name="errors">What is wrong, by field.</param>
internal sealed class ApiProblem(int status, string code, string title, string detail, int? position = null, IReadOnlyDictionary<string, string[]>? errors = null) : Exception(detail)
{
    public int Status => status;

    public static ApiProblem NotFound(string code, string detail) => new(StatusCodes.Status404NotFound, code, "There is no such thing", detail);

    /// <summary>A value of the request's address that is not allowed; its code is <c>bad-</c> and the value's name.</summary>
    public static ApiProblem Bad(string name, string detail) => new(StatusCodes.Status400BadRequest, "bad-" + name, "A value is not allowed", detail);

    /// <summary>What is wrong by field for a program, and in one sentence for a person.</summary>
    public static ApiProblem Invalid(string title, IReadOnlyDictionary<string, string[]> errors) =>
        new(StatusCodes.Status400BadRequest, "invalid", title, string.Join(" ", errors.Select(e => $"{e.Key} {string.Join("; ", e.Value)}.")), errors: errors);

    public static ApiProblem NotReady(string reason) => new(StatusCodes.Status503ServiceUnavailable, "not-ready", "Not ready", $"Not ready: {reason}.");

    public ProblemHttpResult Result()
    {
        var more = new Dictionary<string, object?> { ["code"] = code };
        if (position is not null)
            more["position"] = position;
        if (errors is not null)
            more["errors"] = errors;
        return TypedResults.Problem(Message, statusCode: status, title: title, extensions: more);
    }
}
