using System.Globalization;
using System.Text.Json;
using PokedexTop.Catalogue;
using PokedexTop.Normalize.Feeds.Reading;

namespace PokedexTop.Normalize.Feeds.Tcgdex;

/// <summary>
/// Turns the price block of one market, as TCGdex embeds it in a card's <c>pricing</c>, into rows by finish, with the names
/// and finishes that the other feed's blocks have: the history goes on. Pure, and never throws for any payload.
/// </summary>
internal static class TcgdexPriceNormalizer
{
    /// <param name="market">One of <see cref="Markets"/>.</param>
    /// <param name="payload">The block's JSON.</param>
    /// <param name="fallbackDate">The day to assume where <c>updated</c> does not tell: that of the fetch.</param>
    public static PriceNormalizationResult Normalize(string market, ReadOnlyMemory<byte> payload, DateOnly fallbackDate)
    {
        if (market is not (Markets.TcgPlayer or Markets.Cardmarket))
            return new QuarantinedPrices(RejectReasons.UnknownMarket, $"\"{JsonWords.Shown(market)}\" is no known market; {Markets.TcgPlayer} or {Markets.Cardmarket} is expected.");
        using var parsed = Payload.Parse(payload);
        if (parsed.Fault is { } unreadable)
            return new QuarantinedPrices(unreadable.Reason, unreadable.Detail);

        var reader = new FieldReader(parsed.HasNul);
        var blocks = new TcgdexPriceFields(reader, parsed.HasNul, market, parsed.Root);
        DateOnly? observedOn = null;
        var within = "/" + market;
        foreach (var property in parsed.Root.EnumerateObject())
        {
            var path = new FieldPath(property.Name, Within: within);
            if (property.NameEquals("updated"))
                observedOn = Day(property.Value) ?? reader.Date(property.Value, path, "the day of the fetch counts");
            else if (!property.NameEquals("unit"))
                blocks.Read(property, path);
        }
        return reader.Rejection is { } rejection
            ? new QuarantinedPrices(rejection.Reason, rejection.Detail)
            : new NormalizedPrices(observedOn ?? fallbackDate, blocks.Rows(), reader.Findings, reader.Drift);
    }

    /// <summary>The day, in UTC, of a time as TCGdex writes it: <c>2026-11-28T03:12:45.000Z</c>.</summary>
    private static DateOnly? Day(JsonElement value) =>
        value.ValueKind == JsonValueKind.String && DateTimeOffset.TryParse(value.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? DateOnly.FromDateTime(time.UtcDateTime) : null;
}
