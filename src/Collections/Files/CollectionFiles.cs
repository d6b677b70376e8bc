using PokedexTop.Collections.Cards;
using PokedexTop.Collections.Gold;
using PokedexTop.Collections.Lots;
using PokedexTop.Configuration;
using PokedexTop.Data;

namespace PokedexTop.Collections.Files;

/// <summary>What came of reading a file, or would come of it.</summary>
/// <param name="Committed">Whether it was written.</param>
/// <param name="Rows">Every row of the file, in its order.</param>
/// <param name="Warnings">Of the file as a whole.</param>
public sealed record ImportReport(bool Committed, IReadOnlyList<ImportedRow> Rows, IReadOnlyList<string> Warnings)
{
    /// <summary>Rows by outcome; every outcome is there.</summary>
    public IReadOnlyDictionary<string, int> Counts { get; } = RowOutcome.All.ToDictionary(outcome => outcome, outcome => Rows.Count(row => row.Outcome == outcome));
}

/// <summary>A user's lots as files: our JSON and CSV, each of which comes back as it went out.</summary>
public sealed class CollectionFiles(SqlDatabase database, UserLots lots, CollectedCatalogue catalogue, TimeProvider time)
{
    public const string Json = "json";

    public const string Csv = "csv";

    /// <summary>Of a file that is taken.</summary>
    public const int MostBytes = FileLimits.Bytes;

    public static IReadOnlyList<string> Formats { get; } = [Json, Csv];

    /// <summary>Every lot of a user, in one file.</summary>
    public async Task<byte[]> ExportAsync(string userId, string format, CancellationToken cancellationToken)
    {
        var all = await lots.AllAsync(userId, cancellationToken);
        return format == Csv ? CsvLots.Write(all, await catalogue.ReadAsync(cancellationToken)) : JsonLots.Write(all);
    }

    /// <summary>Reads a file of ours, whichever of the two it is.</summary>
    /// <param name="userId">Whose lots they become.</param>
    /// <param name="file">Its bytes.</param>
    /// <param name="commit">Whether to write what can be; else it is only told what would be.</param>
    /// <param name="cancellationToken">Nothing is written then.</param>
    /// <exception cref="ConfigurationException">It is no file of ours, or too large.</exception>
    public async Task<ImportReport> ImportAsync(string userId, ReadOnlyMemory<byte> file, bool commit, CancellationToken cancellationToken)
    {
        var text = FileLimits.Text(file.Span);
        var read = text.TrimStart() is ['{' or '[', ..] ? JsonLots.Read(text) : CsvLots.Read(text);
        var known = await catalogue.ReadAsync(cancellationToken);
        if (!commit)
        {
            var preview = new LotImport(userId, known, await lots.AllAsync(userId, cancellationToken), file, time.UtcNow());
            return new ImportReport(false, [.. read.Rows.Select(preview.Decide)], read.Warnings);
        }
        // Decided under the lock: what somebody changes meanwhile is seen.
        await using var write = await database.BeginWriteAsync(GoldTables.Layer, cancellationToken);
        var import = new LotImport(userId, known, await UserLots.AllAsync(write, userId, cancellationToken), file, time.UtcNow());
        ImportedRow[] rows = [.. read.Rows.Select(import.Decide)];
        await database.UpsertAsync(write, GoldTables.Lots, import.Written, cancellationToken);
        await write.CommitAsync(cancellationToken);
        return new ImportReport(true, rows, read.Warnings);
    }
}
