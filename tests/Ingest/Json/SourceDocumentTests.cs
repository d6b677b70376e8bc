using System.Text;
using PokedexTop.Ingest.Json;

namespace PokedexTop.Ingest.Tests.Json;

public sealed class SourceDocumentTests
{
    [Theory]
    [InlineData("", "document is empty", 1, 1)]
    [InlineData("  \n", "document is empty", 1, 1)]
    [InlineData("\n <!DOCTYPE html><html>", "HTML", 2, 2)]
    [InlineData("{\"error\":{\"message\":\"no\",\"code\":500}}", "found an object", 1, 1)]
    [InlineData("\n\n  null", "found null", 3, 3)]
    [InlineData("[{\"id\":\"a-1\"},\n{\"id\":\"a-", "broken off", 2, 10)]
    [InlineData("[{\"id\":\"a-1\"}", "broken off", 1, 14)]
    [InlineData("[{\"id\":\"a-1\"}] x", "no JSON", 1, 16)]
    [InlineData("[] []", "no JSON", 1, 4)]
    [InlineData("[{\"id\":\"a-1\"},]", "no JSON", 1, 15)]
    [InlineData("[ // cards\n]", "no JSON", 1, 3)]
    [InlineData("[{'id':'a'}]", "no JSON", 1, 3)]
    [InlineData("Service Unavailable", "no JSON", 1, 1)]
    public void A_document_that_is_no_list_says_what_and_where(string document, string found, long line, long bytePosition)
    {
        var e = Assert.Throws<SourceFormatException>(() => BronzeItemReader.Read(Encoding.UTF8.GetBytes(document), ItemKind.Card));

        Assert.StartsWith("Expected a JSON array of cards, but ", e.Message);
        Assert.Contains(found, e.Message);
        Assert.EndsWith($" (line {line}, byte {bytePosition})", e.Message);
        Assert.Equal((line, bytePosition), (e.Line, e.BytePosition));
    }

    [Fact]
    public void A_byte_order_mark_is_no_harm()
    {
        var items = BronzeItemReader.Read(new byte[] { 0xEF, 0xBB, 0xBF }.Concat("[{\"id\":\"a-1\"}]"u8.ToArray()).ToArray(), ItemKind.Card);

        Assert.Equal("""{"id":"a-1"}""", Assert.Single(items).Payload);
    }

    [Fact]
    public void An_empty_list_is_a_list() => Assert.Empty(BronzeItemReader.Read("[]"u8.ToArray(), ItemKind.Card));

    [Theory]
    [InlineData("""{"data":[{"id":"a-1"}],"page":1,"pageSize":250,"count":1,"totalCount":102}""")]
    [InlineData("""{"totalCount":102,"new":{"data":[]},"count":1,"pageSize":250,"page":1,"data":[{"id":"a-1"}]}""")]
    public void A_page_gives_items_and_numbers_in_any_order(string json)
    {
        var page = BronzeItemReader.ReadPage(Encoding.UTF8.GetBytes(json), ItemKind.Card);

        Assert.Equal("a-1", Assert.Single(page.Items).Id);
        Assert.Equal((1, 250, 1, 102), (page.Page, page.PageSize, page.Count, page.TotalCount));
    }

    [Fact]
    public void A_pages_odd_numbers_are_unknown()
    {
        var page = BronzeItemReader.ReadPage("""{"data":[],"page":"one","count":1.5,"totalCount":99999999999}"""u8.ToArray(), ItemKind.Set);

        Assert.Equal((null, null, null, null), (page.Page, page.PageSize, page.Count, page.TotalCount));
    }

    [Fact]
    public void A_pages_number_that_is_text_is_the_number_it_spells()
    {
        var page = BronzeItemReader.ReadPage("""{"data":[],"page":"1","pageSize":250.0,"count":" 3 ","totalCount":"-3"}"""u8.ToArray(), ItemKind.Set);

        Assert.Equal((1, 250, 3, null), (page.Page, page.PageSize, page.Count, page.TotalCount));
        Assert.Equal(["/page is text; read as 1.", "/count is text; read as 3."], page.Findings.Select(finding => finding.Detail));
    }

    [Theory]
    // Each at the place where a person has to look.
    [InlineData("[{\"id\":\"a\"},\n]", "a comma stands before the closing ']'; remove it", 2, 1)]
    [InlineData("[{\"id\":\"a\",}]", "a comma stands before the closing '}'; remove it", 1, 12)]
    [InlineData("[{}{}]", "a comma is missing before '{'", 1, 4)]
    [InlineData("[{},,{}]", "two commas follow each other; remove one", 1, 5)]
    [InlineData("[{}] []", "after its end comes more", 1, 6)]
    public void What_is_wrong_with_a_document_is_said_in_words_for_whoever_mends_it(string json, string fault, long line, long bytePosition)
    {
        var error = Assert.Throws<SourceFormatException>(() => BronzeItemReader.Read(Encoding.UTF8.GetBytes(json), ItemKind.Set));
        Assert.Contains(fault, error.Message, StringComparison.Ordinal);
        Assert.Equal((line, bytePosition), (error.Line, error.BytePosition));
    }

    [Theory]
    [InlineData("""{"error":{"message":"rate limit","code":429}}""", "there is no \"data\"")]
    [InlineData("""{"data":[],"data":[]}""", "\"data\" stands twice")]
    [InlineData("""{"data":null}""", "found null")]
    [InlineData("""{"data":{"id":"a-1"}}""", "found an object")]
    [InlineData("""[{"id":"a-1"}]""", "found an array")]
    [InlineData("""{"data":[{"id":"a-1"}],"page":1""", "broken off")]
    public void What_is_no_page_says_so(string json, string found)
    {
        var e = Assert.Throws<SourceFormatException>(() => BronzeItemReader.ReadPage(Encoding.UTF8.GetBytes(json), ItemKind.Card));

        Assert.Contains(found, e.Message);
    }

    [Fact]
    public void A_single_item_is_read_from_its_envelope()
    {
        var item = BronzeItemReader.ReadSingle("""{ "data": {"id":"a-1","set":{"id":"a"}} }"""u8.ToArray(), ItemKind.Card);

        Assert.Equal(("a-1", "a", 0), (item.Id, item.EmbeddedSetId, item.Position));
        Assert.Equal("""{"id":"a-1","set":{"id":"a"}}""", item.Payload);
    }

    [Theory]
    [InlineData("""{"data":[]}""")]
    [InlineData("{}")]
    [InlineData("""{"data":{},"data":{}}""")]
    [InlineData("7")]
    public void What_is_no_single_item_says_so(string json) =>
        Assert.Throws<SourceFormatException>(() => BronzeItemReader.ReadSingle(Encoding.UTF8.GetBytes(json), ItemKind.Card));
}
