using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using PokedexTop.Configuration;
using PokedexTop.Data;

namespace PokedexTop.SqlServer.Tests.Capture;

/// <summary>SQL Server's provider with nothing behind it: statements are noted and find no rows, and what is counted is one.</summary>
internal sealed class SuppressedDatabase(Captured captured) : SqlDatabase("Server=none")
{
    private readonly SqlDatabase _sqlServer = Create(DatabaseProvider.SqlServer, "Server=none");

    public override DatabaseProvider Provider => DatabaseProvider.SqlServer;

    public override string Location => _sqlServer.Location;

    public override string SizeInBytes => _sqlServer.SizeInBytes;

    public override Task<IReadOnlyDictionary<string, long>> TableSizesAsync(DbConnection connection, CancellationToken cancellationToken) =>
        _sqlServer.TableSizesAsync(connection, cancellationToken);

    public override Task<DbConnection> OpenAsync(CancellationToken cancellationToken) => Task.FromResult<DbConnection>(new SuppressedConnection(captured));

    public override Task<WriteTransaction> BeginWriteAsync(string layer, CancellationToken cancellationToken) => throw new NotSupportedException();

    public override Task InsertAsync<T>(WriteTransaction write, BulkTable<T> table, IReadOnlyList<T> rows, CancellationToken cancellationToken) => throw new NotSupportedException();

    public override Task UpsertAsync<T>(WriteTransaction write, BulkTable<T> table, IReadOnlyList<T> rows, CancellationToken cancellationToken) => throw new NotSupportedException();

    public override string IsOneOf(string column, string parameter) => _sqlServer.IsOneOf(column, parameter);

    public override object TextList(IReadOnlyCollection<string> values) => _sqlServer.TextList(values);

    public override string First(string orderedSelect, int rows) => _sqlServer.First(orderedSelect, rows);

    public override void Configure(DbContextOptionsBuilder options, string migrationsHistoryTable)
    {
        // As the program does it, but for the connection.
        _sqlServer.Configure(options, migrationsHistoryTable);
        options.UseSqlServer(new SuppressedConnection(captured));
    }

    protected override bool Refuses(DbException error) => false;
}

internal sealed class SuppressedConnection(Captured captured) : DbConnection
{
    [AllowNull]
    public override string ConnectionString { get; set; } = "Server=none";

    public override string Database => "none";

    public override string DataSource => "none";

    public override string ServerVersion => "15.00.0000";

    public override ConnectionState State => ConnectionState.Open;

    public override void ChangeDatabase(string databaseName)
    {
    }

    public override void Close()
    {
    }

    public override void Open()
    {
    }

    protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel) => throw new NotSupportedException();

    protected override DbCommand CreateDbCommand()
    {
        captured.AddLine();
        return new SuppressedCommand(this, captured);
    }
}

internal sealed class SuppressedCommand(DbConnection connection, Captured captured) : DbCommand
{
    private readonly SqlCommand _command = new();

    [AllowNull]
    public override string CommandText { get => _command.CommandText; set => _command.CommandText = value; }

    public override int CommandTimeout { get => _command.CommandTimeout; set => _command.CommandTimeout = value; }

    public override CommandType CommandType { get => _command.CommandType; set => _command.CommandType = value; }

    public override bool DesignTimeVisible { get; set; }

    public override UpdateRowSource UpdatedRowSource { get => _command.UpdatedRowSource; set => _command.UpdatedRowSource = value; }

    protected override DbConnection? DbConnection { get; set; } = connection;

    protected override DbParameterCollection DbParameterCollection => _command.Parameters;

    protected override DbTransaction? DbTransaction { get; set; }

    public override void Cancel()
    {
    }

    public override int ExecuteNonQuery()
    {
        captured.AddAsSent(_command);
        return 0;
    }

    public override object? ExecuteScalar()
    {
        captured.AddAsSent(_command);
        return null;
    }

    public override void Prepare()
    {
    }

    protected override DbParameter CreateDbParameter() => new SqlParameter();

    protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior)
    {
        captured.AddAsSent(_command);
        // Whole rows are looked up by their columns' names, even if there are none.
        var nothing = new DataTable();
        foreach (var column in captured.Columns)
            nothing.Columns.Add(column);
        if (CommandText.StartsWith("SELECT COUNT(*)", StringComparison.Ordinal))
            nothing.Rows.Add(1);
        return nothing.CreateDataReader();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _command.Dispose();
        base.Dispose(disposing);
    }
}
