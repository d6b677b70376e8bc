using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;

namespace PokedexTop.Web.Http;

/// <summary>How a process with pages tells a person that something went wrong: the status is set, and a title and a text are given.</summary>
internal sealed record TroublePages(Func<HttpContext, string, string, Task> WriteAsync);

/// <summary>What every process answers to requests that no endpoint takes: never an empty page, and HEAD wherever there is GET.</summary>
public static class PlainAnswers
{
    /// <summary>Before everything else that a process answers with.</summary>
    public static void UsePlainAnswers(this WebApplication app)
    {
        // The web server still knows that it was HEAD and sends no body.
        app.Use((context, next) =>
        {
            if (HttpMethods.IsHead(context.Request.Method))
                context.Request.Method = HttpMethods.Get;
            return next(context);
        });
        app.UseStatusCodePages(context => ExplainAsync(context.HttpContext));
        // It logs what happened and leaves a 500 without a body, which the line above fills.
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandler = _ => Task.CompletedTask,
            StatusCodeSelector = error => error is BadHttpRequestException unreadable ? unreadable.StatusCode : StatusCodes.Status500InternalServerError,
        });
        // Said explicitly, or endpoints would be chosen before the method is changed.
        app.UseRouting();
    }

    private static Task ExplainAsync(HttpContext context)
    {
        var (request, response) = (context.Request, context.Response);
        if (response.Headers.Allow is [var allowed] && allowed?.Split(", ") is { } methods && methods.Contains(HttpMethods.Get) && !methods.Contains(HttpMethods.Head))
            response.Headers.Allow = $"{allowed}, {HttpMethods.Head}";
        var title = ReasonPhrases.GetReasonPhrase(response.StatusCode);
        var detail = response.StatusCode switch
        {
            StatusCodes.Status404NotFound => $"There is nothing at {request.Path}.",
            StatusCodes.Status405MethodNotAllowed => $"{request.Path} does not take {request.Method}, but {response.Headers.Allow}.",
            StatusCodes.Status500InternalServerError => "The program failed at this; its log says how.",
            _ => $"{request.Method} {request.Path} was answered {response.StatusCode} {title}.",
        };
        if (IsForAPerson(request) && context.RequestServices.GetService<TroublePages>() is { } pages)
            return pages.WriteAsync(context, $"{response.StatusCode} {title}", detail);
        return IsForAPerson(request)
            ? WriteAsync(response, ErrorPage.Render($"{response.StatusCode} {title}", detail, Pages.Of(context.RequestServices)))
            : TypedResults.Problem(detail, statusCode: response.StatusCode, title: title).ExecuteAsync(context);
    }

    /// <summary>A browser asks for HTML and means it, except where only programs have business.</summary>
    private static bool IsForAPerson(HttpRequest request) =>
        !request.Path.StartsWithSegments("/api") && request.GetTypedHeaders().Accept.Any(type => type.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase));

    private static Task WriteAsync(HttpResponse response, string html)
    {
        response.ContentType = "text/html; charset=utf-8";
        response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; base-uri 'none'; frame-ancestors 'none'";
        response.Headers[HeaderNames.XContentTypeOptions] = "nosniff";
        return response.WriteAsync(html);
    }
}
