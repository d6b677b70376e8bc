using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace PokedexTop.Web.Http;

/// <summary>What every answer says to browsers, where its endpoint does not say it more exactly.</summary>
internal static class SecurityHeaders
{
    /// <summary>For answers that are no pages: nothing of them is loaded, run or framed.</summary>
    private const string NoPage = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'";

    public static void UseSecurityHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        context.Response.OnStarting(() =>
        {
            var headers = context.Response.Headers;
            headers.XContentTypeOptions = "nosniff";
            if (headers.ContentSecurityPolicy.Count == 0)
                headers.ContentSecurityPolicy = NoPage;
            headers["Referrer-Policy"] = "same-origin";
            // For a name that has a certificate; what this machine calls itself has none.
            if (context.Request.IsHttps && !context.Request.Host.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase))
                headers.StrictTransportSecurity = "max-age=31536000";
            return Task.CompletedTask;
        });
        return next(context);
    });
}
