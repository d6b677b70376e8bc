using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.DependencyInjection;
using PokedexTop.Configuration;
using PokedexTop.Web.Admin;
using PokedexTop.Web.Http;
using PokedexTop.Web.Pages.Parts;
using PokedexTop.Web.Pages.Shell;

namespace PokedexTop.Web.Pages.Ops;

/// <summary>A form by which an administrator does what the admin API does: by its code, written down as it is there, and back to the page with a word of it.</summary>
internal static class AuditedForm
{
    /// <param name="context">The request.</param>
    /// <param name="action">What is done, by the name it has in the API.</param>
    /// <param name="detail">To what, and how.</param>
    /// <param name="back">The page it leads back to.</param>
    /// <param name="done">What to tell of it.</param>
    /// <param name="act">Does it.</param>
    public static async Task<IResult> AnswerAsync<T>(HttpContext context, string action, string? detail, string back, Func<T, string> done, Func<Task<T>> act)
        where T : IResult
    {
        var status = StatusCodes.Status500InternalServerError;
        string? problem;
        try
        {
            var result = await act();
            (status, problem) = (Audit.StatusOf(result), ProblemOf(result));
            if (problem is null)
                return TypedResults.LocalRedirect(Notice.On(back, done(result)), permanent: false, preserveMethod: false);
        }
        catch (ApiProblem refused)
        {
            (status, problem) = (refused.Status, refused.Message);
        }
        catch (ConfigurationException refused)
        {
            (status, problem) = (StatusCodes.Status400BadRequest, refused.Message);
        }
        finally
        {
            await Audit.AddAsync(context, action, detail, status);
        }
        context.RequestServices.GetRequiredService<PagePolicy>().ApplyTo(context.Response);
        return new RazorComponentResult<RefusedForm>(new { Problem = problem, Back = back }) { StatusCode = status };
    }

    /// <summary>An order as the API's audit has it.</summary>
    public static string Detail<T>(T order) => JsonSerializer.Serialize(order, ApiJson.Options);

    /// <summary>What stands in a field; null for nothing.</summary>
    public static string? Said(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    /// <summary>Words with commas or blanks between them.</summary>
    public static string[] Words(string? text) => (text ?? "").Split([',', ' ', '\n', '\r', '\t', ';'], StringSplitOptions.RemoveEmptyEntries);

    private static string? ProblemOf(IResult result) => ((result as INestedHttpResult)?.Result ?? result) is IValueHttpResult { Value: Microsoft.AspNetCore.Mvc.ProblemDetails problem } ? problem.Detail ?? problem.Title : null;
}
