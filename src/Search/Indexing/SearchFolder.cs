using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;
using PokedexTop.Configuration;

namespace PokedexTop.Search.Indexing;

/// <summary>Where the index is kept between processes.</summary>
public static class SearchFolder
{
    /// <summary>Beside a SQLite file.</summary>
    /// <returns>The folder; null for none, where the database is a server's.</returns>
    public static string? Of(HostSettings settings) =>
        settings.Provider == DatabaseProvider.Sqlite ? Path.Combine(Path.GetDirectoryName(Path.GetFullPath(new SqliteConnectionStringBuilder(settings.ConnectionString).DataSource))!, "search") : null;

    /// <summary>
    /// Of a process that answers searches: an index in memory takes some 180 MB, and is made anew at each start. Beside a server's
    /// database it lies in the data folder, or in that for temporary files where the data folder cannot be written, as in a container.
    /// </summary>
    public static string OfServer(HostSettings settings)
    {
        if (Of(settings) is { } beside)
            return beside;
        // Of one database each: a folder of another one would be believed.
        var name = $"search-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(settings.ConnectionString)).AsSpan(0, 6))}";
        var own = Path.Combine(settings.DataDirectory, name);
        try
        {
            Directory.CreateDirectory(own);
            return own;
        }
        catch (Exception error) when (error is UnauthorizedAccessException or IOException)
        {
            return Path.Combine(Path.GetTempPath(), "pokedextop-" + name);
        }
    }
}
