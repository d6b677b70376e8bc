using System.Security.Cryptography;
using PokedexTop.Configuration;
using PokedexTop.Data;

namespace PokedexTop.Composition;

/// <summary>Loads the native libraries that come into use later, on another core, while the process puts its services together.</summary>
internal static class WarmUp
{
    public static void Begin(HostSettings settings) => _ = Task.Run(() =>
    {
        SHA256.HashData([]);
        return SqlDatabase.LoadAsync(settings.Provider);
    });
}
