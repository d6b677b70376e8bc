using System.Collections.Concurrent;
using System.Data.Common;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using PokedexTop.Catalogue.Species;
using PokedexTop.Data;
using PokedexTop.Normalize.Feeds.Reading;

namespace PokedexTop.Normalize.Silver;

/// <summary>
/// <c>silver_pokemon_master</c>: all species from the list in the program, refreshed from the species source's bronze
/// rows. Never derived from card names.
/// </summary>
internal sealed class SpeciesMaster(SqlDatabase database, ILogger<SpeciesMaster> log)
{
    private readonly ConcurrentDictionary<long, bool> _unreadable = new();
    private HashSet<int> _beyondList = [];

    /// <summary>Whether cards may link to this number.</summary>
    public bool IsKnown(int number) => SpeciesList.TryGet(number, out _) || _beyondList.Contains(number);

    /// <summary>Fills in what is missing and takes over what the species source brought since.</summary>
    public async Task WorkAsync(CancellationToken cancellationToken)
    {
        List<int> present;
        var rows = new Dictionary<int, SilverSpecies>();
        await using (var connection = await database.OpenAsync(cancellationToken))
        {
            await using var numbers = connection.Command("SELECT pokedex_number FROM silver_pokemon_master");
            present = await numbers.ReadAsync(r => r.GetInt32(0), cancellationToken);
            foreach (var species in SpeciesList.All.ExceptBy(present, s => s.Number))
                rows[species.Number] = new SilverSpecies { PokedexNumber = species.Number, Name = species.Name, Generation = species.Generation, Source = "built-in" };
            foreach (var species in await RefreshedAsync(connection, cancellationToken))
                rows[species.PokedexNumber] = species;
        }
        List<int> appeared = [.. rows.Keys.Where(n => !SpeciesList.TryGet(n, out _)).Except(present)];
        if (rows.Count > 0)
        {
            await using var write = await database.BeginWriteAsync("silver", cancellationToken);
            await database.UpsertAsync(write, SilverTables.Species, [.. rows.Values], cancellationToken);
            if (appeared.Count > 0)
                await MarkWaitingCardsAsync(write, cancellationToken);
            await write.CommitAsync(cancellationToken);
        }
        _beyondList = [.. present.Concat(rows.Keys).Where(n => !SpeciesList.TryGet(n, out _))];
    }

    /// <summary>Learns which species came since, by another worker or process, while none can come.</summary>
    /// <returns>Whether any did.</returns>
    public async Task<bool> LookAgainAsync(WriteTransaction write, CancellationToken cancellationToken)
    {
        await using var select = write.Command("SELECT pokedex_number FROM silver_pokemon_master WHERE pokedex_number > @listed", ("@listed", SpeciesList.All.Count));
        HashSet<int> beyond = [.. await select.ReadAsync(r => r.GetInt32(0), cancellationToken)];
        if (beyond.IsSubsetOf(_beyondList))
            return false;
        _beyondList = beyond;
        return true;
    }

    /// <summary>Cards that showed a species nobody knew are normalised again: it may have come.</summary>
    private static Task<int> MarkWaitingCardsAsync(WriteTransaction write, CancellationToken cancellationToken) => write.ExecuteAsync(
        "UPDATE silver_card_identities SET normalizer_version = 0 WHERE card_id IN (SELECT card_id FROM silver_quality_issues WHERE \"rule\" = @rule)",
        [("@rule", QualityRules.UnknownSpecies)], cancellationToken);

    /// <summary>What the source brought since. A payload has up to 200 kB, of which a row's worth is kept: they are read one by one, an unreadable one once.</summary>
    private async Task<List<SilverSpecies>> RefreshedAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        await using var newer = connection.Command(
            """
            SELECT b.pokedex_number, b.id, b.source FROM bronze_pokemon_species b LEFT JOIN silver_pokemon_master m ON m.pokedex_number = b.pokedex_number
            WHERE (m.bronze_id IS NULL OR m.bronze_id < b.id) AND NOT EXISTS (SELECT 1 FROM bronze_pokemon_species n WHERE n.pokedex_number = b.pokedex_number AND n.version > b.version)
            """);
        var refreshed = new List<SilverSpecies>();
        foreach (var (number, bronzeId, source) in await newer.ReadAsync(r => (r.GetInt32(0), r.GetInt64(1), r.GetString(2)), cancellationToken))
        {
            if (_unreadable.ContainsKey(bronzeId))
                continue;
            await using var payload = connection.Command("SELECT payload FROM bronze_pokemon_species WHERE id = @id", ("@id", bronzeId));
            if ((await payload.ReadAsync(r => Read(number, r.GetString(0)), cancellationToken))[0] is { } species)
            {
                (species.BronzeId, species.Source) = (bronzeId, source);
                refreshed.Add(species);
                continue;
            }
            if (_unreadable.TryAdd(bronzeId, true))
                log.LogWarning("What {Source} says of species {Number} cannot be read (row {BronzeId} of bronze_pokemon_species); what was known of it stays", source, number, bronzeId);
        }
        return refreshed;
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
