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
    private readonly PriceAmounts _amounts = new(reader);
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
                    case "low": row.Low = _amounts.Read(amount, at, extra); break;
                    case "mid": row.Mid = _amounts.Read(amount, at, extra); break;
                    case "high": row.High = _amounts.Read(amount, at, extra); break;
                    case "market": row.MarketPrice = _amounts.Read(amount, at, extra); break;
                    case "directLow": row.DirectLow = _amounts.Read(amount, at, extra); break;
                    default: _amounts.KeepUnknown(amount, at, extra); break;
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
                case "lowPrice": normal.Low = _amounts.Read(amount, at, normalExtra); break;
                case "trendPrice": normal.MarketPrice = _amounts.Read(amount, at, normalExtra); break;
                case "averageSellPrice": normal.AverageSell = _amounts.Read(amount, at, normalExtra); break;
                case "avg1": normal.Average1 = _amounts.Read(amount, at, normalExtra); break;
                case "avg7": normal.Average7 = _amounts.Read(amount, at, normalExtra); break;
                case "avg30": normal.Average30 = _amounts.Read(amount, at, normalExtra); break;
                case "lowPriceExPlus": normal.LowExcellentPlus = _amounts.Read(amount, at, normalExtra); break;
                case "suggestedPrice": normal.Suggested = _amounts.Read(amount, at, normalExtra); break;
                case "germanProLow": normal.GermanProLow = _amounts.Read(amount, at, normalExtra); break;
                case "reverseHoloLow": reverse.Low = _amounts.Read(amount, at, reverseExtra); break;
                case "reverseHoloTrend": reverse.MarketPrice = _amounts.Read(amount, at, reverseExtra); break;
                case "reverseHoloSell": reverse.AverageSell = _amounts.Read(amount, at, reverseExtra); break;
                case "reverseHoloAvg1": reverse.Average1 = _amounts.Read(amount, at, reverseExtra); break;
                case "reverseHoloAvg7": reverse.Average7 = _amounts.Read(amount, at, reverseExtra); break;
                case "reverseHoloAvg30": reverse.Average30 = _amounts.Read(amount, at, reverseExtra); break;
                default: _amounts.KeepUnknown(amount, at, normalExtra); break;
            }
        }
        foreach (var (row, extra) in new[] { (normal, normalExtra), (reverse, reverseExtra) })
        {
            row.Extra = extra.ToJson();
            if (!row.IsEmpty)
                _rows.Add(row);
        }
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
