using System.Data.Common;
using PokedexTop.Collections.Cards;
using PokedexTop.Collections.Files;
using PokedexTop.Collections.Gold;
using PokedexTop.Collections.Lots;
using PokedexTop.Configuration;
using PokedexTop.Data;

namespace PokedexTop.Collections.Imports;

/// <summary>
/// Files that a user brings: previewed, written when asked to, and what could not be matched resolved row by row, whenever. Each step is
/// one transaction under the layer's writer lock, and what is written is decided in it: what somebody changes meanwhile is seen.
/// </summary>
public sealed class UserImports(SqlDatabase database, CollectedCatalogue catalogue, TimeProvider time)
{
    /// <summary>Of a file that is taken.</summary>
    public const int MostBytes = FileLimits.Bytes;

    /// <summary>Every format that is read.</summary>
    public static IReadOnlyList<string> Formats => FileReading.Formats;

    /// <summary>Reads a file and keeps its rows, each with what would become of it; no lot is touched. A file that was read before has the same import.</summary>
    /// <param name="userId">Whose lots they become.</param>
    /// <param name="fileName">For people.</param>
    /// <param name="file">Its bytes.</param>
    /// <param name="options">What the file does not say.</param>
    /// <param name="cancellationToken">Nothing is kept then.</param>
    /// <exception cref="ConfigurationException">It is of no format that is read, or too large.</exception>
    public async Task<ImportReport> PreviewAsync(string userId, string fileName, ReadOnlyMemory<byte> file, ImportOptions options, CancellationToken cancellationToken)
    {
        if (options.Currency is { } code && (code.Length != 3 || !code.All(char.IsAsciiLetter)))
            throw new ConfigurationException($"The currency is '{code}'; allowed: three letters, such as EUR.");
        if (options.Format is { } format && !Formats.Contains(format))
            throw new ConfigurationException($"The format is '{format}'; allowed: {string.Join(", ", Formats)}.");
        var (known, now) = (await catalogue.ReadAsync(cancellationToken), time.UtcNow());
        var read = await FileReading.ReadAsync(file, options.Format, options.Currency?.ToUpperInvariant(), known, cancellationToken);

        await using var write = await database.BeginWriteAsync(GoldTables.Layer, cancellationToken);
        var import = await ImportRows.FindAsync(write.Command(ImportRows.BySha256, ("@user", userId), ("@sha256", read.Sha256)), cancellationToken);
        var before = import is null ? [] : (await ImportRows.RowsAsync(write.Command(ImportRows.Rows, ("@id", import.Id.ToString())), cancellationToken)).ToDictionary(row => row.Row);
        import ??= new CollectionImport { Id = Guid.CreateVersion7(time.GetUtcNow()), UserId = userId, FileName = "", Sha256 = read.Sha256, Format = "", CreatedAt = now, PreviewedAt = now, Commits = 0 };
        (import.FileName, import.Format, import.Currency, import.PreviewedAt) = (Shown(fileName), read.Format, options.Currency?.ToUpperInvariant(), now);
        import.Warnings = read.Rows.Warnings.Count == 0 ? null : string.Join('\n', read.Rows.Warnings);
        var decide = Decider(import, known, await UserLots.AllAsync(write, userId, cancellationToken), now, again: 0);
        List<CollectionImportRow> rows = [.. read.Rows.Rows.Select(row =>
        {
            // What was written once stays as it was read then, or as somebody resolved it, unless its lot is gone.
            var written = before.GetValueOrDefault(row.Row) is { Outcome: ImportOutcome.Imported } imported ? ImportJson.ToFileRow(imported) : null;
            var decided = decide.Decide(written ?? row);
            return ImportJson.ToRow(import.Id, written ?? row, decided, isWritten: written is not null && decided.Outcome == RowOutcome.Unchanged);
        })];
        await write.ExecuteAsync("DELETE FROM gold_import_rows WHERE import_id = @id", [("@id", import.Id.ToString())], cancellationToken);
        await database.UpsertAsync(write, GoldTables.Imports, [import], cancellationToken);
        await database.InsertAsync(write, GoldTables.ImportRows, rows, cancellationToken);
        await ImportRows.TidyAsync(database, write, userId, now, cancellationToken);
        await write.CommitAsync(cancellationToken);
        return Report(import, rows, known, committed: false);
    }

