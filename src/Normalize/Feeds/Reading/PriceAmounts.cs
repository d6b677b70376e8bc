using System.Globalization;
using System.Text.Json;
using PokedexTop.Catalogue;

namespace PokedexTop.Normalize.Feeds.Reading;

/// <summary>Reads the amounts of a price block.</summary>
/// <param name="reader">Collects what there is to tell.</param>
internal sealed class PriceAmounts(FieldReader reader)
{
    // Below what a decimal(18, 4) column holds, and above any card.
    private const decimal Highest = 1_000_000_000m;
    private const int Decimals = 4;

    /// <summary>The amount of a member; null where there is none. 0 is how markets write that there is no price.</summary>
    public decimal? Read(JsonProperty property, in FieldPath path, ExtraFields extra)
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

    /// <summary>Keeps a member of a finish that nobody knows.</summary>
    public void KeepUnknown(JsonProperty property, in FieldPath path, ExtraFields extra)
    {
        Unknown(property.Name, path);
        Keep(property, path, extra);
    }

    public void Keep(JsonProperty property, in FieldPath path, ExtraFields extra)
    {
        if (extra.Count >= FieldLimits.Entries)
            reader.Reject(RejectReasons.TooManyEntries, $"More than {FieldLimits.Entries} values have no column; the last is {path.Pointer}.");
        else if (reader.IsKeepable(property.Name) && reader.IsKeepable(property.Value, path))
            extra.Add(new FieldPath(property.Name).Pointer, property.Value);
    }

    /// <summary>Notes a member of the block that nobody knows; the block itself stays in bronze.</summary>
    public void Unknown(string name, in FieldPath path)
    {
        if (reader.IsKeepable(name))
            reader.Drifted(SchemaDrift.UnknownField, path);
    }
}
