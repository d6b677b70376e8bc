using System.Text.Json;

namespace PokedexTop.FakeApi.PokeApi;

/// <summary>PokéAPI's <c>generation</c> and <c>pokemon-species</c>, as far as the list of species tells.</summary>
internal sealed class SpeciesApi(Lazy<IReadOnlyList<Species>> species)
{
    private static readonly string[] Regions = ["kanto", "johto", "hoenn", "sinnoh", "unova", "kalos", "alola", "galar", "paldea"];
    private static readonly string[] Numerals = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"];
    private static readonly string[] Colors = ["black", "blue", "brown", "gray", "green", "pink", "purple", "red", "white", "yellow"];

    public Reply Generation(int number, string baseUrl)
    {
        var members = species.Value.Where(one => one.Generation == number).ToList();
        if (members.Count == 0)
            return NotFound();
        return Reply.Json(writer =>
        {
            writer.WriteStartObject();
            writer.WriteNumber("id", number);
            writer.WriteString("name", $"generation-{Numerals[number - 1]}");
            WriteNames(writer, baseUrl, $"Generation {Numerals[number - 1].ToUpperInvariant()}");
            writer.WritePropertyName("main_region");
            WriteLink(writer, baseUrl, "region", number, Regions[number - 1]);
            writer.WriteStartArray("pokemon_species");
            foreach (var one in members)
                WriteLink(writer, baseUrl, "pokemon-species", one.Number, one.Slug);
            writer.WriteEndArray();
            writer.WriteEndObject();
        });
    }

    public Reply PokemonSpecies(int number, string baseUrl)
    {
        if (species.Value.FirstOrDefault(one => one.Number == number) is not { } found)
            return NotFound();
        var from = species.Value.FirstOrDefault(one => one.Number == found.EvolvesFrom);
        return Reply.Json(writer =>
        {
            writer.WriteStartObject();
            writer.WriteNumber("id", found.Number);
            writer.WriteString("name", found.Slug);
            writer.WriteBoolean("is_baby", found.IsBaby);
            writer.WriteBoolean("is_legendary", found.IsLegendary);
            writer.WriteBoolean("is_mythical", found.IsMythical);
            writer.WritePropertyName("color");
            WriteLink(writer, baseUrl, "pokemon-color", found.Color, Colors[found.Color - 1]);
            writer.WritePropertyName("evolves_from_species");
            if (from is null)
                writer.WriteNullValue();
            else
                WriteLink(writer, baseUrl, "pokemon-species", from.Number, from.Slug);
            writer.WritePropertyName("generation");
            WriteLink(writer, baseUrl, "generation", found.Generation, $"generation-{Numerals[found.Generation - 1]}");
            WriteNames(writer, baseUrl, EnglishNames.Of(found.Slug));
            writer.WriteEndObject();
        });
    }

    /// <summary>PokéAPI answers plain text here.</summary>
    private static Reply NotFound() => new(404, "Not Found"u8.ToArray(), "text/plain; charset=utf-8");

    private static void WriteNames(Utf8JsonWriter writer, string baseUrl, string name)
    {
        writer.WriteStartArray("names");
        writer.WriteStartObject();
        writer.WritePropertyName("language");
        WriteLink(writer, baseUrl, "language", 9, "en");
        writer.WriteString("name", name);
        writer.WriteEndObject();
        writer.WriteEndArray();
    }

    private static void WriteLink(Utf8JsonWriter writer, string baseUrl, string resource, int number, string name)
    {
        writer.WriteStartObject();
        writer.WriteString("name", name);
        writer.WriteString("url", $"{baseUrl}/{resource}/{number}/");
        writer.WriteEndObject();
    }
}