    /// <summary>Writes the lots of every matched row. Repeated it changes nothing, unless it is to add all of them again.</summary>
    /// <returns>Null where the user has no such import.</returns>
    public async Task<ImportReport?> CommitAsync(string userId, Guid id, bool again, CancellationToken cancellationToken)
    {
        var (known, now) = (await catalogue.ReadAsync(cancellationToken), time.UtcNow());
        await using var write = await database.BeginWriteAsync(GoldTables.Layer, cancellationToken);
        if (await ImportRows.FindAsync(write.Command(ImportRows.ById, ("@user", userId), ("@id", id.ToString())), cancellationToken) is not { } import)
            return null;
        var rows = await ImportRows.RowsAsync(write.Command(ImportRows.Rows, ("@id", id.ToString())), cancellationToken);
        var decide = Decider(import, known, await UserLots.AllAsync(write, userId, cancellationToken), now, again ? import.Commits : 0);
        for (var i = 0; i < rows.Count; i++)
        {
            if (rows[i].Outcome != ImportOutcome.Matched && !(again && rows[i].Outcome == ImportOutcome.Imported))
                continue;
            var row = ImportJson.ToFileRow(rows[i]);
            rows[i] = ImportJson.ToRow(import.Id, row, decide.Decide(row), isWritten: true);
        }
        (import.CommittedAt, import.Commits) = (import.CommittedAt ?? now, import.Commits + 1);
        await database.UpsertAsync(write, GoldTables.Lots, decide.Written, cancellationToken);
        await database.UpsertAsync(write, GoldTables.ImportRows, rows, cancellationToken);
        await database.UpsertAsync(write, GoldTables.Imports, [import], cancellationToken);
        await write.CommitAsync(cancellationToken);
        return Report(import, rows, known, committed: true);
    }

    /// <summary>Says which card a waiting row means, and what else of it is otherwise, and writes it.</summary>
    /// <param name="userId">Whose import.</param>
    /// <param name="id">Which.</param>
    /// <param name="row">As the file counts them.</param>
    /// <param name="said">What is said here counts, and the file's word for the rest.</param>
    /// <param name="cancellationToken">Nothing is changed then.</param>
    public async Task<ResolveResult> ResolveAsync(string userId, Guid id, int row, LotFields said, CancellationToken cancellationToken)
    {
        var (known, now) = (await catalogue.ReadAsync(cancellationToken), time.UtcNow());
        await using var write = await database.BeginWriteAsync(GoldTables.Layer, cancellationToken);
        if (await ImportRows.FindAsync(write.Command(ImportRows.ById, ("@user", userId), ("@id", id.ToString())), cancellationToken) is not { } import
            || (await ImportRows.RowsAsync(write.Command($"{GoldTables.ImportRows.Select} WHERE import_id = @id AND \"row\" = @row", ("@id", id.ToString()), ("@row", row)), cancellationToken)).FirstOrDefault() is not { } before)
            return new ResolveResult(null);
        if (before.Outcome == ImportOutcome.Imported)
            return new ResolveResult(ImportedRow.Of(before, known), $"row {row} is imported already, as lot {before.LotId}: change that");
        var read = ImportJson.ToFileRow(before) with { Outcome = null, Reason = null };
        read = read with { Lot = (read.Lot ?? new FileLot { Source = $"{import.Format} {import.Sha256[..12]} row {row}" }).With(said) };
        var lots = await UserLots.FindAsync(database, write, userId, LotImport.IdsOf(read, import.Sha256), cancellationToken);
        var decide = Decider(import, known, lots, now, again: 0);
        var decided = decide.Decide(read);
        if (decided.Outcome is not (RowOutcome.Added or RowOutcome.Changed or RowOutcome.Unchanged))
            return new ResolveResult(ImportedRow.Of(before, known), decided.Reason);
        var after = ImportJson.ToRow(import.Id, read, decided, isWritten: true);
        import.CommittedAt ??= now;
        import.Commits = Math.Max(1, import.Commits);
        await database.UpsertAsync(write, GoldTables.Lots, decide.Written, cancellationToken);
        await database.UpsertAsync(write, GoldTables.ImportRows, [after], cancellationToken);
        await database.UpsertAsync(write, GoldTables.Imports, [import], cancellationToken);
        await write.CommitAsync(cancellationToken);
        return new ResolveResult(ImportedRow.Of(after, known));
    }

    public async Task<ImportReport?> FindAsync(string userId, Guid id, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        if (await ImportRows.FindAsync(connection.Command(ImportRows.ById, ("@user", userId), ("@id", id.ToString())), cancellationToken) is not { } import)
            return null;
        var rows = await ImportRows.RowsAsync(connection.Command(ImportRows.Rows, ("@id", id.ToString())), cancellationToken);
        return Report(import, rows, await catalogue.ReadAsync(cancellationToken), committed: false);
    }

