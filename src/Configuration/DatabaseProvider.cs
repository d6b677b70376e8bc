namespace PokedexTop.Configuration;

/// <summary>The databases PokedexTop runs on. The value of <c>Database:Provider</c>.</summary>
public enum DatabaseProvider
{
    /// <summary>One file in the data folder; one running host a folder.</summary>
    Sqlite,
    SqlServer,
    PostgreSql,
}
