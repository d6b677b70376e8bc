using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using PokedexTop.Data;
using PokedexTop.Ingest.Sources;
using PokedexTop.Normalize.Feeds.PokemonTcg;
using PokedexTop.Normalize.Silver;

namespace PokedexTop.Normalize.Export;

/// <summary>A card in the shape of the first feed's API: with its set embedded, and with the price blocks that were last seen.</summary>
/// <param name="CardId">Its silver id.</param>
/// <param name="Json">UTF-8.</param>
/// <param name="IsRetired">Whether no feed has it any more.</param>
/// <param name="NormalizedAt">When silver last changed, UTC.</param>
public sealed record ApiCard(string CardId, ReadOnlyMemory<byte> Json, bool IsRetired, DateTime NormalizedAt);

/// <summary>Reads silver as the first feed's API would give it.</summary>
public sealed class ApiCards
{
    private static readonly JsonWriterOptions s_compact = PokemonTcgJson.WriterOptions with { Indented = false };

    private readonly SqlDatabase _database;
    private readonly CatalogueReader _reader;

    internal ApiCards(SqlDatabase database, SilverContextFactory silver) => (_database, _reader) = (database, new CatalogueReader(silver));

    /// <summary>Every card that is not another one, a set at a time. A row that cannot be read is left out: <c>export</c> and <c>verify</c> name those.</summary>
    public async IAsyncEnumerable<ApiCard> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var damaged = new List<DamagedRow>();
        foreach (var set in await _reader.SetsAsync(damaged, cancellationToken))
        {
            var ofSet = Json(writer => PokemonTcgJson.WriteSet(writer, set.SetId, set));
            var prices = await PricesAsync(set.SetId, cancellationToken);
            foreach (var (card, species) in await _reader.OfSetAsync(set.SetId, damaged, cancellationToken))
            {
                if (card.MergedInto is null)
                    yield return new ApiCard(card.CardId, Whole(Json(writer => PokemonTcgJson.WriteCard(writer, card.CardId, card, species)), ofSet, prices[card.CardId]), card.RetiredAt is not null, card.NormalizedAt);
            }
        }
    }

    /// <summary>The first feed's own blocks, as they came: nothing else is its shape.</summary>
    private async Task<ILookup<string, (string Market, ReadOnlyMemory<byte> Block)>> PricesAsync(string setId, CancellationToken cancellationToken)
    {
        await using var connection = await _database.OpenAsync(cancellationToken);
        await using var select = connection.Command(
            $"""
            SELECT c.card_id, p.market, p.payload FROM silver_tcg_cards c
            JOIN silver_card_identities i ON i.card_id = c.card_id AND i.feed IN ('{SourceSelection.PokemonTcg}', '{SourceSelection.Starter}')
            JOIN bronze_tcg_prices p ON p.feed = i.feed AND p.card_id = i.feed_card_id
            WHERE c.set_id = @set AND NOT EXISTS (SELECT 1 FROM bronze_tcg_prices n WHERE n.feed = p.feed AND n.card_id = p.card_id AND n.market = p.market AND n.id > p.id)
            ORDER BY p.market DESC
            """, ("@set", setId));
        return (await select.ReadAsync(r => (CardId: r.GetString(0), Price: (r.GetString(1), r.Utf8(2))), cancellationToken)).ToLookup(r => r.CardId, r => r.Price, StringComparer.Ordinal);
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
