using System.Globalization;
using System.Text;
using System.Text.Json;
using PokedexTop.Ingest.Json;

namespace PokedexTop.Ingest.Sources.PokeApi;

/// <summary>A generation as PokéAPI lists it.</summary>
internal sealed record GenerationList(int Number, IReadOnlyList<ListedSpecies> Species);

/// <summary>A species as its generation lists it.</summary>
/// <param name="Number">National Pokédex number, from the entry's URL.</param>
/// <param name="Slug">As <c>mr-mime</c>.</param>
/// <param name="Generation">Of the list it stands in.</param>
internal sealed record ListedSpecies(int Number, string Slug, int Generation);

/// <summary>A species' own document.</summary>
/// <param name="Listed">What the generation's list says of it, from its own document.</param>
/// <param name="EnglishName">Its display name.</param>
/// <param name="Payload">The document as received.</param>
/// <param name="ContentHash">Of its canonical form.</param>
internal sealed record SpeciesDocument(ListedSpecies Listed, string EnglishName, string Payload, string ContentHash);

/// <summary>Reads PokéAPI's documents as far as they are used; one that lacks what is used is no answer.</summary>
internal static class PokeApiDocuments
{
    /// <exception cref="SourceFormatException">Not such a document.</exception>
    public static GenerationList ReadGeneration(ReadOnlyMemory<byte> utf8, int number) => Read(utf8, $"generation {number}", root =>
    {
        var species = new List<ListedSpecies>();
        foreach (var entry in root.GetProperty("pokemon_species").EnumerateArray())
            species.Add(new ListedSpecies(NumberOf(entry), Text(entry, "name"), number));
        if (root.GetProperty("id").GetInt32() != number || species.Count == 0)
            throw new FormatException("its id is another, or it lists no species");
        return new GenerationList(number, species);
    });

    /// <exception cref="SourceFormatException">Not such a document.</exception>
    public static SpeciesDocument ReadSpecies(ReadOnlyMemory<byte> utf8, int number) => Read(utf8, $"species {number}", root =>
    {
        var listed = Listed(root, number);
        var english = root.GetProperty("names").EnumerateArray().First(name => Text(name.GetProperty("language"), "name") == "en");
        var payload = utf8.Span;
        if (!CanonicalJson.TryHash(payload, TopLevelNames.None, out var hash, out var fault))
            throw new FormatException(fault!.Detail);
        return new SpeciesDocument(listed, Text(english, "name"), Encoding.UTF8.GetString(payload), hash);
    });

    /// <summary>As <see cref="ReadSpecies"/>, without the name and the hash.</summary>
    /// <exception cref="SourceFormatException">Not such a document.</exception>
    public static ListedSpecies ReadListed(ReadOnlyMemory<byte> utf8, int number) => Read(utf8, $"species {number}", root => Listed(root, number));

    private static ListedSpecies Listed(JsonElement root, int number) => root.GetProperty("id").GetInt32() == number
        ? new ListedSpecies(number, Text(root, "name"), NumberOf(root.GetProperty("generation")))
        : throw new FormatException("its id is another");

    // Every wrong type and missing member is the same to us: not the document that was asked for.
    private static T Read<T>(ReadOnlyMemory<byte> utf8, string what, Func<JsonElement, T> read)
    {
        try
        {
            using var document = JsonDocument.Parse(utf8);
            return read(document.RootElement);
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or OverflowException)
        {
            throw new SourceFormatException($"Expected PokéAPI's {what}, but: {error.Message.TrimEnd('.')}", 1, 1, error);
        }
    }

    private static string Text(JsonElement element, string property) =>
        element.GetProperty(property).GetString() is { Length: > 0 } text ? text : throw new FormatException($"{property} is empty");

    /// <summary>The number at the end of a link's URL: <c>…/pokemon-species/25/</c>.</summary>
    private static int NumberOf(JsonElement link) =>
        int.Parse(Text(link, "url").TrimEnd('/').Split('/')[^1], NumberStyles.None, CultureInfo.InvariantCulture);
}
