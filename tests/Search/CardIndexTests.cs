using PokedexTop.Search.Indexing;
using PokedexTop.Search.Queries;

namespace PokedexTop.Search.Tests;

public sealed class CardIndexTests : IDisposable
{
    private readonly CardIndex _index = Cards.Index(
        Cards.Of("""{"id":"s1-58","name":"Pikachu","supertype":"Pokémon","hp":"40","number":"58","types":["Lightning"],"attacks":[{"name":"Fire Spin","damage":"30+"},{"name":"Tail Whip"}],"nationalPokedexNumbers":[25],"set":{"id":"s1","name":"Base","printedTotal":102,"releaseDate":"1999/01/09"},"tcgplayer":{"updatedAt":"2026/11/01","prices":{"holofoil":{"market":12.5},"normal":{"market":0}}}}"""),
        Cards.Of("""{"id":"s2-132","name":"Boss’s Orders (Ghetsis)","supertype":"Trainer","number":"132","set":{"id":"s2","name":"Chilling Reign","printedTotal":198,"releaseDate":"2021/06/18"},"cardmarket":{"prices":{"trendPrice":3,"reverseHoloTrend":7.25}}}"""),
        Cards.Of("""{"id":"s2-7","name":"Farfetch'd ♀","supertype":"Pokémon","artist":"A. Nobody","hp":"80","number":"007","types":["Colorless"],"set":{"id":"s2","name":"Chilling Reign","printedTotal":198,"releaseDate":"2021/06/18"}}"""),
        Cards.Of("""{"id":"ex10-?","name":"Unown","supertype":"Pokémon","hp":"","number":"?","set":{"id":"ex10","name":"Unseen Forces"}}"""),
        Cards.Of("""{"id":"ex10-A","name":"Unown","supertype":"Pokémon","hp":"60","number":"A","set":{"id":"ex10","name":"Unseen Forces"}}"""),
        Cards.Of("""{"id":"gone-1","name":"Dark Charizard","supertype":"Pokémon","hp":"80","number":"1","types":["Fire"],"set":{"id":"gone","name":"Gone"}}""", isRetired: true));

