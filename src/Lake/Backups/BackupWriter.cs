using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using PokedexTop.Configuration;
using PokedexTop.Data;
using PokedexTop.Images.Stores;

namespace PokedexTop.Lake.Backups;

/// <summary>What was backed up.</summary>
/// <param name="Bytes">Of the file.</param>
/// <param name="ImageObjects">Objects of the image store that the database names.</param>
/// <param name="Copied">How many of them are in the file.</param>
/// <param name="Missing">How many of them should be, and are not in the store as the database describes them.</param>
public sealed record BackupWritten(long Bytes, int ImageObjects, int Copied, int Missing);

/// <summary>Copies a SQLite database into one file, as it is at one moment, while stages go on writing.</summary>
public sealed class BackupWriter(SqlDatabase database, IEnumerable<LayerMigrations> migrations, TimeProvider time)
{
    /// <param name="path">The file, which is not there yet.</param>
    /// <param name="images">Where pictures are, if they are to be copied too.</param>
    /// <param name="cancellationToken">Stops it; there is no file then.</param>
    /// <exception cref="ConfigurationException">The database is a server's, or the file is there already.</exception>
    /// <exception cref="BackupException">The database is damaged.</exception>
    public async Task<BackupWritten> WriteAsync(string path, IImageStore? images, CancellationToken cancellationToken)
    {
        if (database.Provider != DatabaseProvider.Sqlite)
            throw new ConfigurationException($"A backup file is of a SQLite database. {NativeWay(database.Provider)} 'pokedextop lake write' copies every table of any database.");
        if (Path.Exists(path))
            throw new ConfigurationException($"There is '{path}' already; a backup does not replace another one.");
        // Beside the file, where there is room for it, and renamed when it is whole.
        var (copy, partial) = ($"{path}.copy", $"{path}.partial");
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            File.Delete(copy);
            File.Delete(partial);
            await CopyAsync(copy, cancellationToken);
            var written = await PackAsync(copy, partial, images, cancellationToken);
            File.Move(partial, path);
            return written with { Bytes = new FileInfo(path).Length };
        }
        finally
        {
            File.Delete(copy);
            File.Delete(partial);
        }
    }

    private static string NativeWay(DatabaseProvider provider) => provider == DatabaseProvider.PostgreSql
        ? "PostgreSQL's own way is pg_dump --format=custom, and pg_restore (docs/operations.md)."
        : "SQL Server's own way is BACKUP DATABASE … WITH CHECKSUM, and RESTORE (docs/operations.md).";

    /// <summary>SQLite writes a new file from what it reads in one transaction; what it cannot read it cannot copy.</summary>
    private async Task CopyAsync(string copy, CancellationToken cancellationToken)
    {
        await using (var connection = await database.OpenAsync(cancellationToken))
        {
            await using var vacuum = connection.Command("VACUUM INTO @copy", ("@copy", copy));
            await vacuum.ExecuteNonQueryAsync(cancellationToken);
        }
        await using var made = await OpenAsync(copy, cancellationToken);
        await using var check = made.Command("PRAGMA quick_check(1)");
        if ((await check.ReadAsync(row => row.GetString(0), cancellationToken)) is not ["ok"] and var told)
            throw new BackupException($"The database at {database.Location} is damaged, and nothing was backed up: {string.Join("; ", told)}.");
    }

    private async Task<BackupWritten> PackAsync(string copy, string file, IImageStore? images, CancellationToken cancellationToken)
    {
        var named = await NamedAsync(copy, cancellationToken);
        var list = new MemoryStream();
        foreach (var image in named)
        {
            list.Write(JsonSerializer.SerializeToUtf8Bytes(image, JsonSerializerOptions.Web));
            list.WriteByte((byte)'\n');
        }
        var schema = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var layer in migrations)
            schema[layer.Layer] = layer.Known.Except(await layer.PendingAsync(cancellationToken)).LastOrDefault() ?? "";
        var manifest = new BackupManifest
        {
            Format = BackupManifest.CurrentFormat,
            MadeAt = time.UtcNow(),
            Schema = schema,
            Bytes = new FileInfo(copy).Length,
            Sha256 = await HashOfAsync(copy, cancellationToken),
            ImageObjects = named.Count,
            WithImages = images is not null,
            ListSha256 = Convert.ToHexStringLower(SHA256.HashData(list.GetBuffer().AsSpan(0, (int)list.Length))),
        };
        await using var archive = await ZipFile.OpenAsync(file, ZipArchiveMode.Create, cancellationToken);
        await AddAsync(archive, BackupManifest.Entry, new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(manifest, JsonSerializerOptions.Web)), cancellationToken);
        list.Position = 0;
        await AddAsync(archive, BackupManifest.List, list, cancellationToken);
        await using (var content = File.OpenRead(copy))
            await AddAsync(archive, BackupManifest.Database, content, cancellationToken);
        var copied = 0;
        foreach (var image in images is null ? [] : named)
        {
            if (await images!.ReadAsync(image.Key, cancellationToken) is not { } bytes || Convert.ToHexStringLower(SHA256.HashData(bytes)) != image.Sha256)
                continue;
            await AddAsync(archive, BackupManifest.Images + image.Key, new MemoryStream(bytes), cancellationToken, CompressionLevel.NoCompression);
            copied++;
        }
        return new BackupWritten(0, named.Count, copied, images is null ? 0 : named.Count - copied);
    }

    private static async Task AddAsync(ZipArchive archive, string name, Stream content, CancellationToken cancellationToken, CompressionLevel level = CompressionLevel.Fastest)
    {
        await using var entry = await archive.CreateEntry(name, level).OpenAsync(cancellationToken);
        await content.CopyToAsync(entry, cancellationToken);
    }

    private static async Task<List<NamedImage>> NamedAsync(string copy, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(copy, cancellationToken);
        // A database that is upgraded from before there were pictures has no tables of them.
        await using var table = connection.Command("SELECT name FROM sqlite_master WHERE name = 'silver_card_images'");
        if (await table.ReadAsync(row => row.GetString(0), cancellationToken) is [])
            return [];
        await using var select = connection.Command(
            """
            SELECT object_key, bytes, sha256 FROM silver_card_images WHERE status = 'stored' AND object_key IS NOT NULL AND bytes IS NOT NULL AND sha256 IS NOT NULL
            UNION SELECT object_key, bytes, sha256 FROM silver_set_images WHERE status = 'stored' AND object_key IS NOT NULL AND bytes IS NOT NULL AND sha256 IS NOT NULL ORDER BY 1
            """);
        return await select.ReadAsync(row => new NamedImage(row.GetString(0), row.GetInt64(1), row.GetString(2)), cancellationToken);
    }

    private static async Task<SqliteConnection> OpenAsync(string file, CancellationToken cancellationToken)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        await connection.OpenAsync(cancellationToken);
        return connection;
    }

    private static async Task<string> HashOfAsync(string file, CancellationToken cancellationToken)
    {
        await using var content = File.OpenRead(file);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancellationToken));
    }
}
