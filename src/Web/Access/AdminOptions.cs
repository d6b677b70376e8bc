using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using PokedexTop.Configuration;

namespace PokedexTop.Web.Access;

/// <summary>Section <c>Admin</c>: who may use the admin API.</summary>
/// <param name="Enabled">Whether there is one at all. Default true.</param>
/// <param name="ApiKey">The key that opens it from anywhere; a secret. None: it answers on this machine only, and administrators who sign in.</param>
/// <param name="Loopback">Whether callers on this machine need no key. Default true where nobody signs in; false behind a proxy on the same machine.</param>
/// <param name="Mode">Whether people sign in.</param>
public sealed record AdminOptions(bool Enabled, string? ApiKey, bool Loopback, AccessMode Mode = AccessMode.Local)
{
    public const string Section = "Admin";

    /// <summary>Characters of the shortest key that cannot be guessed.</summary>
    private const int ShortestKey = 32;

    /// <exception cref="ConfigurationException">A value is not one of those allowed. The key is never part of the message.</exception>
    public static AdminOptions Read(IConfiguration configuration)
    {
        var options = Values(configuration);
        return options is { Enabled: true, Loopback: false, ApiKey: null, Mode: AccessMode.Local }
            ? throw new ConfigurationException($"Admin:Loopback is 'false' and Admin:ApiKey is not set, so nobody could use the admin API: set a key ({KeyAllowed}), or Admin:Enabled to false.")
            : options;
    }

    /// <summary>Each value by itself, for processes that serve no admin API and need not have its key.</summary>
    /// <exception cref="ConfigurationException">A value is not one of those allowed.</exception>
    public static AdminOptions Values(IConfiguration configuration)
    {
        var mode = AccessOptions.Read(configuration).Mode;
        // Where people sign in, a way in from this machine, which may be a tunnel's or a proxy's, is asked for.
        return new AdminOptions(Switch(configuration, "Enabled", true), Key(configuration), Switch(configuration, "Loopback", mode == AccessMode.Local), mode);
    }

    /// <summary>The key of <c>Admin:ApiKey</c>, for a server or for a caller of one.</summary>
    /// <exception cref="ConfigurationException">It is too short, or no text for a header.</exception>
    public static string? Key(IConfiguration configuration)
    {
        var key = configuration[$"{Section}:ApiKey"];
        if (string.IsNullOrEmpty(key))
            return null;
        return key.Length >= ShortestKey && key.All(c => c is > ' ' and < '\x7f') ? key : throw ConfigurationException.For($"{Section}:ApiKey", "(not shown)", KeyAllowed);
    }

    /// <summary>Refuses to start with an admin API that the network could reach and no key would protect.</summary>
    /// <param name="addresses">What the web server will listen on, as configured.</param>
    /// <exception cref="ConfigurationException">An address is not of this machine alone, and there is no key.</exception>
    public void CheckAddresses(IEnumerable<string> addresses)
    {
        if (Enabled && ApiKey is null && Mode == AccessMode.Local && addresses.FirstOrDefault(address => !IsLoopback(address)) is { } open)
            throw new ConfigurationException(
                $"The web server is to listen on {open}, which others can reach, and no Admin:ApiKey protects the admin API. Set a key ({KeyAllowed}), let people sign in (Auth:Mode), listen on http://localhost:5080, or switch the admin API off with Admin:Enabled=false.");
    }

    private static string KeyAllowed => $"at least {ShortestKey} printable ASCII characters without spaces, such as 'openssl rand -hex 32' makes";

    private static bool IsLoopback(string address)
    {
        BindingAddress parsed;
        try
        {
            parsed = BindingAddress.Parse(address);
        }
        catch (FormatException)
        {
            // Not an address: the web server will say so.
            return true;
        }
        // Who may use a socket in the file system is a matter of its permissions, which are not looked at here.
        return !parsed.IsUnixPipe && (parsed.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(parsed.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip)));
    }

    private static bool Switch(IConfiguration configuration, string key, bool usual)
    {
        var text = configuration[$"{Section}:{key}"];
        return string.IsNullOrWhiteSpace(text) ? usual : (bool.TryParse(text, out var value) ? value : throw ConfigurationException.For($"{Section}:{key}", text, "true, false"));
    }
}
