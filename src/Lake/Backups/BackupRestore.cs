using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using PokedexTop.Configuration;
using PokedexTop.Data;
using PokedexTop.Images.Stores;

namespace PokedexTop.Lake.Backups;

/// <summary>What was restored.</summary>
/// <param name="MadeAt">When the backup was made.</param>
/// <param name="Bytes">Of the database.</param>
/// <param name="ImageObjects">Objects of the image store that the database names.</param>
/// <param name="Images">How many of them came with the backup.</param>
public sealed record BackupRestored(DateTime MadeAt, long Bytes, int ImageObjects, int Images);

/// <summary>Puts a backup's database where there is none. Everything is checked before it is there.</summary>
public sealed class BackupRestore(SqlDatabase database, IEnumerable<LayerMigrations> migrations, IImageStore images)
{
    /// <exception cref="ConfigurationException">The configured database is a server's, or there is one already.</exception>
    /// <exception cref="BackupException">The file is no backup, damaged, or newer than the program.</exception>
    public async Task<BackupRestored> RestoreAsync(string path, CancellationToken cancellationToken)
    {
        if (database.Provider != DatabaseProvider.Sqlite)
            throw new ConfigurationException("A backup file holds a SQLite database. 'pokedextop restore --from lake' fills a database of any kind.");
        var target = Path.GetFullPath(database.Location);
        if (new[] { target, target + "-wal" }.FirstOrDefault(file => new FileInfo(file) is { Exists: true, Length: > 0 }) is { } there)
            throw new ConfigurationException($"There is '{there}' already. Restore into a data folder without a database.");
        var made = target + ".restoring";
        try
        {
            await using var archive = await ZipFile.OpenReadAsync(path, cancellationToken);
            var manifest = await ManifestAsync(archive, path, cancellationToken);
            var named = await NamedAsync(archive, manifest, path, cancellationToken);
            await TakeOutAsync(archive, manifest, made, path, cancellationToken);
            var copied = await PutImagesAsync(archive, manifest, named, path, cancellationToken);
            File.Move(made, target, overwrite: true);
            return new BackupRestored(manifest.MadeAt, manifest.Bytes, named.Count, copied);
        }
        catch (InvalidDataException error)
        {
            throw new BackupException($"'{path}' is no backup, or is damaged: {error.Message}", error);
        }
        finally
        {
            File.Delete(made);
        }
    }

    private async Task<BackupManifest> ManifestAsync(ZipArchive archive, string path, CancellationToken cancellationToken)
    {
        BackupManifest? manifest;
        try
        {
            await using var content = await Entry(archive, BackupManifest.Entry, path).OpenAsync(cancellationToken);
            manifest = await JsonSerializer.DeserializeAsync<BackupManifest>(content, JsonSerializerOptions.Web, cancellationToken);
        }
        catch (JsonException error)
        {
            throw new BackupException($"'{path}' is damaged: its {BackupManifest.Entry} cannot be read.", error);
        }
        if (manifest is null || manifest.Format > BackupManifest.CurrentFormat || migrations.FirstOrDefault(layer => manifest.Schema.TryGetValue(layer.Layer, out var version) && version.Length > 0 && !layer.Known.Contains(version)) is not null)
            throw new BackupException($"'{path}' was made by a newer program; use that.");
        return manifest;
    }

    private static async Task<List<NamedImage>> NamedAsync(ZipArchive archive, BackupManifest manifest, string path, CancellationToken cancellationToken)
    {
        using var list = new MemoryStream();
        await using (var content = await Entry(archive, BackupManifest.List, path).OpenAsync(cancellationToken))
            await content.CopyToAsync(list, cancellationToken);
        if (Convert.ToHexStringLower(SHA256.HashData(list.GetBuffer().AsSpan(0, (int)list.Length))) != manifest.ListSha256)
            throw Damaged(path, BackupManifest.List);
        list.Position = 0;
        using var lines = new StreamReader(list);
        var named = new List<NamedImage>();
        while (await lines.ReadLineAsync(cancellationToken) is { } line)
            named.Add(JsonSerializer.Deserialize<NamedImage>(line, JsonSerializerOptions.Web)!);
        return named;
    }

    private static async Task TakeOutAsync(ZipArchive archive, BackupManifest manifest, string made, string path, CancellationToken cancellationToken)
    {
        await using (var content = await Entry(archive, BackupManifest.Database, path).OpenAsync(cancellationToken))
        await using (var file = File.Create(made))
            await content.CopyToAsync(file, cancellationToken);
        await using var written = File.OpenRead(made);
        if (written.Length != manifest.Bytes || Convert.ToHexStringLower(await SHA256.HashDataAsync(written, cancellationToken)) != manifest.Sha256)
            throw Damaged(path, BackupManifest.Database);
    }

    /// <summary>Objects never change, so those that are there already are the same.</summary>
    private async Task<int> PutImagesAsync(ZipArchive archive, BackupManifest manifest, List<NamedImage> named, string path, CancellationToken cancellationToken)
    {
        var copied = 0;
        foreach (var image in manifest.WithImages ? named : [])
        {
            // What the store did not have when the backup was made.
            if (archive.GetEntry(BackupManifest.Images + image.Key) is not { } entry)
                continue;
            using var bytes = new MemoryStream();
            await using (var content = await entry.OpenAsync(cancellationToken))
                await content.CopyToAsync(bytes, cancellationToken);
            var picture = bytes.GetBuffer().AsMemory(0, (int)bytes.Length);
            if (Convert.ToHexStringLower(SHA256.HashData(picture.Span)) != image.Sha256)
                throw Damaged(path, entry.FullName);
            await images.PutAsync(image.Key, ObjectKey.ContentType(image.Key) ?? "application/octet-stream", picture, cancellationToken);
            copied++;
        }
        return copied;
    }

    private static ZipArchiveEntry Entry(ZipArchive archive, string name, string path) => archive.GetEntry(name) ?? throw new BackupException($"'{path}' is no backup: it has no {name}.");

    private static BackupException Damaged(string path, string entry) => new($"'{path}' is damaged: its {entry} is not what was backed up. Nothing was restored.");
}
