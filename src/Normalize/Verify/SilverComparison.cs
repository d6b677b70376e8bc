using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using PokedexTop.Catalogue;
using PokedexTop.Normalize.Feeds;
using PokedexTop.Normalize.Feeds.PokemonTcg;
using PokedexTop.Normalize.Feeds.Reading;
using PokedexTop.Normalize.Identities;
using PokedexTop.Normalize.Merging;
using PokedexTop.Normalize.Silver;

namespace PokedexTop.Normalize.Verify;

/// <summary>
/// Whether silver says what the source says: the source's item is normalised afresh and both are written as the feed's
/// JSON. So a row that was damaged, or written by a defect, shows even where every id and hash agrees. Of a row that several feeds
/// give, what this one gave is compared.
/// </summary>
/// <param name="feed">The source's feed.</param>
/// <param name="context">The sets and species silver knows.</param>
/// <param name="setOf">Which silver set a set of the feed is.</param>
internal sealed class SilverComparison(string feed, NormalizationContext context, Func<string, string> setOf)
{
    private static readonly JsonWriterOptions s_compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <returns>What differs, or null.</returns>
    public string? Compare(string feedCardId, string setId, ReadOnlyMemory<byte> payload, CatalogueCard stored)
    {
        var result = FeedNormalizers.Of(feed).NormalizeCard(feedCardId, setId, payload, context);
        if (result is QuarantinedCard rejected)
            return $"the source's card cannot be normalised any more ({rejected.Reason})";
        var fresh = (NormalizedCard)result;
        if (setOf(fresh.SetId) is var silverSetId && silverSetId != stored.Card.SetId)
            return $"the source has it in the set '{silverSetId}', silver in '{stored.Card.SetId}'";
        var (said, has, species) = (fresh.Card, (CanonicalCard)stored.Card, true);
        // What feeds leave out for a while stays.
        if (FeedNormalizers.Of(feed).LeavesOutPictures && said.ImageSmallUrl is null && said.ImageLargeUrl is null)
            (said.ImageSmallUrl, said.ImageLargeUrl) = (has.ImageSmallUrl, has.ImageLargeUrl);
        if (GivenBy(stored.Card.GivenBy) is { } givenBy)
            (said, has, species) = (CardMerge.Given(said, givenBy, feed), CardMerge.Given(has, givenBy, feed), CardMerge.GaveSpecies(givenBy, feed));
        return Differing(Text(w => PokemonTcgJson.WriteCard(w, feedCardId, said, species ? fresh.Species : [])), Text(w => PokemonTcgJson.WriteCard(w, feedCardId, has, species ? stored.Species : [])))
            // Species that a rule found stand in no feed's JSON.
            ?? (!species || fresh.Species.SequenceEqual(stored.Species) ? null : "differing species links");
    }

    /// <returns>What differs, or null.</returns>
    public string? Compare(string feedSetId, ReadOnlyMemory<byte> payload, SilverSet stored)
    {
        // A set that is a part of one says nothing of it where the other part does.
        if (IdentityResolver.IsPart(feed, feedSetId))
            return null;
        var result = FeedNormalizers.Of(feed).NormalizeSet(feedSetId, payload);
        if (result is QuarantinedSet rejected)
            return $"the source's set cannot be normalised any more ({rejected.Reason})";
        if (result is not NormalizedSet { Set: var said })
            return null;
        if (FeedNormalizers.Of(feed).LeavesOutPictures)
            (said.SymbolUrl, said.LogoUrl) = (said.SymbolUrl ?? stored.SymbolUrl, said.LogoUrl ?? stored.LogoUrl);
        CanonicalSet has = stored;
        if (GivenBy(stored.GivenBy) is { } givenBy)
            (said, has) = (SetMerge.Given(said, givenBy, feed), SetMerge.Given(has, givenBy, feed));
        return Differing(Text(w => PokemonTcgJson.WriteSet(w, feedSetId, said)), Text(w => PokemonTcgJson.WriteSet(w, feedSetId, has)));
    }

    private static Dictionary<string, string>? GivenBy(string? json) => json is null ? null : JsonSerializer.Deserialize<Dictionary<string, string>>(json);

    private static string? Differing(string source, string copy)
    {
        if (source == copy)
            return null;
        // PostgreSQL keeps JSON columns by value, not by text: other key order or number spelling is no difference.
        using var one = JsonDocument.Parse(source);
        using var other = JsonDocument.Parse(copy);
        if (JsonElement.DeepEquals(one.RootElement, other.RootElement))
            return null;
        var fields = one.RootElement.EnumerateObject().Select(p => p.Name).Union(other.RootElement.EnumerateObject().Select(p => p.Name))
            .Where(name => !(one.RootElement.TryGetProperty(name, out var a) && other.RootElement.TryGetProperty(name, out var b) && JsonElement.DeepEquals(a, b)));
        return $"differing fields: {string.Join(", ", fields)}";
    }

    private static string Text(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(2048);
        using (var json = new Utf8JsonWriter(buffer, s_compact))
            write(json);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
