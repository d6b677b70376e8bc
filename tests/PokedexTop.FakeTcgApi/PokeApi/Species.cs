using System.Globalization;

namespace PokedexTop.FakeApi.PokeApi;

/// <summary>One row of PokéAPI's <c>pokemon_species.csv</c>.</summary>
internal sealed record Species(int Number, string Slug, int Generation, int? EvolvesFrom, int Color, bool IsBaby, bool IsLegendary, bool IsMythical)
{
    public static IReadOnlyList<Species> Read(string? file)
    {
        if (file is null)
            return [];
        var lines = File.ReadAllLines(file);
        var columns = lines[0].Split(',').Select((name, index) => (name, index)).ToDictionary(pair => pair.name, pair => pair.index);
        return [.. lines.Skip(1).Where(line => line.Length > 0).Select(line => Row(line.Split(','), columns))];
    }

    private static Species Row(string[] values, Dictionary<string, int> columns)
    {
        int Number(string column) => int.Parse(values[columns[column]], CultureInfo.InvariantCulture);
        bool Flag(string column) => values[columns[column]] == "1";
        var from = values[columns["evolves_from_species_id"]];
        return new Species(
            Number("id"), values[columns["identifier"]], Number("generation_id"), from.Length == 0 ? null : int.Parse(from, CultureInfo.InvariantCulture),
            Number("color_id"), Flag("is_baby"), Flag("is_legendary"), Flag("is_mythical"));
    }
}
