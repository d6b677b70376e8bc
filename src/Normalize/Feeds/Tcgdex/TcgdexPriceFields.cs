using System.Text.Json;
using PokedexTop.Catalogue;
using PokedexTop.Normalize.Feeds.Reading;

namespace PokedexTop.Normalize.Feeds.Tcgdex;

/// <summary>Reads the finishes and amounts of a price block.</summary>
internal sealed class TcgdexPriceFields(FieldReader reader, bool hasNul, string market, JsonElement block)
{
    private const string Reverse = "-holo";

    private readonly PriceAmounts _amounts = new(reader);
    private readonly List<(CardPrice Row, ExtraFields Extra)> _rows = [];
    private readonly string _currency = block.TryGetProperty("unit", out var unit) && unit.ValueKind == JsonValueKind.String && unit.GetString() is { Length: 3 } said
        ? said : market == Markets.TcgPlayer ? "USD" : "EUR";

    public void Read(JsonProperty property, in FieldPath path)
    {
        if (market == Markets.TcgPlayer)
            ReadFinish(property, path);
        else
            ReadCardmarket(property, path);
    }

    /// <summary>One for each finish that has a price; 0 and nothing but 0 is how a block says that there is none.</summary>
    public IReadOnlyList<CardPrice> Rows()
    {
        foreach (var (row, extra) in _rows)
            row.Extra = extra.ToJson();
        return [.. _rows.Select(r => r.Row).Where(r => !r.IsEmpty)];
    }

    /// <summary>TCGplayer: a member for each finish, such as <c>reverse-holofoil</c>.</summary>
    private void ReadFinish(JsonProperty finish, in FieldPath path)
    {
        // A name is decoded each time it is asked for.
        var finishName = finish.Name;
        if (finish.Value.ValueKind == JsonValueKind.Null || finishName.Length > FieldLimits.Finish || !reader.IsKeepable(finishName))
            return;
        if (finish.Value.ValueKind != JsonValueKind.Object)
        {
            _amounts.Unknown(finishName, path);
            return;
        }
        var (row, extra) = Row(Finishes.Usual(finishName));
        var within = path.Pointer;
        foreach (var amount in finish.Value.EnumerateObject())
        {
            var name = RepeatedTexts.Name(amount);
            var at = new FieldPath(name, Within: within);
            switch (name)
            {
                case "lowPrice": row.Low = _amounts.Read(amount, at, extra); break;
                case "midPrice": row.Mid = _amounts.Read(amount, at, extra); break;
                case "highPrice": row.High = _amounts.Read(amount, at, extra); break;
                case "marketPrice": row.MarketPrice = _amounts.Read(amount, at, extra); break;
                case "directLowPrice": row.DirectLow = _amounts.Read(amount, at, extra); break;
                case "productId": _amounts.Keep(amount, at, extra); break;
                default: _amounts.KeepUnknown(amount, at, extra); break;
            }
        }
    }

    /// <summary>Cardmarket: all in one object; what ends in <c>-holo</c> is of the reverse holofoil.</summary>
    private void ReadCardmarket(JsonProperty amount, in FieldPath path)
    {
        var name = RepeatedTexts.Name(amount);
        var isReverse = name.EndsWith(Reverse, StringComparison.Ordinal);
        var (row, extra) = Row(isReverse ? Finishes.ReverseHolofoil : Finishes.Normal);
        switch (isReverse ? name[..^Reverse.Length] : name)
        {
            case "low": row.Low = _amounts.Read(amount, path, extra); break;
            case "trend": row.MarketPrice = _amounts.Read(amount, path, extra); break;
            case "avg": row.AverageSell = _amounts.Read(amount, path, extra); break;
            case "avg1": row.Average1 = _amounts.Read(amount, path, extra); break;
            case "avg7": row.Average7 = _amounts.Read(amount, path, extra); break;
            case "avg30": row.Average30 = _amounts.Read(amount, path, extra); break;
            case "idProduct": _amounts.Keep(amount, path, extra); break;
            default: _amounts.KeepUnknown(amount, path, extra); break;
        }
    }

    private (CardPrice Row, ExtraFields Extra) Row(string finish)
    {
        var at = _rows.FindIndex(r => Finishes.AreEqual(r.Row.Finish, finish));
        if (at < 0)
        {
            at = _rows.Count;
            _rows.Add((new CardPrice { Finish = finish, Currency = _currency }, new ExtraFields(hasNul)));
        }
        return _rows[at];
    }
}
