using PokedexTop.Ingest.Json;
using PokedexTop.Ingest.Sources.Http;

namespace PokedexTop.Ingest.Sources.PokemonTcg;

/// <summary>
/// Reads a whole list page by page. Where a page size keeps failing, or the ids come out short, the list is read again
/// with smaller pages in another order, a bounded number of times.
/// </summary>
internal sealed class CardList(PokemonTcgClient client, int pageSize)
{
    private const int MaxRefetches = 3;

    // Past page 55 or so the API answers 400, whatever is asked.
    private const int MaxPages = 100;

    // Ids are unique, so their order is stable; the others are for lists that come out short in it.
    private static readonly string?[] s_orders = ["id", "number", null, "name"];

    // The list of sets is wanted in the source's own order, and the first who gives an item decides its place.
    private static readonly string?[] s_setOrders = [null, "id", "name", null];

    private readonly int[] _sizes = [pageSize, .. new[] { 100, 50, 20 }.Where(size => size < pageSize)];

    // Which fields may order a list is not documented: one that is refused is not tried with every set again.
    private int _firstOrder;

    public async Task<SourceAnswer> FetchAsync(Guid syncId, string path, string? query, ItemKind kind, CancellationToken cancellationToken)
    {
        var orders = kind == ItemKind.Card ? s_orders : s_setOrders;
        var calls = new List<SourceCall>();
        var tally = new PageTally();
        var (size, order, refetches) = (0, kind == ItemKind.Card ? Volatile.Read(ref _firstOrder) : 0, 0);
        var orderRefused = false;
        while (true)
        {
            var list = new ListRequest(syncId, path, query, kind, _sizes[size], orders[order % orders.Length]);
            var failed = await ReadPagesAsync(list, tally, calls, cancellationToken);
            if (failed is null && orderRefused && kind == ItemKind.Card)
                Volatile.Write(ref _firstOrder, order % orders.Length);
            if (failed is null && (tally.IsComplete || tally.IsExplained))
                return SourceAnswer.Whole(calls, tally.Total, tally.Distinct, tally.Rejected, kind);
            if (failed is { Failure: CallFailure.BadRequest } && failed.Calls[^1].Endpoint == list.Endpoint(1) && order + 1 < orders.Length)
            {
                // Of the first page either the order is refused or the query; the next order tells.
                (order, orderRefused) = (order + 1, true);
                continue;
            }
            var smaller = size + 1 < _sizes.Length;
            var again = failed is null ? refetches < MaxRefetches : smaller && SmallerPagesMayHelp(failed, list);
            if (!again)
                return new SourceAnswer(calls, Complete: false, tally.Total, failed?.Error ?? Short(tally, kind)) { SetsCanBeAsked = failed?.IsAnswered != false };
            if (failed is null)
                (order, orderRefused, refetches) = (order + 1, false, refetches + 1);
            if (smaller)
                size++;
        }
    }

    /// <returns>The call that ended the reading early; null where the last page was reached.</returns>
    private async Task<ClientAnswer<BronzePage>?> ReadPagesAsync(ListRequest list, PageTally tally, List<SourceCall> calls, CancellationToken cancellationToken)
    {
        long received = 0;
        for (var number = 1; number <= MaxPages; number++)
        {
            var answer = await client.GetPageAsync(list.SyncId, list.Endpoint(number), list.Kind, cancellationToken);
            calls.AddRange(answer.Calls);
            if (answer.Value is not { } page)
                return answer;
            tally.Add(page);
            // A server may give smaller pages than it is asked for; what counts is what it says it gave.
            received += page.PageSize is > 0 and var given && given < list.PageSize ? given : list.PageSize;
            if (page.Items.Count == 0 || received >= (tally.Total ?? long.MaxValue) || (tally.Total is null && page.Items.Count < list.PageSize))
                break;
        }
        return null;
    }

    private static bool SmallerPagesMayHelp(ClientAnswer<BronzePage> failed, ListRequest list) => failed.Failure switch
    {
        CallFailure.ServerError or CallFailure.Broken or CallFailure.TooLarge => true,
        // Deep paging; on the first page it is the query that is bad.
        CallFailure.BadRequest => failed.Calls[^1].Endpoint != list.Endpoint(1),
        _ => false,
    };

    private static string Short(PageTally tally, ItemKind kind)
    {
        var items = kind == ItemKind.Card ? "cards" : "sets";
        return tally.Total is not { } total ? $"the source does not say how many {items} there are ({tally.Distinct} came)"
            : $"the source announces {total} {items}, but {tally.Distinct} different ones came, also when asked again";
    }

    private sealed record ListRequest(Guid SyncId, string Path, string? Query, ItemKind Kind, int PageSize, string? Order)
    {
        public string Endpoint(int page) =>
            $"{Path}?{(Query is null ? "" : $"q={Uri.EscapeDataString(Query)}&")}page={page}&pageSize={PageSize}{(Order is null ? "" : $"&orderBy={Order}")}";
    }
}
