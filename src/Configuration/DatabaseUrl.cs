using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace PokedexTop.Configuration;

/// <summary>Reads <c>DATABASE_URL</c>, the form hosting platforms hand out.</summary>
internal static class DatabaseUrl
{
    private const string Allowed = "sqlite:///absolute/path/to/file.db, postgresql://user:password@host:5432/database, sqlserver://user:password@host:1433/database";

    /// <exception cref="ConfigurationException">The URL is of no known form. The message never holds its password.</exception>
    public static (DatabaseProvider Provider, string ConnectionString) Parse(string url)
    {
        var scheme = url.IndexOf("://", StringComparison.Ordinal) is > 0 and var end ? url[..end].ToLowerInvariant() : "";
        if (scheme == "sqlite")
            return (DatabaseProvider.Sqlite, new SqliteConnectionStringBuilder { DataSource = SqliteFile(url) }.ToString());
        if (scheme is not ("postgresql" or "postgres" or "sqlserver" or "mssql"))
            throw ConfigurationException.For("DATABASE_URL", scheme.Length > 0 ? scheme + "://…" : "…", Allowed);
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Host.Length == 0 || uri.AbsolutePath.Trim('/').Length == 0)
            throw ConfigurationException.For("DATABASE_URL", scheme + "://… (no host or no database in it)", Allowed);

        var login = uri.UserInfo.Split(':', 2);
        var user = Uri.UnescapeDataString(login[0]);
        var password = login.Length > 1 ? Uri.UnescapeDataString(login[1]) : null;
        var database = Uri.UnescapeDataString(uri.AbsolutePath.Trim('/'));
        return scheme is "postgresql" or "postgres"
            ? (DatabaseProvider.PostgreSql, PostgreSql(uri, user, password, database))
            : (DatabaseProvider.SqlServer, SqlServer(uri, user, password, database));
    }

    /// <summary>
    /// What follows the empty host is an absolute path, as in every URL; a fourth slash changes nothing. Were it relative to the
    /// working folder, or the folder made where it is missing, a volume that is not mounted would give a fresh database in silence.
    /// </summary>
    private static string SqliteFile(string url)
    {
        var path = Uri.UnescapeDataString(url["sqlite://".Length..]);
        if (!path.StartsWith('/') || path.EndsWith('/') || path.Contains('?', StringComparison.Ordinal))
            throw ConfigurationException.For("DATABASE_URL", url.Contains('@', StringComparison.Ordinal) ? "sqlite://… (with a user or password)" : url, Allowed);
        path = "/" + path.TrimStart('/');
        // sqlite:///C:/data/x.db
        if (OperatingSystem.IsWindows() && path.Length > 2 && path[2] == ':')
            path = path[1..];
        return Directory.Exists(Path.GetDirectoryName(path))
            ? path
            : throw new ConfigurationException($"DATABASE_URL is '{url}', but there is no folder {Path.GetDirectoryName(path)}: create it, or mount its volume. The path is absolute; for a file below the working folder set Data:Directory instead.");
    }

    private static string PostgreSql(Uri uri, string user, string? password, string database)
    {
        var builder = new NpgsqlConnectionStringBuilder
        {
            Host = uri.Host,
            Port = uri.Port > 0 ? uri.Port : 5432,
            Database = database,
            Username = user.Length > 0 ? user : null,
            Password = password,
        };
        foreach (var pair in uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = pair.Split('=', 2);
            var (name, value) = (Uri.UnescapeDataString(parts[0]), parts.Length > 1 ? Uri.UnescapeDataString(parts[1]) : "");
            if (name == "sslmode")
                builder.SslMode = Enum.TryParse<SslMode>(value.Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out var mode)
                    ? mode
                    : throw ConfigurationException.For("DATABASE_URL sslmode", value, "disable, allow, prefer, require, verify-ca, verify-full");
        }
        return builder.ToString();
    }

    private static string SqlServer(Uri uri, string user, string? password, string database)
    {
        var builder = new SqlConnectionStringBuilder
        {
            DataSource = uri.Port > 0 ? $"{uri.Host},{uri.Port}" : uri.Host,
            InitialCatalog = database,
        };
        if (user.Length > 0)
            (builder.UserID, builder.Password) = (user, password ?? "");
        else
            builder.IntegratedSecurity = true;
        if (uri.Query.Contains("trustservercertificate=true", StringComparison.OrdinalIgnoreCase))
            builder.TrustServerCertificate = true;
        return builder.ToString();
    }
}
