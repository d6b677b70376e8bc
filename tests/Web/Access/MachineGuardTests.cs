using System.Net;
using Microsoft.AspNetCore.Http;
using PokedexTop.Web.Access;

namespace PokedexTop.Web.Tests.Access;

/// <summary>Who may use the admin API, case by case.</summary>
public sealed class MachineGuardTests
{
    private const string Key = "0123456789abcdef0123456789abcdef";

    private static readonly MachineGuard s_open = new(new AdminOptions(Enabled: true, ApiKey: null, Loopback: true));
    private static readonly MachineGuard s_keyed = new(new AdminOptions(Enabled: true, Key, Loopback: true));
    private static readonly MachineGuard s_keyOnly = new(new AdminOptions(Enabled: true, Key, Loopback: false));

    [Theory]
    [InlineData("127.0.0.1", "localhost:5080")]
    [InlineData("127.8.9.10", "127.0.0.1:5080")]
    [InlineData("::1", "[::1]:5080")]
    [InlineData("::ffff:127.0.0.1", "LOCALHOST")]
    public void A_caller_on_this_machine_needs_no_key(string remote, string host)
    {
        Assert.Null(s_open.Judge(Get(remote, host)));
        Assert.Null(s_keyed.Judge(Get(remote, host)));
        Assert.Equal(401, s_keyOnly.Judge(Get(remote, host))!.Status);
    }

    [Theory]
    [InlineData("10.1.2.3", "localhost:5080")]
    [InlineData("192.168.1.9", "pokedextop.example.org")]
    [InlineData("2001:db8::1", "[::1]")]
    [InlineData("::ffff:10.0.0.1", "localhost")]
    [InlineData(null, "localhost")] // A socket in the file system.
    public void A_caller_elsewhere_needs_the_key(string? remote, string host)
    {
        Assert.Equal(403, s_open.Judge(Get(remote, host))!.Status);
        foreach (var guard in new[] { s_keyed, s_keyOnly })
        {
            Assert.Equal(401, guard.Judge(Get(remote, host))!.Status);
            Assert.Null(guard.Judge(Get(remote, host, ("X-Api-Key", Key))));
            Assert.Null(guard.Judge(Get(remote, host, ("Authorization", $"bearer {Key}"))));
            foreach (var wrong in new[] { Key[..^1], Key + "0", Key.ToUpperInvariant(), "", " " })
                Assert.Equal(401, guard.Judge(Get(remote, host, ("X-Api-Key", wrong)))!.Status);
            Assert.Equal(401, guard.Judge(Get(remote, host, ("Authorization", $"Basic {Key}")))!.Status);
        }
    }

    [Fact]
    public void A_wrong_key_is_refused_on_this_machine_too() => Assert.Equal(401, s_keyed.Judge(Get("127.0.0.1", "localhost", ("X-Api-Key", "wrong")))!.Status);

    [Theory]
    [InlineData("X-Forwarded-For", "203.0.113.7")]
    [InlineData("X-Forwarded-For", "127.0.0.1")]
    [InlineData("X-Forwarded-Host", "localhost")]
    [InlineData("X-Forwarded-Proto", "https")]
    [InlineData("Forwarded", "for=203.0.113.7")]
    [InlineData("Via", "1.1 proxy")]
    [InlineData("X-Real-IP", "203.0.113.7")]
    [InlineData("CF-Connecting-IP", "203.0.113.7")]
    public void What_a_proxy_on_this_machine_passed_on_is_not_from_this_machine(string header, string value)
    {
        Assert.Equal(403, s_open.Judge(Get("127.0.0.1", "localhost", (header, value)))!.Status);
        Assert.Equal(401, s_keyed.Judge(Get("127.0.0.1", "localhost", (header, value)))!.Status);
        Assert.Null(s_keyed.Judge(Get("127.0.0.1", "localhost", (header, value), ("X-Api-Key", Key))));
    }

    [Fact]
    public void A_proxy_that_says_nothing_of_itself_is_known_by_its_old_protocol()
    {
        var context = Get("127.0.0.1", "127.0.0.1:5080");
        context.Request.Protocol = "HTTP/1.0";
        Assert.Equal(403, s_open.Judge(context)!.Status);
    }

