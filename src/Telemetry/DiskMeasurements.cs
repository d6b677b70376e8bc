using PokedexTop.Configuration;

namespace PokedexTop.Telemetry;

/// <summary>How much room the disk of the data folder has: told whatever becomes of the database, which a full disk takes along.</summary>
internal sealed class DiskMeasurements(HostSettings settings) : ITableMeasurements
{
    public Task MeasureAsync(CancellationToken cancellationToken)
    {
        var disk = new DriveInfo(Existing(settings.DataDirectory));
        ProcessTelemetry.DiskFree.Set(disk.AvailableFreeSpace);
        ProcessTelemetry.DiskSize.Set(disk.TotalSize);
        return Task.CompletedTask;
    }

    public void Clear()
    {
        ProcessTelemetry.DiskFree.Set([]);
        ProcessTelemetry.DiskSize.Set([]);
    }

    /// <summary>A process whose database and images are elsewhere never makes its data folder; then it is the disk the folder would be on.</summary>
    private static string Existing(string folder)
    {
        while (!Directory.Exists(folder) && Path.GetDirectoryName(folder) is { } above)
            folder = above;
        return folder;
    }
}
