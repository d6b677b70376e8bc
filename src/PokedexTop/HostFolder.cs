using Microsoft.Data.Sqlite;
using PokedexTop.Hosting.Configuration;
using PokedexTop.Hosting.Data;

namespace PokedexTop;

/// <summary>The folder of the SQLite file, whose lock says which process is its host.</summary>
internal static class HostFolder
{
    /// <summary>Where the database file lies: usually <c>Data:Directory</c>, elsewhere where its connection string says so.</summary>
    public static string PathOf(HostSettings settings) =>
        Path.GetDirectoryName(Path.GetFullPath(new SqliteConnectionStringBuilder(settings.ConnectionString).DataSource))!;

    /// <summary>Takes the folder where the database is a file; null where it is a server.</summary>
    /// <exception cref="ConfigurationException">The folder cannot be created or written.</exception>
    public static DataFolder? Open(HostSettings settings) => settings.Provider == DatabaseProvider.Sqlite ? DataFolder.Open(PathOf(settings)) : null;
}
