using Microsoft.AspNetCore.Http;

namespace PokedexTop.Web.Pages.Parts;

/// <summary>What a page is answered with.</summary>
internal static class PageStatus
{
    /// <summary>Answers a page with a status. Set at once, 404 would make the framework leave the page out, for a page of the router's to be shown.</summary>
    /// <param name="context">The page's request.</param>
    /// <param name="status">The status.</param>
    /// <param name="holds">Whether it still does when the answer begins; null where nothing can change it.</param>
    public static void AnswerWith(this HttpContext context, int status, Func<bool>? holds = null) => context.Response.OnStarting(() =>
    {
        // A page that failed afterwards has a status of its own.
        if (context.Response.StatusCode == StatusCodes.Status200OK && holds?.Invoke() is not false)
            context.Response.StatusCode = status;
        return Task.CompletedTask;
    });
}
