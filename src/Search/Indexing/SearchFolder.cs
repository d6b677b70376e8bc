using Microsoft.Data.Sqlite;
using PokedexTop.Configuration;

namespace PokedexTop.Search.Indexing;

/// <summary>Where the index is kept between processes: beside a SQLite file. Beside a server database each process makes its own in memory.</summary>
public static class SearchFolder
{
    /// <returns>The folder; null for none.</returns>
    public static string? Of(HostSettings settings) =>
        settings.Provider == DatabaseProvider.Sqlite ? Path.Combine(Path.GetDirectoryName(Path.GetFullPath(new SqliteConnectionStringBuilder(settings.ConnectionString).DataSource))!, "search") : null;
}
