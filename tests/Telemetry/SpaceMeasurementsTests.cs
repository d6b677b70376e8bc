using System.Diagnostics.Metrics;
using PokedexTop.Configuration;
using PokedexTop.Data;
using PokedexTop.Telemetry;
using PokedexTop.Testing;

namespace PokedexTop.Telemetry.Tests;

public sealed class SpaceMeasurementsTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_disk_is_that_of_the_data_folder_also_before_the_folder_is_made()
    {
        using var folder = new TemporaryFolder();
        var settings = new HostSettings(DatabaseProvider.PostgreSql, "Host=none", Transport.InMemory, null, Path.Combine(folder.Path, "not", "there"));
        var disk = new DiskMeasurements(settings);
        await disk.MeasureAsync(Stop);
        Assert.Equal(new DriveInfo(folder.Path).TotalSize, Told("pokedextop.disk.size"));
        Assert.InRange(Told("pokedextop.disk.free")!.Value, 1, new DriveInfo(folder.Path).TotalSize);
        disk.Clear();
        Assert.Null(Told("pokedextop.disk.free"));
    }

    [Theory]
    [EveryDatabase]
    public async Task A_database_is_as_large_as_its_pages_or_as_its_server_says(DatabaseProvider provider)
    {
        using var folder = new TemporaryFolder();
        await using var database = (await TestDatabase.CreateAsync(provider, folder)).Open();
        var (least, most) = provider == DatabaseProvider.Sqlite ? (4_096, 1_000_000) : (1_000_000, 1_000_000_000);
        Assert.InRange(await SizeAsync(database), least, most);
    }

    [Fact]
    public void What_SQL_Server_is_asked_is_what_it_reads() => TransactSql.AssertParses(SqlDatabase.Create(DatabaseProvider.SqlServer, "Server=none").SizeInBytes);

    private static async Task<long> SizeAsync(SqlDatabase database)
    {
        await using (var write = await database.BeginWriteAsync("bronze", Stop))
        {
            await write.ExecuteAsync("CREATE TABLE cards (id integer)", [], Stop);
            await write.CommitAsync(Stop);
        }
        await new DatabaseMeasurements(database).MeasureAsync(Stop);
        return Told("pokedextop.database.size")!.Value;
    }

    private static long? Told(string name)
    {
        long? told = null;
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Name == name)
                    listener.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((_, value, _, _) => told = value);
        listener.Start();
        listener.RecordObservableInstruments();
        return told;
    }
}
