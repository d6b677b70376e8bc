using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection;
using PokedexTop.Web.Http;

namespace PokedexTop.Web.Access;

/// <summary>How often a user, or an address that is nobody's, may ask: <c>Web:RequestsPerMinute</c>, as a bucket that fills evenly.</summary>
internal static class RateLimits
{
    public static IServiceCollection AddRateLimits(this IServiceCollection services, int perMinute) => services.AddRateLimiter(limits =>
    {
        limits.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => Partition(context, perMinute));
        limits.OnRejected = async (rejected, _) =>
        {
            var context = rejected.HttpContext;
            var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? Math.Max(1, (int)Math.Ceiling(after.TotalSeconds)) : 1;
            context.Response.Headers.RetryAfter = wait.ToString(CultureInfo.InvariantCulture);
            context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            var detail = $"This server answers {perMinute} requests a minute to each; ask again in {wait} s.";
            await (context.GetEndpoint()?.Metadata.GetMetadata<RefusedAs>() is { } other
                ? other.WriteAsync(context, StatusCodes.Status429TooManyRequests, detail)
                : new ApiProblem(StatusCodes.Status429TooManyRequests, "too-many-requests", "Too many requests", detail).Result().ExecuteAsync(context));
        };
    });

    public static void UseRateLimits(this IApplicationBuilder app) => app.UseRateLimiter();

    private static RateLimitPartition<string> Partition(HttpContext context, int perMinute)
    {
        // Pictures are many to a page and cost little; a probe must always be answered; the key and this machine are the operator's own.
        if (perMinute == 0 || context.Request.Path.StartsWithSegments("/images") || context.Request.Path.StartsWithSegments("/health") || context.User.Identity?.AuthenticationType == AccessSchemes.Machine)
            return RateLimitPartition.GetNoLimiter("");
        var drop = Math.Max(1, perMinute / 60);
        return RateLimitPartition.GetTokenBucketLimiter(context.User.FindFirst(Callers.Id)?.Value ?? AddressOf(context), _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = perMinute,
            TokensPerPeriod = drop,
            ReplenishmentPeriod = TimeSpan.FromMinutes((double)drop / perMinute),
            AutoReplenishment = true,
        });
    }

    /// <summary>Of IPv6 the part that a household has: the rest is its own to choose.</summary>
    private static string AddressOf(HttpContext context)
    {
        if (context.Connection.RemoteIpAddress is not { } address)
            return "a socket";
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6 ? new IPNetwork(Masked(address), 64).ToString() : address.ToString();
    }

    private static IPAddress Masked(IPAddress address)
    {
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new IPAddress(bytes);
    }
}