    [Theory]
    [InlineData("pikachu 58/102", "s1-58")]
    [InlineData("boss ghetsis", "s2-132")]
    [InlineData("7/198", "s2-7")]
    [InlineData("name:\"boss's orders\"", "s2-132")]
    [InlineData("farfetchd", "s2-7")]
    [InlineData("name:farfetch’d", "s2-7")]
    [InlineData("name:♀", "s2-7")]
    [InlineData("name:FAR*", "s2-7")]
    [InlineData("name:\"far*\"", "")]
    [InlineData("attacks.name:\"spin tail\"", "")]
    [InlineData("attacks.name:\"fire spin\"", "s1-58")]
    [InlineData("!name:unown", "ex10-? ex10-a")]
    [InlineData("!attacks.name:fire", "")]
    [InlineData("id:ex10-A", "ex10-a")]
    [InlineData("id:\"ex10-?\"", "ex10-?")]
    [InlineData("id:ex10-\\?", "ex10-?")]
    [InlineData("id:ex10-?", "ex10-? ex10-a")]
    [InlineData("id:s1", "")]
    [InlineData("hp:[40 TO 60]", "s1-58 ex10-a")]
    [InlineData("hp:{40 TO 60]", "ex10-a")]
    [InlineData("-hp:[0 TO *] -types:fire", "s2-132 ex10-?")]
    [InlineData("number:[50 TO *]", "s1-58 s2-132")]
    [InlineData("attacks.damage:[30 TO 30]", "")]
    [InlineData("supertype:pokemon", "s1-58 s2-7 ex10-? ex10-a")]
    [InlineData("nationalPokedexNumbers:[1 TO 151]", "s1-58")]
    [InlineData("set.releaseDate:[2000 TO 2021-06]", "s2-7 s2-132")]
    [InlineData("set.releaseDate:{1999 TO *]", "s2-7 s2-132")]
    [InlineData("set.releaseDate:1999/01/09", "s1-58")]
    [InlineData("types:(lightning OR colorless)", "s1-58 s2-7")]
    [InlineData("(types:lightning OR types:fire) name:pika*", "s1-58")]
    [InlineData("tcgplayer.prices.holofoil.market:[10 TO *]", "s1-58")]
    [InlineData("finish:reverseholofoil", "s2-132")]
    [InlineData("price:[* TO 10]", "s2-132")]
    [InlineData("finish:normal", "s1-58")]
    [InlineData("charizard", "")]
    [InlineData("charizard is:retired", "gone-1")]
    [InlineData("hp:*", "s1-58 s2-7 ex10-a")]
    [InlineData("changed:2026-11 name:unown", "ex10-? ex10-a")]
    public void Finds(string query, string ids) =>
        Assert.Equal(ids.Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal), Ids(query).Select(id => id.ToLowerInvariant()).Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("name,-number", "s2-132 s2-7 s1-58 ex10-A ex10-?")]
    [InlineData("-hp", "s2-7 ex10-A s1-58 ex10-? s2-132")]
    [InlineData("hp", "s1-58 ex10-A s2-7 ex10-? s2-132")]
    [InlineData("artist", "s2-7 ex10-? ex10-A s1-58 s2-132")]
    [InlineData("-artist", "s2-7 ex10-? ex10-A s1-58 s2-132")]
    [InlineData(null, "s1-58 s2-7 s2-132 ex10-? ex10-A")]
    public void Has_an_order(string? order, string ids) =>
        Assert.Equal(ids, string.Join(' ', Ids("", order)));

    [Fact]
    public void Parts_of_a_result_follow_on_each_other_and_its_total_stays()
    {
        var all = Ids("");
        var parts = Enumerable.Range(0, 6).Select(skip => _index.Search(SearchQuery.Parse(""), SearchOrder.Parse(null), skip, 1)).ToList();
        Assert.All(parts, part => Assert.Equal(5, part.Total));
        Assert.Equal(all, parts.SelectMany(part => part.Cards).Select(c => c.Id));
    }

    [Theory]
    [InlineData("is:owned", "gone-1", "s1-58", "s2-7")]
    [InlineData("is:owned -is:retired", "s1-58", "s2-7")]
    [InlineData("is:missing", "ex10-?", "ex10-A", "s2-132")]
    [InlineData("is:missing set.id:s2", "s2-132")]
    [InlineData("is:wished OR name:pikachu", "ex10-?", "s1-58")]
    [InlineData("-is:owned", "ex10-?", "ex10-A", "s2-132")]
    public void A_collection_is_asked_about_beside_everything_else(string query, params string[] expected)
    {
        var asked = SearchQuery.Parse(query);
        Assert.True(OwnedCards.IsAskedFor(asked));
        Assert.Throws<ArgumentException>(() => _index.Search(asked, SearchOrder.Parse("id"), 0, 10));
        var owned = new OwnedCards(["s1-58", "s2-7", "gone-1", "not-there"], ["ex10-?"]);
        Assert.Equal(expected, _index.Search(owned.In(asked), SearchOrder.Parse("id"), 0, 10).Cards.Select(c => c.Id).Order(StringComparer.Ordinal));
        Assert.Empty(_index.Search(new OwnedCards([], []).In(SearchQuery.Parse("is:owned")), SearchOrder.Parse("id"), 0, 10).Cards);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("name")]
    [InlineData("-hp")]
    public void A_page_follows_the_last_card_of_the_one_before_whatever_comes_meanwhile(string? by)
    {
        var order = SearchOrder.Parse(by);
        var all = Ids("", by);
        var walked = new List<string>();
        string? after = null;
        do
        {
            var page = _index.Search(SearchQuery.Parse(""), order, after, 2);
            walked.AddRange(page.Cards.Select(c => c.Id));
            after = page.Next;
            // What is gone was shown already, and takes nobody's place.
            _index.Remove([walked[0]]);
            _index.Publish();
        }
        while (after is not null);
        Assert.Equal(all, walked);
    }

    [Fact]
    public void However_cards_came_and_went_pages_and_cursors_give_them_in_one_order()
    {
        static string Card(int i, int year) => $$$"""{"id":"m{{{i % 7}}}-{{{i}}}","name":"Many","number":"{{{i}}}","set":{"id":"m{{{i % 7}}}","releaseDate":"{{{year}}}/01/0{{{1 + i % 3}}}"}}""";
        var (many, usual) = (SearchQuery.Parse("many"), SearchOrder.Parse(null));
        for (var round = 0; round < 5; round++)
        {
            // Each round leaves a part of the index of its own, and holes in those before.
            _index.Put(Enumerable.Range(0, 60).Where(i => i % 5 >= round).Reverse().Select(i => Cards.Of(Card(i, 2000 + (i + round) % 4))));
            _index.Remove([$"m{round}-{round}", "m0-56"]);
            _index.Publish();
            var byCursor = _index.Search(many, usual, after: null, 100);
            var byPage = Enumerable.Range(0, 10).Select(page => _index.Search(many, usual, page * 7, 7)).ToList();
            Assert.Equal(byCursor.Cards.Select(card => card.Id), byPage.SelectMany(page => page.Cards).Select(card => card.Id));
            Assert.Equal(byCursor.Cards.Select(card => card.Json.ToArray()), byPage.SelectMany(page => page.Cards).Select(card => card.Json.ToArray()));
            Assert.All(byPage, page => Assert.Equal(byCursor.Cards.Count, page.Total));
        }
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("W10")]
    [InlineData("WyJ4Il0")]
    [InlineData("")]
    public void A_cursor_of_another_list_is_refused(string cursor) =>
        Assert.Throws<FormatException>(() => _index.Search(SearchQuery.Parse(""), SearchOrder.Parse("name"), cursor, 1));

    [Fact]
    public void A_card_of_any_size_is_given_back_as_it_is()
    {
        var cards = new[] { 10, 31_900, 32_100, 200_000 }.Select((size, i) => Cards.Of($$"""{"id":"big-{{i}}","name":"Big","flavorText":"{{string.Concat(Enumerable.Repeat("word ", size / 5))}}","rules":["{{new string('x', size)}}"]}""")).ToList();
        _index.Put(cards);
        _index.Publish();
        Assert.Equal(cards.Select(c => c.Json.ToArray()), _index.Search(SearchQuery.Parse("name:big"), SearchOrder.Parse("id"), 0, 10).Cards.Select(c => c.Json.ToArray()));
    }

    [Fact]
    public void A_card_put_again_replaces_the_one_before_and_one_that_is_removed_is_gone()
    {
        _index.Put([Cards.Of("""{"id":"s1-58","name":"Raichu","number":"58"}""")]);
        _index.Remove(["s2-7"]);
        Assert.Equal(["s1-58"], Ids("pikachu"));
        _index.Publish();
        Assert.Equal(["s1-58"], Ids("raichu"));
        Assert.Empty(Ids("pikachu"));
        Assert.Empty(Ids("farfetchd"));
        Assert.Null(_index.Find("s2-7"));
        Assert.NotNull(_index.Find("S1-58"));
    }

    [Fact]
    public void Facets_count_what_was_found()
    {
        var facets = _index.Facets(SearchQuery.Parse("-number:A"));
        Assert.Equal([new FacetValue("Pokémon", 3), new FacetValue("Trainer", 1)], facets["supertype"]);
        Assert.Equal([new FacetValue("s2", 2), new FacetValue("ex10", 1), new FacetValue("s1", 1)], facets["set.id"]);
        Assert.Empty(facets["regulationMark"]);
    }

    public void Dispose() => _index.Dispose();

    private List<string> Ids(string query, string? order = null) =>
        [.. _index.Search(SearchQuery.Parse(query), SearchOrder.Parse(order), 0, 100).Cards.Select(c => c.Id)];
}
