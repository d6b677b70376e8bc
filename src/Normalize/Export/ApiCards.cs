using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using PokedexTop.Data;
using PokedexTop.Normalize.Feeds;
using PokedexTop.Normalize.Feeds.PokemonTcg;
using PokedexTop.Normalize.Silver;

namespace PokedexTop.Normalize.Export;

/// <summary>A card in the shape of the first feed's API: with its set embedded, and with the price blocks that were last seen.</summary>
/// <param name="CardId">Its silver id.</param>
/// <param name="Json">UTF-8.</param>
/// <param name="IsRetired">Whether no feed has it any more.</param>
/// <param name="NormalizedAt">When silver last changed, UTC.</param>
public sealed record ApiCard(string CardId, ReadOnlyMemory<byte> Json, bool IsRetired, DateTime NormalizedAt)
{
    /// <summary>Its name in the other languages that are there.</summary>
    public IReadOnlyCollection<string> OtherNames { get; init; } = [];
}

/// <summary>A set in the same shape, with what it was made from.</summary>
/// <param name="SetId">Its silver id.</param>
/// <param name="Json">UTF-8.</param>
public sealed record ApiSet(string SetId, ReadOnlyMemory<byte> Json);

/// <summary>Reads silver as the first feed's API would give it.</summary>
public sealed class ApiCards(SqlDatabase database)
{
    private static readonly JsonWriterOptions s_compact = PokemonTcgJson.WriterOptions with { Indented = false };

    /// <summary>Every set that is not another one. A row that cannot be read is left out: <c>export</c> and <c>verify</c> name those.</summary>
    public async Task<List<ApiSet>> SetsAsync(CancellationToken cancellationToken) =>
        (await new FirstFeedShape(database).SetsAsync([], cancellationToken)).ConvertAll(set => new ApiSet(set.Row.SetId, Json(set.Write)));

    /// <summary>Every card that is not another one, a set at a time.</summary>
    /// <inheritdoc cref="SetsAsync"/>
    public async IAsyncEnumerable<ApiCard> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var set in await SetsAsync(cancellationToken))
        {
            foreach (var card in await OfSetAsync(set, cancellationToken))
                yield return card;
        }
    }

    /// <summary>Every card of a set that is not another one, retired ones too.</summary>
    /// <inheritdoc cref="SetsAsync"/>
    public async Task<List<ApiCard>> OfSetAsync(ApiSet set, CancellationToken cancellationToken)
    {
        var prices = await PricesAsync(set.SetId, cancellationToken);
        var names = await OtherNamesAsync(set.SetId, cancellationToken);
        var cards = await new FirstFeedShape(database).OfSetAsync(set.SetId, [], cancellationToken);
        return
        [
            .. cards.Where(card => card.Row.MergedInto is null).Select(card =>
                new ApiCard(card.Row.CardId, Whole(Json(card.Write), set.Json.Span, prices[card.Row.CardId]), card.Row.RetiredAt is not null, card.Row.NormalizedAt)
                {
                    OtherNames = [.. names[card.Row.CardId]],
                }),
        ];
    }

    /// <summary>The blocks that were observed last: the first feed's own as they came, another's in its shape.</summary>
    private async Task<ILookup<string, (string Market, ReadOnlyMemory<byte> Block)>> PricesAsync(string setId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var select = connection.Command(
            """
            SELECT c.card_id, p.market, p.payload, p.feed, p.observed_on FROM silver_tcg_cards c
            JOIN silver_card_identities i ON i.card_id = c.card_id
            JOIN bronze_tcg_prices p ON p.feed = i.feed AND p.card_id = i.feed_card_id
            WHERE c.set_id = @set AND NOT EXISTS (SELECT 1 FROM bronze_tcg_prices n WHERE n.feed = p.feed AND n.card_id = p.card_id AND n.market = p.market AND n.id > p.id)
            ORDER BY p.market DESC
            """, ("@set", setId));
        var blocks = await select.ReadAsync(r => (CardId: r.GetString(0), Block: new PriceBlock(r.GetString(1), r.Utf8(2), r.GetString(3), DateOnly.FromDateTime(r.GetDateTime(4)))), cancellationToken);
        return blocks.GroupBy(b => (b.CardId, b.Block.Market), b => b.Block).Select(market => (market.Key.CardId, Price: (market.Key.Market, Block: PriceBlock.Newest(market))))
            .Where(price => price.Price.Block is not null).ToLookup(price => price.CardId, price => (price.Price.Market, price.Price.Block!.Value), StringComparer.Ordinal);
    }

    private async Task<ILookup<string, string>> OtherNamesAsync(string setId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var select = connection.Command(
            "SELECT t.card_id, t.name FROM silver_card_texts t JOIN silver_tcg_cards c ON c.card_id = t.card_id WHERE c.set_id = @set ORDER BY t.card_id, t.language", ("@set", setId));
        return (await select.ReadAsync(r => (CardId: r.GetString(0), Name: r.GetString(1)), cancellationToken)).ToLookup(t => t.CardId, t => t.Name, StringComparer.Ordinal);
    }

    private static byte[] Whole(ReadOnlySpan<byte> card, ReadOnlySpan<byte> set, IEnumerable<(string Market, ReadOnlyMemory<byte> Block)> prices)
    {
        var whole = new ArrayBufferWriter<byte>(card.Length + set.Length + 64);
        whole.Write(card[..^1]);
        whole.Write(",\"set\":"u8);
        whole.Write(set);
        foreach (var (market, block) in prices)
        {
            whole.Write(Encoding.UTF8.GetBytes($",\"{market}\":"));
            whole.Write(block.Span);
        }
        whole.Write("}"u8);
        return whole.WrittenSpan.ToArray();
    }

    private static byte[] Json(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(2048);
        using (var writer = new Utf8JsonWriter(buffer, s_compact))
            write(writer);
        return buffer.WrittenSpan.ToArray();
    }
}
