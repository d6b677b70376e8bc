using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;

namespace PokedexTop.Configuration;

/// <summary>How messages travel. The value of <c>Messaging:Transport</c>.</summary>
public enum Transport
{
    /// <summary>Inside the process; forgotten at exit, and found again from the tables.</summary>
    InMemory,
    RabbitMq,
}

/// <summary>The choices every process makes once, at start: database, bus, data folder.</summary>
/// <param name="DataDirectory">Absolute path of <c>Data:Directory</c>.</param>
public sealed record HostSettings(
    DatabaseProvider Provider, string ConnectionString, Transport Transport, Uri? RabbitMq, string DataDirectory)
{
    /// <summary>Whether everything runs in this one process: the SQLite file, the in-memory bus or both.</summary>
    public bool Embedded => Provider == DatabaseProvider.Sqlite || Transport == Transport.InMemory;

    /// <summary>The same, with connections that tell the server's administrators what they belong to, unless the connection string says.</summary>
    public HostSettings As(string application) => Provider switch
    {
        DatabaseProvider.PostgreSql when new Npgsql.NpgsqlConnectionStringBuilder(ConnectionString) is { ApplicationName: null } parts =>
            this with { ConnectionString = new Npgsql.NpgsqlConnectionStringBuilder(parts.ConnectionString) { ApplicationName = application }.ConnectionString },
        DatabaseProvider.SqlServer when new Microsoft.Data.SqlClient.SqlConnectionStringBuilder(ConnectionString) is var parts && !parts.ShouldSerialize("Application Name") =>
            this with { ConnectionString = new Microsoft.Data.SqlClient.SqlConnectionStringBuilder(parts.ConnectionString) { ApplicationName = application }.ConnectionString },
        _ => this,
    };

    /// <exception cref="ConfigurationException">A value is not one of those allowed.</exception>
    public static HostSettings Read(IConfiguration configuration)
    {
        var directory = Path.GetFullPath(configuration["Data:Directory"] is { Length: > 0 } configured ? configured : "./data");
        var provider = Choice<DatabaseProvider>(configuration, "Database:Provider", DatabaseProvider.Sqlite);
        var transport = Choice<Transport>(configuration, "Messaging:Transport", Transport.InMemory);
        var connectionString = configuration.GetConnectionString("Database");
        if (string.IsNullOrWhiteSpace(connectionString))
        {
            if (provider != DatabaseProvider.Sqlite)
                throw ConfigurationException.For("ConnectionStrings:Database", null, $"a connection string of {provider}");
            connectionString = new SqliteConnectionStringBuilder { DataSource = Path.Combine(directory, "pokedextop.db") }.ToString();
        }
        try
        {
            // A mistyped key or value fails here, with its name, rather than at the first query.
            var (place, named) = provider switch
            {
                DatabaseProvider.Sqlite => ("Data Source (a file)", FileOf(new SqliteConnectionStringBuilder(connectionString))),
                DatabaseProvider.PostgreSql => ("Host", new Npgsql.NpgsqlConnectionStringBuilder(connectionString).Host),
                _ => ("Data Source", new Microsoft.Data.SqlClient.SqlConnectionStringBuilder(connectionString).DataSource),
            };
            if (string.IsNullOrWhiteSpace(named))
                throw new ConfigurationException($"ConnectionStrings:Database names no {place}, which a connection string of {provider} needs.");
        }
        catch (ArgumentException error)
        {
            throw new ConfigurationException($"ConnectionStrings:Database is not a connection string of {provider}: {error.Message}");
        }
        return new HostSettings(provider, connectionString, transport, RabbitMqUri(configuration, transport), directory);
    }

    /// <summary>A database in memory would be another one for each connection.</summary>
    private static string? FileOf(SqliteConnectionStringBuilder parts) =>
        parts.Mode == SqliteOpenMode.Memory || parts.DataSource.Contains(":memory:", StringComparison.OrdinalIgnoreCase) ? null : parts.DataSource;

    private static Uri? RabbitMqUri(IConfiguration configuration, Transport transport)
    {
        var text = configuration.GetConnectionString("RabbitMq");
        if (transport != Transport.RabbitMq)
            return null;
        if (string.IsNullOrWhiteSpace(text))
            throw ConfigurationException.For("ConnectionStrings:RabbitMq", null, "an amqp URI such as amqp://user:password@host:5672/vhost");
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme is not ("amqp" or "amqps") || uri.Host.Length == 0)
            throw ConfigurationException.For("ConnectionStrings:RabbitMq", "(not an amqp URI)", "an amqp URI such as amqp://user:password@host:5672/vhost");
        return uri;
    }

    private static T Choice<T>(IConfiguration configuration, string key, T fallback) where T : struct, Enum
    {
        var text = configuration[key];
        if (string.IsNullOrWhiteSpace(text))
            return fallback;
        return Enum.GetNames<T>().FirstOrDefault(n => n.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } name
            ? Enum.Parse<T>(name)
            : throw ConfigurationException.For(key, text, string.Join(", ", Enum.GetNames<T>()));
    }
}
