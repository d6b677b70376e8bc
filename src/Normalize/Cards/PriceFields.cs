using System.Globalization;
using System.Text.Json;
using PokedexTop.Normalize.Silver;

namespace PokedexTop.Normalize.Cards;

/// <summary>Reads the amounts of a price block.</summary>
internal sealed class PriceFields(FieldReader reader, bool hasNul)
{
    // Below what a decimal(18, 4) column holds, and above any card.
    private const decimal Highest = 1_000_000_000m;
    private const int Decimals = 4;

    /// <summary>One row for each finish, which is a member of its own.</summary>
    public void ReadTcgPlayer(JsonElement prices, List<CardPrice> rows)
    {
        foreach (var finish in prices.EnumerateObject())
        {
            var path = new FieldPath("prices", Member: finish.Name);
            if (finish.Value.ValueKind == JsonValueKind.Null || !reader.IsKeepable(finish.Name) || reader.Object(finish.Value, path) is not { } amounts)
                continue;
            if (finish.Name.Length > FieldLimits.Finish)
            {
                reader.Reject(RejectReasons.TextTooLong, $"The finish \"{JsonWords.Shown(finish.Name)}\" has {finish.Name.Length} characters; a finish may have {FieldLimits.Finish}.");
                continue;
            }
            var row = new CardPrice { Finish = finish.Name, Currency = "USD" };
            var extra = new ExtraFields(hasNul);
            foreach (var amount in amounts.EnumerateObject())
            {
                switch (amount.Name)
                {
                    case "low": row.Low = Amount(amount, extra); break;
                    case "mid": row.Mid = Amount(amount, extra); break;
                    case "high": row.High = Amount(amount, extra); break;
                    case "market": row.MarketPrice = Amount(amount, extra); break;
                    case "directLow": row.DirectLow = Amount(amount, extra); break;
                    default: Keep(amount, extra); break;
                }
            }
            Add(row, extra, rows);
        }
    }

    /// <summary>All finishes stand in one object; those of the reverse holofoil have its name in theirs.</summary>
    public void ReadCardmarket(JsonElement prices, List<CardPrice> rows)
    {
        var (normal, normalExtra) = (new CardPrice { Finish = "normal", Currency = "EUR" }, new ExtraFields(hasNul));
        var (reverse, reverseExtra) = (new CardPrice { Finish = "reverseHolofoil", Currency = "EUR" }, new ExtraFields(hasNul));
        foreach (var amount in prices.EnumerateObject())
        {
            switch (amount.Name)
            {
                case "lowPrice": normal.Low = Amount(amount, normalExtra); break;
                case "trendPrice": normal.MarketPrice = Amount(amount, normalExtra); break;
                case "averageSellPrice": normal.AverageSell = Amount(amount, normalExtra); break;
                case "avg1": normal.Average1 = Amount(amount, normalExtra); break;
                case "avg7": normal.Average7 = Amount(amount, normalExtra); break;
                case "avg30": normal.Average30 = Amount(amount, normalExtra); break;
                case "lowPriceExPlus": normal.LowExcellentPlus = Amount(amount, normalExtra); break;
                case "suggestedPrice": normal.Suggested = Amount(amount, normalExtra); break;
                case "germanProLow": normal.GermanProLow = Amount(amount, normalExtra); break;
                case "reverseHoloLow": reverse.Low = ReverseAmount(amount, reverseExtra); break;
                case "reverseHoloTrend": reverse.MarketPrice = ReverseAmount(amount, reverseExtra); break;
                case "reverseHoloSell": reverse.AverageSell = ReverseAmount(amount, reverseExtra); break;
                case "reverseHoloAvg1": reverse.Average1 = ReverseAmount(amount, reverseExtra); break;
                case "reverseHoloAvg7": reverse.Average7 = ReverseAmount(amount, reverseExtra); break;
                case "reverseHoloAvg30": reverse.Average30 = ReverseAmount(amount, reverseExtra); break;
                default: Keep(amount, normalExtra); break;
            }
        }
        Add(normal, normalExtra, rows);
        Add(reverse, reverseExtra, rows);
    }

    // A card that was never printed as reverse holofoil has zeros here, not nulls.
    private decimal? ReverseAmount(JsonProperty property, ExtraFields extra) => Amount(property, extra) is { } amount and not 0 ? amount : null;

    private decimal? Amount(JsonProperty property, ExtraFields extra)
    {
        var value = property.Value;
        var path = new FieldPath("prices", Member: property.Name);
        switch (value.ValueKind)
        {
            case JsonValueKind.Null:
                return null;
            case JsonValueKind.Number when value.TryGetDecimal(out var amount) && amount is >= 0 and < Highest:
                return decimal.Round(amount, Decimals);
            case JsonValueKind.String when decimal.TryParse(
                    value.GetString(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) && amount < Highest:
                reader.Report(QualityRules.TextAsNumber, FindingSeverity.Info, path, value, "is text; read as a number.");
                return decimal.Round(amount, Decimals);
            default:
                reader.Report(QualityRules.UnreadablePrice, FindingSeverity.Warning, path, value, $"is no amount from 0 to {Highest:0}; kept in extra.");
                Keep(property, extra);
                return null;
        }
    }

    private void Keep(JsonProperty property, ExtraFields extra)
    {
        var path = new FieldPath("prices", Member: property.Name);
        if (extra.Count >= FieldLimits.Entries)
            reader.Reject(RejectReasons.TooManyEntries, $"More than {FieldLimits.Entries} values have no column; the last is {path.Pointer}.");
        else if (reader.IsKeepable(property.Name) && reader.IsKeepable(property.Value, path))
            extra.Add(new FieldPath(property.Name).Pointer, property.Value);
    }

    private static void Add(CardPrice row, ExtraFields extra, List<CardPrice> rows)
    {
        row.Extra = extra.ToJson();
        if (!row.IsEmpty)
            rows.Add(row);
    }
}
