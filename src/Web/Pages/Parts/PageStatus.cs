using Microsoft.AspNetCore.Http;

namespace PokedexTop.Web.Pages.Parts;

/// <summary>What a page is answered with.</summary>
internal static class PageStatus
{
    /// <summary>Answers a page with a status. Set at once, 404 would make the framework leave the page out, for a page of the router's to be shown.</summary>
    public static void AnswerWith(this HttpContext context, int status) => context.Response.OnStarting(() =>
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    });
}
