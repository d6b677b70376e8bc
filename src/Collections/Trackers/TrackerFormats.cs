namespace PokedexTop.Collections.Trackers;

/// <summary>Every program whose tables are read. Where a header fits several, the first counts.</summary>
internal static class TrackerFormats
{
    public static IReadOnlyList<TrackerFormat> All { get; } =
    [
        new Collectr(), new TcgplayerSeller(), new TcgplayerApp(), new CardmarketShipment(), new CardmarketStock(), new DragonShield(), new TcgCollector(),
        new PokecollectorExport(), new PokecollectorBinder(), new Pokedumpster(), new Pokecollector(), new ManaBox(), new Deckbox(), new PocketTracker(),
    ];

    public static TrackerFormat? Find(TrackerHeads heads) => All.FirstOrDefault(format => format.IsHeader(heads));
}
