using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Npgsql;
using PokedexTop.Hosting.Data;

namespace PokedexTop.Hosting.Configuration;

/// <summary>Reads <c>DATABASE_URL</c>, the form hosting platforms hand out.</summary>
public static class DatabaseUrl
{
    private const string Allowed = "sqlite:///path/to/file.db, postgresql://user:password@host:5432/database, sqlserver://user:password@host:1433/database";

    /// <exception cref="ConfigurationException">The URL is of no known form. The message never holds its password.</exception>
    public static (DatabaseProvider Provider, string ConnectionString) Parse(string url)
    {
        var scheme = url.IndexOf("://", StringComparison.Ordinal) is > 0 and var end ? url[..end].ToLowerInvariant() : "";
        if (scheme == "sqlite")
        {
            // sqlite:///data/x.db is relative to the working folder, sqlite:////data/x.db absolute, as SQLAlchemy reads it.
            var path = url["sqlite://".Length..];
            path = path.StartsWith("//", StringComparison.Ordinal) ? path[1..] : path.TrimStart('/');
            if (path.Length == 0)
                throw ConfigurationException.For("DATABASE_URL", "sqlite://", Allowed);
            // One slash too few is how most people write an absolute path; an existing folder decides for it.
            if (!Path.IsPathRooted(path) && !Directory.Exists(Path.GetDirectoryName(path) is { Length: > 0 } folder ? folder : ".") && Directory.Exists(Path.GetDirectoryName("/" + path)))
                path = "/" + path;
            return (DatabaseProvider.Sqlite, new SqliteConnectionStringBuilder { DataSource = Uri.UnescapeDataString(path) }.ToString());
        }
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
