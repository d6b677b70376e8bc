using System.Globalization;
using System.Text.Json;
using PokedexTop.Catalogue;
using PokedexTop.Normalize.Feeds.Reading;

namespace PokedexTop.Normalize.Feeds.PokemonTcg;

/// <summary>Reads the finishes and amounts of a price block.</summary>
/// <param name="reader">Collects what there is to tell.</param>
/// <param name="hasNul">Whether kept values must lose U+0000.</param>
/// <param name="block">The pointer of the block in its card, such as <c>/tcgplayer</c>.</param>
internal sealed class PriceFields(FieldReader reader, bool hasNul, string block)
{
    // Below what a decimal(18, 4) column holds, and above any card.
    private const decimal Highest = 1_000_000_000m;
    private const int Decimals = 4;

    private readonly List<CardPrice> _rows = [];
    private readonly string _prices = block + "/prices";

    /// <summary>One for each finish that has a price.</summary>
    public IReadOnlyList<CardPrice> Rows => _rows;

    /// <summary>One row for each finish, which is a member of its own.</summary>
    public void ReadTcgPlayer(JsonElement prices)
    {
        foreach (var member in prices.EnumerateObject())
        {
            var path = new FieldPath(member.Name, Within: _prices);
            if (member.Value.ValueKind == JsonValueKind.Null || !reader.IsKeepable(member.Name) || reader.Object(member.Value, path) is not { } amounts)
                continue;
            if (Finish(member, path) is not { } finish)
                continue;
            var row = new CardPrice { Finish = finish, Currency = "USD" };
            var extra = new ExtraFields(hasNul);
            foreach (var amount in amounts.EnumerateObject())
            {
                var at = new FieldPath(amount.Name, Within: path.Pointer);
                switch (amount.Name)
                {
                    case "low": row.Low = Amount(amount, at, extra); break;
                    case "mid": row.Mid = Amount(amount, at, extra); break;
                    case "high": row.High = Amount(amount, at, extra); break;
                    case "market": row.MarketPrice = Amount(amount, at, extra); break;
                    case "directLow": row.DirectLow = Amount(amount, at, extra); break;
                    default: KeepUnknown(amount, at, extra); break;
                }
            }
            Add(row, extra, member, path);
        }
    }

    /// <summary>All finishes stand in one object; those of the reverse holofoil have its name in theirs.</summary>
    public void ReadCardmarket(JsonElement prices)
    {
        var (normal, normalExtra) = (new CardPrice { Finish = Finishes.Normal, Currency = "EUR" }, new ExtraFields(hasNul));
        var (reverse, reverseExtra) = (new CardPrice { Finish = Finishes.ReverseHolofoil, Currency = "EUR" }, new ExtraFields(hasNul));
        foreach (var amount in prices.EnumerateObject())
        {
            var at = new FieldPath(amount.Name, Within: _prices);
            switch (amount.Name)
            {
                case "lowPrice": normal.Low = Amount(amount, at, normalExtra); break;
                case "trendPrice": normal.MarketPrice = Amount(amount, at, normalExtra); break;
                case "averageSellPrice": normal.AverageSell = Amount(amount, at, normalExtra); break;
                case "avg1": normal.Average1 = Amount(amount, at, normalExtra); break;
                case "avg7": normal.Average7 = Amount(amount, at, normalExtra); break;
                case "avg30": normal.Average30 = Amount(amount, at, normalExtra); break;
                case "lowPriceExPlus": normal.LowExcellentPlus = Amount(amount, at, normalExtra); break;
                case "suggestedPrice": normal.Suggested = Amount(amount, at, normalExtra); break;
                case "germanProLow": normal.GermanProLow = Amount(amount, at, normalExtra); break;
                case "reverseHoloLow": reverse.Low = Amount(amount, at, reverseExtra); break;
                case "reverseHoloTrend": reverse.MarketPrice = Amount(amount, at, reverseExtra); break;
                case "reverseHoloSell": reverse.AverageSell = Amount(amount, at, reverseExtra); break;
                case "reverseHoloAvg1": reverse.Average1 = Amount(amount, at, reverseExtra); break;
                case "reverseHoloAvg7": reverse.Average7 = Amount(amount, at, reverseExtra); break;
                case "reverseHoloAvg30": reverse.Average30 = Amount(amount, at, reverseExtra); break;
                default: KeepUnknown(amount, at, normalExtra); break;
            }
        }
        foreach (var (row, extra) in new[] { (normal, normalExtra), (reverse, reverseExtra) })
        {
            row.Extra = extra.ToJson();
            if (!row.IsEmpty)
                _rows.Add(row);
        }
    }

