using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using PokedexTop.Data;
using PokedexTop.Documents;
using PokedexTop.Normalize.History;
using PokedexTop.Search.Indexing;
using PokedexTop.Search.Queries;
using PokedexTop.Web.Http;

namespace PokedexTop.Web.Api;

/// <summary>One file of the catalogue.</summary>
/// <param name="Name">cards, sets or prices.</param>
/// <param name="FileName">With the day and the beginning of the hash, so that one name is one content.</param>
/// <param name="Content">Gzipped JSON lines.</param>
internal sealed record BulkFile(string Name, string FileName, long Rows, string Sha256, DateTime WrittenAt, byte[] Content);

/// <summary>
/// The whole catalogue as files, made when somebody asks and the last are old. The same catalogue makes the same bytes, in whichever
/// process. Those before the last are kept, as somebody may be fetching them.
/// </summary>
internal sealed class BulkFiles(PriceHistory prices, TimeProvider time) : IDisposable
{
    /// <summary>How long files are good: what changes meanwhile is in the change feed.</summary>
    private static readonly TimeSpan s_good = TimeSpan.FromMinutes(30);

    private const int Page = 1_000;

    private readonly SemaphoreSlim _one = new(1);
    private volatile List<BulkFile> _files = [];
    private volatile List<BulkFile> _before = [];

    public async Task<IReadOnlyList<BulkFile>> ListAsync(CatalogueIndex index, CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            if (_files.Count > 0 && time.UtcNow() - _files[0].WrittenAt < s_good)
                return _files;
            var now = time.UtcNow();
            List<BulkFile> files =
            [
                Write("sets", now, lines =>
                {
                    foreach (var (_, set) in index.Sets.ById.OrderBy(s => s.Key, StringComparer.Ordinal))
                        lines.Add(set.Json.Span);
                }),
                Write("cards", now, lines => AddCards(lines, index.Cards)),
                await WritePricesAsync(now, cancellationToken),
            ];
            if (!files.Select(f => f.FileName).SequenceEqual(_files.Select(f => f.FileName)))
                _before = _files;
            return _files = files;
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>A file by its name; null where it is no longer there, or is of another process.</summary>
    public BulkFile? Find(string fileName) => _files.Concat(_before).FirstOrDefault(f => f.FileName == fileName);

    public void Dispose() => _one.Dispose();

    private static void AddCards(Lines lines, CardIndex cards)
    {
        string? after = null;
        do
        {
            var page = cards.Search(SearchQuery.Parse(null), [], after, Page);
            foreach (var card in page.Cards)
                lines.Add(CardDocument.Of(card.Json).Span);
            after = page.Next;
        }
        while (after is not null);
    }

    private async Task<BulkFile> WritePricesAsync(DateTime now, CancellationToken cancellationToken)
    {
        using var lines = new Lines();
        var after = "";
        while (true)
        {
            var page = await prices.LatestAsync(after, Page, cancellationToken);
            // The last card may go on in the next page.
            var whole = page.Count < Page ? page : page.FindAll(p => p.CardId != page[^1].CardId);
            foreach (var price in whole)
                lines.Add(JsonSerializer.SerializeToUtf8Bytes(price, ApiJson.Options));
            if (page.Count < Page)
                return lines.Close("prices", now);
            after = whole[^1].CardId;
        }
    }

    private static BulkFile Write(string name, DateTime now, Action<Lines> add)
    {
        using var lines = new Lines();
        add(lines);
        return lines.Close(name, now);
    }

    private sealed class Lines : IDisposable
    {
        private static readonly byte[] s_empty = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0];

        private readonly MemoryStream _content = new();
        private readonly GZipStream _zip;
        private long _rows;

        public Lines() => _zip = new GZipStream(_content, CompressionLevel.Optimal, leaveOpen: true);

        public void Add(ReadOnlySpan<byte> json)
        {
            _zip.Write(json);
            _zip.WriteByte((byte)'\n');
            _rows++;
        }

        public BulkFile Close(string name, DateTime now)
        {
            _zip.Dispose();
            // Of nothing GZipStream makes nothing at all, which no program unpacks.
            var content = _rows > 0 ? _content.ToArray() : s_empty;
            var sha256 = Convert.ToHexStringLower(SHA256.HashData(content));
            return new BulkFile(name, string.Create(CultureInfo.InvariantCulture, $"{name}-{now:yyyyMMdd}-{sha256[..12]}.jsonl.gz"), _rows, sha256, now, content);
        }

        public void Dispose()
        {
            _zip.Dispose();
            _content.Dispose();
        }
    }
}
