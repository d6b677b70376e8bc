using System.Globalization;
using PokedexTop.Data;
using PokedexTop.Lake.Files;
using PokedexTop.Lake.Objects;

namespace PokedexTop.Lake.Writing;

/// <summary>Writes a table's rows into files of a bearable size, stored one by one: no more than one is in memory.</summary>
internal sealed class TableFiles(LakeStore store, TableLayout table, string ending, int run) : IDisposable
{
    private readonly List<ManifestFile> _files = [];
    private IRowFile? _open;
    private string? _folder;

    /// <summary>What was stored.</summary>
    public IReadOnlyList<ManifestFile> Files => _files;

    public async ValueTask AddAsync(string folder, object?[] row, CancellationToken cancellationToken)
    {
        if (_open is not null && (_folder != folder || _open.IsFull))
            await FinishAsync(cancellationToken);
        (_open, _folder) = (_open ?? RowFile.Create(ending, table.Layout), folder);
        _open.Add(row);
    }

    public async Task FinishAsync(CancellationToken cancellationToken)
    {
        if (_open is not { } file)
            return;
        var content = file.Finish();
        var hash = LakeStore.HashOf(content.Span);
        // By its content, so that a run that was interrupted finds what it has stored and nothing is ever stored over something else.
        var key = string.Create(CultureInfo.InvariantCulture, $"{_folder}/{table.Name}-{run:D6}-{hash[..16]}{ending}");
        await store.PutAsync(key, content, cancellationToken);
        _files.Add(new ManifestFile(key, run, file.Rows, content.Length, hash));
        file.Dispose();
        _open = null;
    }

    public void Dispose() => _open?.Dispose();
}
