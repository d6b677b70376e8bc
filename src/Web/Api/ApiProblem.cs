using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace PokedexTop.Web.Api;

/// <summary>A request that is answered with problem details.</summary>
/// <param name="status">The HTTP status.</param>
/// <param name="code">What went wrong, for programs: it stays the same.</param>
/// <param name="title">What went wrong, for people.</param>
/// <param name="detail">What was given and what is allowed.</param>
/// <param name="position">The character of the query it is about, from 0.</param>
internal sealed class ApiProblem(int status, string code, string title, string detail, int? position = null) : Exception(detail)
{
    public static ApiProblem NotFound(string code, string detail) => new(StatusCodes.Status404NotFound, code, "There is no such thing", detail);

    public ProblemHttpResult Result()
    {
        var more = new Dictionary<string, object?> { ["code"] = code };
        if (position is not null)
            more["position"] = position;
        return TypedResults.Problem(Message, statusCode: status, title: title, extensions: more);
    }
}