    [Theory]
    [InlineData("evil.example")]
    [InlineData("localhost.evil.example")]
    [InlineData("127.0.0.1.evil.example")]
    [InlineData("0.0.0.0")]
    [InlineData("")]
    public void A_name_that_was_pointed_at_this_machine_is_refused(string host) => Assert.Equal(403, s_open.Judge(Get("127.0.0.1", host))!.Status);

    [Theory]
    [InlineData(403, "POST", "application/json", "Sec-Fetch-Site", "cross-site")]
    [InlineData(403, "POST", "application/json", "Sec-Fetch-Site", "same-site")]
    [InlineData(403, "GET", null, "Sec-Fetch-Site", "cross-site")]
    [InlineData(403, "POST", "application/json", "Origin", "http://evil.example")]
    [InlineData(403, "POST", "application/json", "Origin", "null")]
    [InlineData(403, "POST", "application/json", "Origin", "http://localhost:5081")]
    [InlineData(415, "POST", "text/plain", null, null)]
    [InlineData(415, "POST", "application/x-www-form-urlencoded", null, null)]
    [InlineData(415, "POST", null, null, null)]
    [InlineData(415, "DELETE", null, null, null)]
    [InlineData(0, "POST", "application/json", null, null)]
    [InlineData(0, "POST", "application/json; charset=utf-8", "Origin", "http://localhost:5080")]
    [InlineData(0, "POST", "application/json", "Sec-Fetch-Site", "same-origin")]
    [InlineData(0, "GET", null, "Sec-Fetch-Site", "none")]
    public void A_page_of_another_site_in_a_browser_here_can_do_nothing(int status, string method, string? contentType, string? header, string? value)
    {
        var context = Get("127.0.0.1", "localhost:5080");
        (context.Request.Method, context.Request.ContentType) = (method, contentType);
        if (header is not null)
            context.Request.Headers[header] = value;
        Assert.Equal(status, s_open.Judge(context)?.Status ?? 0);
        // What has the key is no page of another site: sending that header needs a leave nobody gives.
        context.Request.Headers["X-Api-Key"] = Key;
        Assert.Null(s_keyed.Judge(context));
    }

    [Theory]
    [InlineData(0, "GET", "navigate", "document")]
    [InlineData(0, "HEAD", "navigate", "document")]
    [InlineData(403, "POST", "navigate", "document")]
    [InlineData(403, "GET", "navigate", "iframe")]
    [InlineData(403, "GET", "no-cors", "image")]
    [InlineData(403, "GET", "cors", "empty")]
    public void A_link_of_another_site_leads_here_and_nothing_else_of_it_does(int status, string method, string mode, string destination)
    {
        var context = Get("127.0.0.1", "localhost:5080", ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Mode", mode), ("Sec-Fetch-Dest", destination));
        context.Request.Method = method;
        context.Request.ContentType = method == "POST" ? "application/x-www-form-urlencoded" : null;
        Assert.Equal(status, s_open.Judge(context)?.Status ?? 0);
    }

    [Theory]
    [InlineData(0, "Sec-Fetch-Site", "same-origin")]
    [InlineData(0, "Origin", "http://localhost:5080")]
    [InlineData(403, "Sec-Fetch-Site", "same-site")]
    [InlineData(415, "Accept", "*/*")]
    public void A_form_is_taken_with_the_browsers_word_that_a_page_of_this_server_sent_it(int status, string header, string value)
    {
        var context = Get("127.0.0.1", "localhost:5080", (header, value));
        (context.Request.Method, context.Request.ContentType) = ("POST", "application/x-www-form-urlencoded");
        Assert.Equal(status, s_open.Judge(context)?.Status ?? 0);
    }

    private static DefaultHttpContext Get(string? remote, string host, params (string Name, string Value)[] headers)
    {
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = remote is null ? null : IPAddress.Parse(remote);
        (context.Request.Method, context.Request.Scheme, context.Request.Protocol, context.Request.Host) = ("GET", "http", "HTTP/1.1", new HostString(host));
        foreach (var (name, value) in headers)
            context.Request.Headers[name] = value;
        return context;
    }
}
