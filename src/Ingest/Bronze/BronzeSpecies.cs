namespace PokedexTop.Ingest.Bronze;

/// <summary>One version of a Pokémon species as the species source gave it: a row of <c>bronze_pokemon_species</c>.</summary>
internal sealed class BronzeSpecies
{
    public long Id { get; set; }
    public int PokedexNumber { get; set; }
    public int Version { get; set; }
    public required string ContentHash { get; set; }
    public required string Source { get; set; }
    public DateTime RequestedAt { get; set; }
    public DateTime FetchedAt { get; set; }
    public long ApiCallId { get; set; }
    /// <summary>The item's JSON exactly as received. The last column, so that reading the others never walks over it.</summary>
    public required string Payload { get; set; }
}
