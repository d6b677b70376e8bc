using System.Globalization;
using PokedexTop.Data;
using PokedexTop.Lake.Objects;

namespace PokedexTop.Lake.Writing;

/// <summary>Where a table's files lie.</summary>
internal static class FilePlace
{
    /// <summary>Folders that are not called as the table is.</summary>
    private static readonly Dictionary<string, string> s_named = new(StringComparer.Ordinal)
    {
        ["silver_tcg_cards"] = "silver/processed-cards",
        ["gold_user_collections"] = $"{LakeStore.UsersPrefix}/lots",
    };

    /// <summary>What belongs to a sync run lies below its day; what belongs to none, below the day it was written to the lake.</summary>
    public static string OfBronze(DateTime day, string? syncId) =>
        string.Create(CultureInfo.InvariantCulture, $"bronze/year={day:yyyy}/month={day:MM}/day={day:dd}/run={syncId ?? "none"}");

    /// <summary>Tables of the layers above.</summary>
    public static string Of(StoredTable table, int run)
    {
        var name = table.Layout.Name;
        var (layer, rest) = (name[..name.IndexOf('_', StringComparison.Ordinal)], name[(name.IndexOf('_', StringComparison.Ordinal) + 1)..].Replace('_', '-'));
        var folder = s_named.GetValueOrDefault(name) ?? (table.OwnedBy is null ? $"{layer}/{rest}" : $"{LakeStore.UsersPrefix}/{rest}");
        return string.Create(CultureInfo.InvariantCulture, $"{folder}/run={run:D6}");
    }
}
