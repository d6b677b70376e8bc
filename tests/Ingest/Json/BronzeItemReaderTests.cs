using System.Text;
using PokedexTop.Ingest.Json;

namespace PokedexTop.Ingest.Tests.Json;

public sealed class BronzeItemReaderTests
{
    [Fact]
    public void Items_keep_their_text_exactly_as_received()
    {
        var items = Cards(""" [ {"id" : "a-1","name":"Flab\u00e9b\u00e9 \/ é"} , {"name":"X","id":"a-2"} ] """);

        Assert.Equal(["""{"id" : "a-1","name":"Flab\u00e9b\u00e9 \/ é"}""", """{"name":"X","id":"a-2"}"""], items.Select(i => i.Payload));
        Assert.Equal(["a-1", "a-2"], items.Select(i => i.Id));
        Assert.Equal([0, 1], items.Select(i => i.Position));
        Assert.All(items, i => Assert.Null(i.RejectReason ?? i.Fault?.Detail));
    }

    [Fact]
    public void Prices_and_the_embedded_set_do_not_count_as_content()
    {
        var bare = Cards("""[{"id":"a-1","hp":"60"}]""")[0];
        var full = Cards("""
            [{"set":{"name":"A","id":"a"},"hp":"60","tcgplayer":{"url":"u","updatedAt":"2026/11/20","prices":{"holofoil":{"low":1.50,"mid":null}}},
              "cardmarket":{"updatedAt":"soon","prices":{"trendPrice":3}},"id":"a-1"}]
            """)[0];
        var later = Cards("""[{"id":"a-1","tcgplayer":{"prices":{"holofoil":{"low":1.5}},"updatedAt":"2026/11/21","url":"v"}}]""")[0];

        Assert.Equal(bare.ContentHash, full.ContentHash);
        Assert.Equal("a", full.EmbeddedSetId);
        Assert.Empty(bare.Prices);
        Assert.Equal(["tcgplayer", "cardmarket"], full.Prices.Select(p => p.Market));
        Assert.Equal([new DateOnly(2026, 11, 20), null], full.Prices.Select(p => p.UpdatedOn));
        Assert.Equal("""{"updatedAt":"soon","prices":{"trendPrice":3}}""", Encoding.UTF8.GetString(full.Prices[1].Payload.Span));
        Assert.Equal(full.Prices[0].ContentHash, Assert.Single(later.Prices).ContentHash);
        Assert.NotEqual(full.Prices[0].ContentHash, full.Prices[1].ContentHash);
    }

