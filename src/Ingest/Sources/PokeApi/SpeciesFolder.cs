using System.Globalization;
using System.Text;
using System.Text.Json;
using PokedexTop.Catalogue.Species;
using PokedexTop.Ingest.Json;

namespace PokedexTop.Ingest.Sources.PokeApi;

/// <summary>
/// Species from the CSV files that PokéAPI itself is built from (<c>data/v2/csv</c> of its repository): all of them at once, without a
/// call. Each is written as PokéAPI's own document has it, as far as the file tells, so that everything downstream reads one shape.
/// </summary>
internal static class SpeciesFolder
{
    public const string SourceName = "pokeapi-folder";

    public const string SpeciesFile = "pokemon_species.csv";

    private const string NamesFile = "pokemon_species_names.csv";

    /// <summary>The language PokéAPI gives this number.</summary>
    private const string English = "9";

    /// <summary>PokéAPI's colours by number, from 1; there are no more in the games.</summary>
    private static readonly string[] s_colors = ["black", "blue", "brown", "gray", "green", "pink", "purple", "red", "white", "yellow"];

    /// <exception cref="SourceFormatException">A file is not as PokéAPI has it; which, and where, is in the message.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static IReadOnlyList<SpeciesDocument> Read(string folder)
    {
        var names = File.Exists(Path.Combine(folder, NamesFile))
            ? Rows(folder, NamesFile, row => (Number: Number(row["pokemon_species_id"]), Language: row["local_language_id"], Name: row["name"].Trim('"')))
                .Where(row => row.Language == English).ToDictionary(row => row.Number, row => row.Name)
            : [];
        return Rows(folder, SpeciesFile, row =>
        {
            var number = Number(row["id"]);
            // The list in the program has the right spelling; what is newer than it is known by the file alone.
            var name = SpeciesList.TryGet(number, out var listed) ? listed.Name : names.GetValueOrDefault(number, row["identifier"]);
            return Document(row, new ListedSpecies(number, row["identifier"], Number(row["generation_id"])), name);
        });
    }

    /// <summary>A column that is not there, or has no value, is not written: nothing is said of it.</summary>
    private static SpeciesDocument Document(IReadOnlyDictionary<string, string> row, ListedSpecies listed, string name)
    {
        var document = new Dictionary<string, object?>
        {
            ["id"] = listed.Number,
            ["name"] = listed.Slug,
            ["names"] = new[] { new { language = new { name = "en" }, name } },
            ["generation"] = new { url = $"generation/{listed.Generation}/" },
        };
        foreach (var flag in new[] { "is_baby", "is_legendary", "is_mythical" })
        {
            if (row.GetValueOrDefault(flag) is "0" or "1")
                document[flag] = row[flag] == "1";
        }
        if (row.GetValueOrDefault("color_id") is { Length: > 0 } color)
            document["color"] = new { name = Number(color) <= s_colors.Length ? s_colors[Number(color) - 1] : throw new FormatException($"there is no colour {color}") };
        if (row.TryGetValue("evolves_from_species_id", out var from))
            document["evolves_from_species"] = from.Length > 0 ? new { url = $"pokemon-species/{Number(from)}/" } : null;
        var payload = JsonSerializer.Serialize(document);
        return CanonicalJson.TryHash(Encoding.UTF8.GetBytes(payload), TopLevelNames.None, out var hash, out var fault)
            ? new SpeciesDocument(listed, name, payload, hash)
            : throw new FormatException(fault!.Detail);
    }

    /// <summary>These files have numbers, identifiers and names; none holds a comma, and a line is a row.</summary>
    private static List<T> Rows<T>(string folder, string file, Func<IReadOnlyDictionary<string, string>, T> read)
    {
        string[]? columns = null;
        var (rows, line) = (new List<T>(), 0);
        foreach (var text in File.ReadLines(Path.Combine(folder, file), Encoding.UTF8))
        {
            line++;
            if (text.Length == 0)
                continue;
            var cells = text.Split(',');
            if (columns is null)
            {
                columns = cells;
                continue;
            }
            try
            {
                rows.Add(read(columns.Zip(cells).ToDictionary(cell => cell.First, cell => cell.Second, StringComparer.Ordinal)));
            }
            catch (Exception error) when (error is FormatException or KeyNotFoundException or ArgumentException)
            {
                throw new SourceFormatException($"{file}: {error.Message.TrimEnd('.')}", line, 1, error);
            }
        }
        return rows.Count > 0 ? rows : throw new SourceFormatException($"{file} has no rows", line, 1);
    }

    private static int Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : throw new FormatException($"'{text}' is no number");
}
