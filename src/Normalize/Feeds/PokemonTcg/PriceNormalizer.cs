using System.Text.Json;
using PokedexTop.Normalize.Feeds.Reading;

namespace PokedexTop.Normalize.Feeds.PokemonTcg;

/// <summary>
/// Turns the price block of one market (<c>tcgplayer</c> or <c>cardmarket</c>, as the API embeds it in a card) into
/// rows by finish. Pure, and never throws for any payload. The block itself stays in bronze.
/// </summary>
internal static class PriceNormalizer
{
    public const string TcgPlayer = "tcgplayer";
    public const string Cardmarket = "cardmarket";

    /// <param name="market"><see cref="TcgPlayer"/> or <see cref="Cardmarket"/>.</param>
    /// <param name="payload">The block's JSON: <c>url</c>, <c>updatedAt</c> and <c>prices</c>, each of which may be null.</param>
    /// <param name="fallbackDate">The day to assume where <c>updatedAt</c> does not tell: that of the fetch.</param>
    public static PriceNormalizationResult Normalize(string market, ReadOnlyMemory<byte> payload, DateOnly fallbackDate)
    {
        if (market is not (TcgPlayer or Cardmarket))
            return new QuarantinedPrices(RejectReasons.UnknownMarket, $"\"{JsonWords.Shown(market)}\" is no known market; {TcgPlayer} or {Cardmarket} is expected.");
        using var parsed = Payload.Parse(payload);
        if (parsed.Fault is { } unreadable)
            return new QuarantinedPrices(unreadable.Reason, unreadable.Detail);

        var reader = new FieldReader(parsed.HasNul);
        var fields = new PriceFields(reader, parsed.HasNul, "/" + market);
        DateOnly? observedOn = null;
        foreach (var property in parsed.Root.EnumerateObject())
        {
            var path = new FieldPath(property.Name, Within: "/" + market);
            switch (property.Name)
            {
                case "url": break;
                case "updatedAt": observedOn = reader.Date(property.Value, path, "the day of the fetch counts"); break;
                case "prices" when reader.Object(property.Value, path) is { } prices: Read(market, fields, prices); break;
                case "prices": break;
                default: new PriceAmounts(reader).Unknown(property.Name, path); break;
            }
        }
        return reader.Rejection is { } rejection
            ? new QuarantinedPrices(rejection.Reason, rejection.Detail)
            : new NormalizedPrices(observedOn ?? fallbackDate, fields.Rows, reader.Findings, reader.Drift);
    }

    private static void Read(string market, PriceFields fields, JsonElement prices)
    {
        if (market == Cardmarket)
            fields.ReadCardmarket(prices);
        else
            fields.ReadTcgPlayer(prices);
    }
}
