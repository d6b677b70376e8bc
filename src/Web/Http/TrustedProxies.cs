using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace PokedexTop.Web.Http;

/// <summary>Takes the word of the proxies in <c>Web:TrustedProxies</c> on who calls, by which scheme and host.</summary>
internal static class TrustedProxies
{
    public static void UseTrustedProxies(this WebApplication app)
    {
        var trusted = app.Services.GetRequiredService<WebOptions>().TrustedProxies;
        if (trusted.Count == 0)
        {
            app.UseProxyWarning();
            return;
        }
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost, ForwardLimit = null };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var network in trusted)
            options.KnownIPNetworks.Add(network);
        app.UseForwardedHeaders(options);
    }

    /// <summary>Says once that a proxy seems to stand in front and is not trusted: everybody behind it is one caller then.</summary>
    private static void UseProxyWarning(this WebApplication app)
    {
        var isTold = false;
        var log = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("PokedexTop.Web");
        app.Use((context, next) =>
        {
            if (!Volatile.Read(ref isTold) && context.Request.Headers.ContainsKey(ForwardedHeadersDefaults.XForwardedForHeaderName) && !Interlocked.Exchange(ref isTold, true))
            {
                log.LogWarning(
                    "A request came from {Address} with X-Forwarded-For, and Web:TrustedProxies names no proxy: all who come that way are one caller to limits and to the log of what administrators do. Where a proxy of yours stands there, name its address or network",
                    context.Connection.RemoteIpAddress);
            }
            return next(context);
        });
    }
}
