using Microsoft.Data.Sqlite;
using PokedexTop.Configuration;
using PokedexTop.Data;

namespace PokedexTop.Composition;

/// <summary>The folder of the SQLite file, whose lock says which process is its host.</summary>
internal static class HostFolder
{
    /// <summary>Where the database file lies: usually <c>Data:Directory</c>, elsewhere where its connection string says so.</summary>
    public static string PathOf(HostSettings settings) =>
        Path.GetDirectoryName(Path.GetFullPath(new SqliteConnectionStringBuilder(settings.ConnectionString).DataSource))!;

    /// <summary>Writes what verbs started beside this host may want to know. A disk that is full is told where it matters, and keeps no host from starting.</summary>
    public static void Write(string file, string text)
    {
        try
        {
            File.WriteAllText(file, text);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // They do without.
        }
    }

    /// <summary>Takes the folder where the database is a file; null where it is a server.</summary>
    /// <exception cref="ConfigurationException">The folder cannot be created or written.</exception>
    public static DataFolder? Open(HostSettings settings) => settings.Provider == DatabaseProvider.Sqlite ? DataFolder.Open(PathOf(settings)) : null;
}