    /// <summary>Every import of a user with every row, the latest first.</summary>
    public async Task<IReadOnlyList<ImportReport>> AllAsync(string userId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var imports = await ImportsAsync(connection, userId, cancellationToken);
        var rows = await ImportRows.RowsAsync(connection.Command($"{GoldTables.ImportRows.Select} WHERE import_id IN (SELECT id FROM gold_imports WHERE user_id = @user) ORDER BY import_id, \"row\"", ("@user", userId)), cancellationToken);
        var (ofImport, known) = (rows.ToLookup(row => row.ImportId), await catalogue.ReadAsync(cancellationToken));
        return [.. imports.Select(import => Report(import, ofImport[import.Id], known, committed: false))];
    }

    /// <summary>An import with some of its rows.</summary>
    /// <param name="userId">Whose import.</param>
    /// <param name="id">Which.</param>
    /// <param name="outcome">One of <see cref="ImportOutcome.All"/>; null for rows of every outcome.</param>
    /// <param name="after">Rows that follow this one.</param>
    /// <param name="limit">So many at most.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>Null where the user has no such import.</returns>
    public async Task<ImportPage?> PageAsync(string userId, Guid id, string? outcome, int after, int limit, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        if (await ImportRows.FindAsync(connection.Command(ImportRows.ById, ("@user", userId), ("@id", id.ToString())), cancellationToken) is not { } import)
            return null;
        await using var count = connection.Command("SELECT outcome, effect, COUNT(*) FROM gold_import_rows WHERE import_id = @id GROUP BY outcome, effect", ("@id", id.ToString()));
        var counts = await count.ReadAsync(r => (Outcome: r.GetString(0), Effect: r.TextOrNull(1), Rows: (int)r.Count(2)), cancellationToken);
        (string, object?)[] bounds = [("@id", id.ToString()), ("@after", after), .. outcome is null ? [] : new (string, object?)[] { ("@outcome", outcome) }];
        var rows = await ImportRows.RowsAsync(connection.Command(
            database.First($"{GoldTables.ImportRows.Select} WHERE import_id = @id AND \"row\" > @after{(outcome is null ? "" : " AND outcome = @outcome")} ORDER BY \"row\"", limit), bounds), cancellationToken);
        var report = Report(import, rows, await catalogue.ReadAsync(cancellationToken), committed: false) with { Counts = ImportReport.Counted(counts.Select(c => (c.Effect ?? c.Outcome, c.Rows))) };
        return new ImportPage(report, counts.Where(c => outcome is null || c.Outcome == outcome).Sum(c => c.Rows));
    }

    /// <summary>A user's imports, the latest first.</summary>
    public async Task<IReadOnlyList<ImportSummary>> ListAsync(string userId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var imports = await ImportsAsync(connection, userId, cancellationToken);
        await using var count = connection.Command("SELECT r.import_id, r.outcome, COUNT(*) FROM gold_import_rows r JOIN gold_imports i ON i.id = r.import_id WHERE i.user_id = @user GROUP BY r.import_id, r.outcome", ("@user", userId));
        var counts = (await count.ReadAsync(r => (Id: Guid.Parse(r.GetString(0)), Outcome: r.GetString(1), Count: (int)r.Count(2)), cancellationToken)).ToLookup(c => c.Id);
        return [.. imports.Select(i => new ImportSummary(i.Id, i.FileName, i.Format, i.CreatedAt, i.CommittedAt, counts[i.Id].OrderBy(c => c.Outcome, StringComparer.Ordinal).ToDictionary(c => c.Outcome, c => c.Count, StringComparer.Ordinal)))];
    }

    private static async Task<List<CollectionImport>> ImportsAsync(DbConnection connection, string userId, CancellationToken cancellationToken)
    {
        await using var select = connection.Command($"{GoldTables.Imports.Select} WHERE user_id = @user ORDER BY id DESC", ("@user", userId));
        return await select.ReadAsync(GoldTables.Imports.Read, cancellationToken);
    }

    private static LotImport Decider(CollectionImport import, KnownCatalogue known, IReadOnlyList<Lot> lots, DateTime now, int again) =>
        new(import.UserId, known, lots, import.Sha256, now) { NotesTheRest = !FileReading.IsOurs(import.Format), Again = again };

    private static ImportReport Report(CollectionImport import, IEnumerable<CollectionImportRow> rows, KnownCatalogue known, bool committed) => new(
        import.Id, import.FileName, import.Sha256, import.Format, import.CreatedAt, import.CommittedAt, committed, [.. rows.Select(row => ImportedRow.Of(row, known))], import.Warnings?.Split('\n') ?? []);

    /// <summary>A name alone, without folders and what no name has.</summary>
    private static string Shown(string fileName)
    {
        var name = string.Concat(Path.GetFileName(fileName.Replace('\\', '/')).Where(c => !char.IsControl(c) && !char.IsSurrogate(c)));
        return name.Length <= ImportLimits.FileName ? name : name[..ImportLimits.FileName];
    }
}