    [Fact]
    public void Both_markets_prices_in_one_member_are_read_as_their_blocks()
    {
        var card = Cards("""
            [{"id":"a-1","updated":"2026-11-20T08:00:00Z","image":"i","pricing":{"cardmarket":{"updated":"2026-11-20T23:42:15.000Z","unit":"EUR","avg":0.08,"avg-holo":0},
              "tcgplayer":{"updated":"2026-11-21T01:07:54.123Z","unit":"USD","reverse-holofoil":{"lowPrice":0.1}},"pricing":{"tcgplayer":{"low":1}}}}]
            """)[0];
        var later = Cards("""[{"id":"a-1","updated":"2026-11-22T08:00:00Z","image":"i","pricing":{"tcgplayer":{"updated":"x","unit":"USD"},"cardmarket":{"updated":"2026-11-21T12:00:00Z","avg":0.080,"avg-holo":0}}}]""")[0];

        Assert.Equal(["tcgplayer", "cardmarket"], card.Prices.Select(p => p.Market));
        Assert.Equal([new DateOnly(2026, 11, 21), new DateOnly(2026, 11, 20)], card.Prices.Select(p => p.UpdatedOn));
        Assert.Equal("""{"updated":"2026-11-20T23:42:15.000Z","unit":"EUR","avg":0.08,"avg-holo":0}""", Encoding.UTF8.GetString(card.Prices[1].Payload.Span));
        Assert.Equal((card.ContentHash, card.Prices[1].ContentHash), (later.ContentHash, Assert.Single(later.Prices).ContentHash));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"none\"")]
    [InlineData("{}")]
    [InlineData("""{"url":"u","updatedAt":"2026/11/20"}""")]
    [InlineData("""{"prices":null}""")]
    public void A_block_without_values_is_no_price_block(string block) =>
        Assert.Empty(Cards($$"""[{"id":"a-1","tcgplayer":{{block}}}]""")[0].Prices);

    [Fact]
    public void A_sets_own_members_all_count()
    {
        var sets = BronzeItemReader.Read("""[{"id":"a","set":1},{"id":"a"}]"""u8.ToArray(), ItemKind.Set);

        Assert.NotEqual(sets[0].ContentHash, sets[1].ContentHash);
    }

    [Theory]
    [InlineData("7", "not-an-object: the item is a number")]
    [InlineData("null", "not-an-object: the item is null")]
    [InlineData("[{\"id\":\"x\"}]", "not-an-object: the item is an array")]
    [InlineData("{}", "no-id")]
    [InlineData("""{"name":"x","sub":{"id":"x"}}""", "no-id")]
    [InlineData("""{"id":4}""", "id-not-text: \"id\" is a number")]
    [InlineData("""{"id":null}""", "id-not-text")]
    [InlineData("""{"id":{"id":"x"}}""", "id-not-text")]
    [InlineData("""{"id":""}""", "blank-id")]
    [InlineData("""{"id":" \t"}""", "blank-id")]
    [InlineData("""{"id":"base1-4 "}""", "bad-id")]
    [InlineData("""{"id":"a\u0000"}""", "bad-id")]
    [InlineData("""{"id":"\ud800"}""", "bad-id")]
    public void An_item_without_a_usable_id_is_a_reject_and_its_neighbours_stay(string item, string reason)
    {
        var items = Cards($$"""[{"id":"a-1"},{{item}},{"id":"a-3"}]""");

        Assert.Equal(["a-1", null, "a-3"], items.Select(i => i.Id));
        Assert.StartsWith(reason, items[1].RejectReason);
        Assert.Equal(item, items[1].Payload);
        Assert.Equal(CanonicalJson.Sha256(Encoding.UTF8.GetBytes(item)), items[1].ContentHash);
    }

    [Theory]
    [InlineData(200, true)]
    [InlineData(201, false)]
    public void An_id_has_at_most_200_characters(int length, bool accepted) =>
        Assert.Equal(accepted, Cards($$"""[{"id":"{{new string('é', length)}}"}]""")[0].RejectReason is null);

    [Theory]
    [InlineData("""{"id":"a-2","hp":1,"hp":2}""", "duplicate-key")]
    [InlineData("""{"id":"a-2","\u0069d":"other"}""", "duplicate-key")]
    [InlineData("""{"id":"a-2","name":"\udead"}""", "invalid-text")]
    [InlineData("""{"\udead":1,"id":"a-2"}""", "invalid-text")]
    [InlineData("""{"id":"a-2","tcgplayer":{"url":"a","url":"b"}}""", "duplicate-key")]
    public void An_item_without_canonical_form_is_kept_under_the_hash_of_its_bytes(string item, string reason)
    {
        var items = Cards($$"""[{"id":"a-1"},{{item}},{"id":"a-3"}]""");

        Assert.Equal(["a-1", "a-2", "a-3"], items.Select(i => i.Id));
        Assert.Equal(reason, items[1].Fault?.Reason);
        Assert.Null(items[1].RejectReason);
        Assert.Equal(CanonicalJson.Sha256(Encoding.UTF8.GetBytes(item)), items[1].ContentHash);
    }

    [Theory]
    [InlineData("[", "]")]
    [InlineData("{\"a\":", "1}")]
    public void A_million_levels_harm_only_their_own_item(string open, string close)
    {
        var deep = string.Concat(Enumerable.Repeat(open, 1_000_000)) + string.Concat(Enumerable.Repeat(close, close == "]" ? 1_000_000 : 0)) +
            (close == "]" ? "" : "1" + new string('}', 1_000_000));
        var items = Cards($$"""[{"id":"a-1"},{"id":"a-2","x":{{deep}}},{"id":"a-3","set":{{deep}}},{{deep}},{"id":"a-5"}]""");

        Assert.Equal(5, items.Count);
        Assert.All(items[1..3], i => Assert.Equal(PayloadFault.NestedTooDeep, i.Fault?.Reason));
        Assert.NotNull(items[3].RejectReason);
        Assert.Equal("a-5", items[4].Id);
    }

    [Fact]
    public void An_item_that_is_not_UTF8_is_a_reject_and_its_neighbours_stay()
    {
        byte[] document = [.. """[{"id":"a-1"},{"id":"a-2","name":"Flab"""u8, 0xE9, .. """b"},{"id":"a-3"}]"""u8];
        var items = BronzeItemReader.Read(document, ItemKind.Card);

        Assert.Equal(["a-1", null, "a-3"], items.Select(i => i.Id));
        Assert.StartsWith("invalid-text", items[1].RejectReason);
        Assert.Equal("{\"id\":\"a-2\",\"name\":\"Flab\uFFFDb\"}", items[1].Payload);
    }

    [Fact]
    public void Ten_megabytes_in_one_field_pass_and_more_than_sixteen_do_not()
    {
        var items = Cards($$"""[{"id":"a-1","x":"{{new string('x', 10_000_000)}}"},{"id":"a-2","x":"{{new string('x', 16 * 1024 * 1024)}}"},{"id":"a-3"}]""");

        Assert.Equal(["a-1", null, "a-3"], items.Select(i => i.Id));
        Assert.StartsWith("payload-too-large", items[1].RejectReason);
    }

    private static List<BronzeItem> Cards(string json) => BronzeItemReader.Read(Encoding.UTF8.GetBytes(json), ItemKind.Card);
}
