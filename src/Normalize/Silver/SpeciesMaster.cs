using System.Text.Json;
using PokedexTop.Hosting.Data;
using PokedexTop.Ingest.Species;

namespace PokedexTop.Normalize.Silver;

/// <summary>
/// <c>silver_pokemon_master</c>: all species from the list in the program, refreshed from the species source's bronze
/// rows. Never derived from card names.
/// </summary>
internal sealed class SpeciesMaster(SqlDatabase database)
{
    private HashSet<int> _beyondList = [];

    /// <summary>Whether cards may link to this number.</summary>
    public bool IsKnown(int number) => SpeciesList.TryGet(number, out _) || _beyondList.Contains(number);

    /// <summary>Fills in what is missing and takes over what the species source brought since.</summary>
    public async Task WorkAsync(CancellationToken cancellationToken)
    {
        List<int> present;
        List<(int Number, long BronzeId, string Source, string Payload)> refreshed;
        await using (var connection = await database.OpenAsync(cancellationToken))
        {
            await using var numbers = connection.Command("SELECT pokedex_number FROM silver_pokemon_master");
            present = await numbers.ReadAsync(r => r.GetInt32(0), cancellationToken);
            await using var bronze = connection.Command(
                """
                SELECT b.pokedex_number, b.id, b.source, b.payload FROM bronze_pokemon_species b LEFT JOIN silver_pokemon_master m ON m.pokedex_number = b.pokedex_number
                WHERE (m.bronze_id IS NULL OR m.bronze_id < b.id) AND NOT EXISTS (SELECT 1 FROM bronze_pokemon_species n WHERE n.pokedex_number = b.pokedex_number AND n.version > b.version)
                """);
            refreshed = await bronze.ReadAsync(r => (r.GetInt32(0), r.GetInt64(1), r.GetString(2), r.GetString(3)), cancellationToken);
        }
        var rows = new Dictionary<int, SilverSpecies>();
        foreach (var species in SpeciesList.All)
        {
            if (!present.Contains(species.Number))
                rows[species.Number] = new SilverSpecies { PokedexNumber = species.Number, Name = species.Name, Generation = species.Generation, Source = "built-in" };
        }
        foreach (var (number, bronzeId, source, payload) in refreshed)
        {
            if (Read(number, payload) is { } species)
            {
                (species.BronzeId, species.Source) = (bronzeId, source);
                rows[number] = species;
            }
        }
        if (rows.Count > 0)
        {
            await using var write = await database.BeginWriteAsync("silver", cancellationToken);
            await database.UpsertAsync(write, SilverTables.Species, [.. rows.Values], cancellationToken);
            await write.CommitAsync(cancellationToken);
        }
        _beyondList = [.. present.Concat(rows.Keys).Where(n => !SpeciesList.TryGet(n, out _))];
    }

    /// <summary>Reads PokéAPI's <c>pokemon-species</c>; what it lacks stays as the program's list has it.</summary>
    private static SilverSpecies? Read(int number, string payload)
    {
        try
        {
            using var json = JsonDocument.Parse(payload);
            var root = json.RootElement;
            SpeciesList.TryGet(number, out var listed);
            var name = root.TryGetProperty("names", out var names)
                ? names.EnumerateArray().Where(n => n.GetProperty("language").GetProperty("name").GetString() == "en").Select(n => n.GetProperty("name").GetString()).FirstOrDefault()
                : null;
            var generation = root.TryGetProperty("generation", out var of) ? NumberAtEnd(of) : null;
            if ((name ?? listed?.Name) is not { } display || (generation ?? listed?.Generation) is not { } number1)
                return null;
            return new SilverSpecies
            {
                PokedexNumber = number,
                Name = display,
                Generation = number1,
                Source = "",
                IsLegendary = Flag(root, "is_legendary"),
                IsMythical = Flag(root, "is_mythical"),
                IsBaby = Flag(root, "is_baby"),
                EvolvesFrom = root.TryGetProperty("evolves_from_species", out var from) && from.ValueKind == JsonValueKind.Object ? NumberAtEnd(from) : null,
                Color = root.TryGetProperty("color", out var color) && color.ValueKind == JsonValueKind.Object ? color.GetProperty("name").GetString() : null,
            };
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return null;
        }
    }

    private static bool? Flag(JsonElement root, string name) =>
        root.TryGetProperty(name, out var flag) && flag.ValueKind is JsonValueKind.True or JsonValueKind.False ? flag.GetBoolean() : null;

    /// <summary>PokéAPI refers to things by a URL that ends in their number.</summary>
    private static int? NumberAtEnd(JsonElement reference) =>
        reference.TryGetProperty("url", out var url) && int.TryParse(url.GetString()?.TrimEnd('/').Split('/')[^1], out var number) ? number : null;
}
