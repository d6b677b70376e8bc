using System.Data.Common;
using System.Runtime.CompilerServices;
using PokedexTop.Data;
using PokedexTop.Lake.Files;
using PokedexTop.Lake.Objects;
using PokedexTop.Lake.Rows;

namespace PokedexTop.Lake.Writing;

/// <summary>Writes what is new of one table.</summary>
/// <param name="store">The lake.</param>
/// <param name="moment">What is written.</param>
/// <param name="layer">The table's layer.</param>
/// <param name="table">The table.</param>
/// <param name="forgotten">Users whose rows are left out.</param>
internal sealed class TableWriter(LakeStore store, LakeMoment moment, string layer, StoredTable table, IReadOnlyList<string> forgotten)
{
    private readonly TableLayout _layout = table.Layout;
    private readonly bool _isBronze = layer == "bronze";
    private readonly int _syncId = table.Layout.Layout.ToList().FindIndex(c => c.Name == "sync_id");

    private ManifestTable? Before => moment.Before?.Tables.FirstOrDefault(t => t.Name == _layout.Name);

    private string Ending => _isBronze ? RowFile.JsonLines : RowFile.Parquet;

    /// <exception cref="LakeException">A row is damaged.</exception>
    public async Task<ManifestTable> WriteAsync(CancellationToken cancellationToken)
    {
        try
        {
            return table.Life == RowLife.Changing ? await WriteWholeAsync(cancellationToken) : await WriteMoreAsync(cancellationToken);
        }
        catch (Exception error) when (error is InvalidDataException or FormatException or InvalidCastException)
        {
            throw new LakeException($"A row of {_layout.Name} is damaged, and nothing was written: {error.Message} 'pokedextop replay' mends what silver can have from bronze.", error);
        }
    }

    /// <summary>All rows, unless they are what they were.</summary>
    private async Task<ManifestTable> WriteWholeAsync(CancellationToken cancellationToken)
    {
        if (Before is { Fingerprint: { } known } before)
        {
            using var now = new RowFingerprint();
            await foreach (var row in RowsAsync(cancellationToken))
                now.Add(row);
            if (now.Finish() == known)
                return before;
        }
        using var fingerprint = new RowFingerprint();
        using var files = new TableFiles(store, _layout, Ending, moment.Run);
        await foreach (var row in RowsAsync(cancellationToken))
        {
            fingerprint.Add(row);
            await files.AddAsync(_isBronze ? moment.FolderOfAll : FilePlace.Of(table, moment.Run), row, cancellationToken);
        }
        await files.FinishAsync(cancellationToken);
        return new ManifestTable(_layout.Name, fingerprint.Rows, 0, moment.Run, fingerprint.Finish(), files.Files);
    }

    /// <summary>
    /// Rows with higher ids than the lake has, and those of sync runs that were not finished then. Where old rows were thinned
    /// meanwhile, the table begins anew, so that what is restored has no more rows than what was lost.
    /// </summary>
    private async Task<ManifestTable> WriteMoreAsync(CancellationToken cancellationToken)
    {
        var before = Before is { } known && await CountAsync(known.LastId, cancellationToken) == known.Rows ? known : null;
        var lastId = before?.LastId ?? 0;
        using var files = new TableFiles(store, _layout, Ending, moment.Run);
        if (table.Life == RowLife.Work && before is not null && moment.Before!.Unfinished.Count > 0)
        {
            await using var again = Select($"id <= @last AND {moment.Database.IsOneOf("sync_id", "@open")}", ("@last", lastId), ("@open", moment.Database.TextList([.. moment.Before.Unfinished])));
            await WriteAsync(files, again, cancellationToken);
        }
        await using var more = Select("id > @last", ("@last", lastId));
        var (rows, highest) = await WriteAsync(files, more, cancellationToken);
        return new ManifestTable(_layout.Name, (before?.Rows ?? 0) + rows, Math.Max(highest, lastId), before?.Since ?? moment.Run, null, files.Files);
    }

    private async Task<(long Rows, long HighestId)> WriteAsync(TableFiles files, DbCommand select, CancellationToken cancellationToken)
    {
        var (rows, highest) = (0L, 0L);
        await foreach (var row in RowReader.ReadAsync(select, _layout.Layout, cancellationToken))
        {
            // The id is the first column of every table that has one.
            (rows, highest) = (rows + 1, (long)row[0]!);
            await files.AddAsync(_isBronze ? moment.FolderOf(_syncId < 0 ? null : (string?)row[_syncId]) : FilePlace.Of(table, moment.Run), row, cancellationToken);
        }
        await files.FinishAsync(cancellationToken);
        return (rows, highest);
    }

    private DbCommand Select(string where, params ReadOnlySpan<(string Name, object? Value)> parameters) =>
        moment.Command($"{RowReader.Select(_layout)} WHERE {where}{RowReader.Ordered(_layout)}", parameters);

    private async IAsyncEnumerable<object?[]> RowsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var select = table.OwnedBy is { } owner && forgotten.Count > 0
            ? moment.Command($"{RowReader.Select(_layout)} WHERE {owner} IS NULL OR NOT ({moment.Database.IsOneOf(owner, "@forgotten")}){RowReader.Ordered(_layout)}", ("@forgotten", moment.Database.TextList([.. forgotten])))
            : moment.Command(RowReader.Select(_layout) + RowReader.Ordered(_layout));
        await foreach (var row in RowReader.ReadAsync(select, _layout.Layout, cancellationToken))
            yield return row;
    }

    private async Task<long> CountAsync(long lastId, CancellationToken cancellationToken)
    {
        await using var count = moment.Command($"SELECT COUNT(*) FROM {_layout.Name} WHERE id <= @last", ("@last", lastId));
        return await count.CountAsync(cancellationToken);
    }
}
