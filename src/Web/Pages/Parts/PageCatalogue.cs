using Microsoft.AspNetCore.Http;
using PokedexTop.Collections.Gold;
using PokedexTop.Collections.Lots;
using PokedexTop.Images.Status;
using PokedexTop.Search.Indexing;
using PokedexTop.Search.Queries;
using PokedexTop.Web.Access;
using PokedexTop.Web.Api;
using PokedexTop.Web.Catalogue;

namespace PokedexTop.Web.Pages.Parts;

/// <summary>The catalogue as pages show it. Pages exist only once the index is there: their layout sees to that.</summary>
internal sealed class PageCatalogue
{
    /// <summary>Cards of a wall.</summary>
    public const int PerPage = 100;

    private readonly LiveCatalogue _live;
    private readonly UserLots _lots;
    private readonly Collector _collector;
    private volatile ShownSets? _shown;

    public PageCatalogue(LiveCatalogue live, UserLots lots, Collector collector) => (_live, _lots, _collector) = (live, lots, collector);

    /// <summary>Every set, the newest first.</summary>
    public IReadOnlyList<SetFace> Sets => Shown.InOrder;

    /// <summary>Whether there is anything to show yet.</summary>
    public bool IsReady => _live.Index is not null;

    /// <summary>Where stored pictures are.</summary>
    public PictureAddresses Pictures => _live.Pictures;

    /// <summary>Read anew where the sets are others than when they were read last.</summary>
    private ShownSets Shown => Index.Sets is var sets && _shown is { } shown && shown.Of == sets ? shown : _shown = new ShownSets(sets);

    private CatalogueIndex Index => _live.Index ?? throw new InvalidOperationException("The search index is being built.");

    /// <summary>The set with an id; null where there is none.</summary>
    public SetFace? Set(string id) => Shown.ById.GetValueOrDefault(id);

    /// <summary>The card with an id, or the one that it became; null where there is none.</summary>
    public FoundCard? Card(string id) => Index.Find(id);

    /// <summary>A page of the cards that a query finds; what it asks about a collection is the visitor's.</summary>
    /// <param name="context">The visitor.</param>
    /// <param name="query">In the search language.</param>
    /// <param name="order">Field names with commas between; null for the usual one.</param>
    /// <param name="page">From 1.</param>
    /// <param name="perPage">Cards of a page.</param>
    /// <exception cref="SearchQueryException">The query or the order cannot be understood.</exception>
    public async Task<FacePage> SearchAsync(HttpContext context, string? query, string? order, int page, int perPage = PerPage)
    {
        var asked = await _collector.AnsweredAsync(context, SearchQuery.Parse(query));
        var found = Index.Cards.Search(asked, SearchOrder.Parse(order), (page - 1) * perPage, perPage);
        return new FacePage(found.Total, page, perPage, [.. found.Cards.Select(card => CardFace.Read(card.Id, card.Json.Span))], Index.Cards, asked);
    }

    /// <summary>The cards of a set by their collector numbers, as somebody types them: less case and zeros before.</summary>
    public IReadOnlyDictionary<string, string> NumbersOf(string setId)
    {
        var numbers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (Set(setId) is { } set)
        {
            foreach (var card in Index.Cards.Search(SearchQuery.Parse(set.Query), SearchOrder.Parse("number"), 0, 10_000).Cards.Select(card => CardFace.Read(card.Id, card.Json.Span)))
            {
                numbers.TryAdd(card.Number, card.Id);
                numbers.TryAdd(card.Number.TrimStart('0'), card.Id);
            }
        }
        return numbers;
    }

    /// <summary>Names of cards with words that begin as these do, each once.</summary>
    public IEnumerable<string> NamesLike(string text)
    {
        // What is typed is words, whatever they mean in the search language.
        var words = string.Join(' ', text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => new string([.. word.Where(sign => char.IsLetterOrDigit(sign) || sign is '\'' or '-' or '.')])).Where(word => word.Length > 0).Select(word => $"name:{word}*"));
        try
        {
            return words.Length == 0 ? [] : Index.Cards.Search(SearchQuery.Parse(words), SearchOrder.Parse("name"), 0, 60).Cards.Select(card => CardFace.Read(card.Id, card.Json.Span).Name).Distinct(StringComparer.Ordinal);
        }
        catch (SearchQueryException)
        {
            return [];
        }
    }

    /// <summary>Some cards by their ids, in that order; those that are not there are left out.</summary>
    public IReadOnlyList<CardFace> Faces(IEnumerable<string> ids) => [.. ids.Select(Card).OfType<FoundCard>().Select(card => CardFace.Read(card.Id, card.Json.Span))];

    /// <summary>What each lot is of, by the lot's id.</summary>
    public Dictionary<Guid, CardFace> FacesOf(IEnumerable<Lot> lots) =>
        lots.Select(lot => (lot.Id, Card: Card(lot.CardId))).Where(lot => lot.Card is not null).ToDictionary(lot => lot.Id, lot => CardFace.Read(lot.Card!.Id, lot.Card.Json.Span));

    /// <summary>What the visitor has, by card; null for visitors without a collection.</summary>
    public async Task<IReadOnlyDictionary<string, CardMark>?> MarksAsync(HttpContext context)
    {
        if (context.User.UserId() is not { } user)
            return null;
        var marks = new Dictionary<string, CardMark>(StringComparer.Ordinal);
        foreach (var (list, card, copies) in await _lots.CopiesAsync(user, context.RequestAborted))
        {
            var mark = marks.GetValueOrDefault(card, new CardMark(0, 0, 0));
            marks[card] = list switch
            {
                LotWords.Owned => mark with { Owned = copies },
                LotWords.Wishlist => mark with { Wished = copies },
                _ => mark with { Favorite = copies },
            };
        }
        return marks;
    }

    private sealed class ShownSets(IndexedSets sets)
    {
        public IndexedSets Of => sets;

        public IReadOnlyList<SetFace> InOrder { get; } = [.. sets.ById.Values.Select(set => SetFace.Read(set.SetId, set.Json)).OrderByDescending(set => set.ReleaseDate, StringComparer.Ordinal).ThenBy(set => set.Id, StringComparer.Ordinal)];

        public IReadOnlyDictionary<string, SetFace> ById => field ??= InOrder.ToDictionary(set => set.Id, StringComparer.Ordinal);
    }
}
