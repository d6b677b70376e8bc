using Microsoft.Extensions.Logging;
using PokedexTop.Configuration;
using PokedexTop.Data;
using PokedexTop.Hosting;

namespace PokedexTop.Lake.Backups;

/// <summary>Backs a SQLite file up before a newer program changes its tables: one file a version of the tables, and three of them at most.</summary>
internal sealed class UpgradeBackup(SqlDatabase database, IEnumerable<LayerMigrations> migrations, BackupWriter writer, ILogger<UpgradeBackup> log) : IBeforeUpgrade
{
    private const int Kept = 3;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (database.Provider != DatabaseProvider.Sqlite)
            return;
        var folder = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(database.Location))!, "backups");
        // By the newest migration: an upgrade that is tried again after a crash must not push out what there was before it.
        var path = Path.Combine(folder, $"before-{migrations.Select(layer => layer.Known is [.., var last] ? last[..14] : "").Max(StringComparer.Ordinal)}.zip");
        if (File.Exists(path))
            return;
        var written = await writer.WriteAsync(path, images: null, cancellationToken);
        log.LogInformation("The tables are upgraded; what they were is in {Path} ({Bytes:N0} bytes)", path, written.Bytes);
        foreach (var old in Directory.GetFiles(folder, "before-*.zip").OrderDescending(StringComparer.Ordinal).Skip(Kept))
            File.Delete(old);
    }
}
