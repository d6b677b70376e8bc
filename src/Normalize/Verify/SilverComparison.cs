using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using PokedexTop.Normalize.Feeds;
using PokedexTop.Normalize.Feeds.PokemonTcg;
using PokedexTop.Normalize.Feeds.Reading;
using PokedexTop.Normalize.Identities;
using PokedexTop.Normalize.Silver;

namespace PokedexTop.Normalize.Verify;

/// <summary>
/// Whether silver says what the source says: the source's item is normalised afresh and both are written as the feed's
/// JSON. So a row that was damaged, or written by a defect, shows even where every id and hash agrees.
/// </summary>
/// <param name="feed">The source's feed.</param>
/// <param name="context">The sets and species silver knows.</param>
internal sealed class SilverComparison(string feed, NormalizationContext context)
{
    private static readonly JsonWriterOptions s_compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <returns>What differs, or null.</returns>
    public string? Compare(string feedCardId, string setId, ReadOnlyMemory<byte> payload, CatalogueCard stored)
    {
        var result = FeedNormalizers.Of(feed).NormalizeCard(feedCardId, setId, payload, context);
        if (result is QuarantinedCard rejected)
            return $"the source's card cannot be normalised any more ({rejected.Reason})";
        var fresh = (NormalizedCard)result;
        var silverSetId = IdentityResolver.OfSet(feed, fresh.SetId).SilverId;
        if (silverSetId != stored.Card.SetId)
            return $"the source has it in the set '{silverSetId}', silver in '{stored.Card.SetId}'";
        return Differing(Text(w => PokemonTcgJson.WriteCard(w, feedCardId, fresh.Card, fresh.Species)), Text(w => PokemonTcgJson.WriteCard(w, feedCardId, stored.Card, stored.Species)))
            // Species that a rule found stand in no feed's JSON.
            ?? (fresh.Species.SequenceEqual(stored.Species) ? null : "differing species links");
    }

    /// <returns>What differs, or null.</returns>
    public string? Compare(string feedSetId, ReadOnlyMemory<byte> payload, SilverSet stored) => FeedNormalizers.Of(feed).NormalizeSet(feedSetId, payload) switch
    {
        NormalizedSet fresh => Differing(Text(w => PokemonTcgJson.WriteSet(w, feedSetId, fresh.Set)), Text(w => PokemonTcgJson.WriteSet(w, feedSetId, stored))),
        QuarantinedSet rejected => $"the source's set cannot be normalised any more ({rejected.Reason})",
        _ => null,
    };

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