    /// <summary>Notes a member of the block that nobody knows; the block itself stays in bronze.</summary>
    public void Unknown(string name, in FieldPath path)
    {
        if (reader.IsKeepable(name))
            reader.Drifted(SchemaDrift.UnknownField, path);
    }

    private string? Finish(JsonProperty member, in FieldPath path)
    {
        if (member.Name.Length > FieldLimits.Finish)
        {
            reader.Reject(RejectReasons.TextTooLong, $"The finish \"{JsonWords.Shown(member.Name)}\" has {member.Name.Length} characters; a finish may have {FieldLimits.Finish}.");
            return null;
        }
        var usual = Finishes.Usual(member.Name);
        if (usual != member.Name)
            reader.Report(QualityRules.FinishSpelling, FindingSeverity.Info, path, member.Value, $"is usually spelled {usual}; so written.");
        return usual;
    }

    /// <summary>The amount of a member; null where there is none. 0 is how markets write that there is no price.</summary>
    private decimal? Amount(JsonProperty property, in FieldPath path, ExtraFields extra)
    {
        var value = property.Value;
        decimal amount;
        switch (value.ValueKind)
        {
            case JsonValueKind.Null:
                return null;
            case JsonValueKind.Number when value.TryGetDecimal(out amount):
                break;
            case JsonValueKind.String when decimal.TryParse(LookAlikes.Standardised(value.GetString()!).Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out amount):
                reader.Report(QualityRules.TextAsNumber, FindingSeverity.Info, path, value, "is text; read as a number.");
                break;
            default:
                return Unreadable(property, path, extra);
        }
        if (amount == 0)
            return null;
        return decimal.Round(amount, Decimals) is > 0 and < Highest and var price ? price : Unreadable(property, path, extra);
    }

    private decimal? Unreadable(JsonProperty property, in FieldPath path, ExtraFields extra)
    {
        reader.Report(QualityRules.UnreadablePrice, FindingSeverity.Warning, path, property.Value, $"is no amount from 0.0001 to {Highest:0}; no price, kept in extra where the finish has another.");
        Keep(property, path, extra);
        return null;
    }

    private void KeepUnknown(JsonProperty property, in FieldPath path, ExtraFields extra)
    {
        Unknown(property.Name, path);
        Keep(property, path, extra);
    }

    private void Keep(JsonProperty property, in FieldPath path, ExtraFields extra)
    {
        if (extra.Count >= FieldLimits.Entries)
            reader.Reject(RejectReasons.TooManyEntries, $"More than {FieldLimits.Entries} values have no column; the last is {path.Pointer}.");
        else if (reader.IsKeepable(property.Name) && reader.IsKeepable(property.Value, path))
            extra.Add(new FieldPath(property.Name).Pointer, property.Value);
    }

    private void Add(CardPrice row, ExtraFields extra, JsonProperty member, in FieldPath path)
    {
        row.Extra = extra.ToJson();
        if (row.IsEmpty)
            return;
        if (_rows.Exists(r => Finishes.AreEqual(r.Finish, row.Finish)))
            reader.Report(QualityRules.FinishTwice, FindingSeverity.Warning, path, member.Value, $"names the finish {row.Finish} once more; the first one's prices count.");
        else
            _rows.Add(row);
    }
}
