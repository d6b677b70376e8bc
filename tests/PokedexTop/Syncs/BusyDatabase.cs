using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using PokedexTop.Configuration;
using PokedexTop.Data;

namespace PokedexTop.Tests.Syncs;

/// <summary>A database that is slow to open, or does not.</summary>
internal sealed class BusyDatabase(SqlDatabase inner, Func<Task> opening) : SqlDatabase(inner.ConnectionString)
{
    public override DatabaseProvider Provider => inner.Provider;

    public override string Location => inner.Location;

    public override Task<IReadOnlyDictionary<string, long>> TableSizesAsync(DbConnection connection, CancellationToken cancellationToken) => inner.TableSizesAsync(connection, cancellationToken);

    public override async Task<DbConnection> OpenAsync(CancellationToken cancellationToken)
    {
        await opening();
        return await inner.OpenAsync(cancellationToken);
    }

    public override Task<WriteTransaction> BeginWriteAsync(string layer, CancellationToken cancellationToken) => inner.BeginWriteAsync(layer, cancellationToken);

    public override Task InsertAsync<T>(WriteTransaction write, BulkTable<T> table, IReadOnlyList<T> rows, CancellationToken cancellationToken) => inner.InsertAsync(write, table, rows, cancellationToken);

    public override Task UpsertAsync<T>(WriteTransaction write, BulkTable<T> table, IReadOnlyList<T> rows, CancellationToken cancellationToken) => inner.UpsertAsync(write, table, rows, cancellationToken);

    public override string IsOneOf(string column, string parameter) => inner.IsOneOf(column, parameter);

    public override object TextList(IReadOnlyCollection<string> values) => inner.TextList(values);

    public override string First(string orderedSelect, int rows) => inner.First(orderedSelect, rows);

    public override string SizeInBytes => inner.SizeInBytes;

    public override void Configure(DbContextOptionsBuilder options, string migrationsHistoryTable) => inner.Configure(options, migrationsHistoryTable);

    protected override bool Refuses(DbException error) => false;

    public override async ValueTask DisposeAsync()
    {
        await inner.DisposeAsync();
        await base.DisposeAsync();
    }
}
