using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace PokedexTop.Normalize.Identities;

/// <summary>What the ids of TCGdex are in the first feed: by rules where they lead to a set it has, else by the curated table.</summary>
internal static partial class TcgdexIds
{
    // Every card asks for its set, several times, and TCGdex has a few hundred of them. A feed may bring as many ids as it likes.
    private const int MostRemembered = 4_096;
    private static readonly ConcurrentDictionary<string, FoundId?> s_sets = new(StringComparer.Ordinal);

    /// <summary>A set; null where nothing can be said of it.</summary>
    public static FoundId? Set(string id)
    {
        if (s_sets.TryGetValue(id, out var known))
            return known;
        var found = FindSet(id);
        if (s_sets.Count < MostRemembered)
            s_sets.TryAdd(id, found);
        return found;
    }

    private static FoundId? FindSet(string id)
    {
        var sets = FirstFeedSets.Known;
        if (sets.Pairs.TryGetValue(id, out var curated))
            return new(curated, IdentityRules.Curated);
        if (sets.Find(id) is { } same)
            return new(same, IdentityRules.SameSetId);
        if (Year().Match(id) is { Success: true } year)
            return Known("mcd" + year.Groups[1].Value, IdentityRules.McDonaldsYear);
        if (Code().Match(id) is not { Success: true } code)
            return null;
        var (series, half, part) = (code.Groups[1].Value + code.Groups[2].Value, code.Groups[3].Success, code.Groups[4].Value);
        if (!half)
            return Known(series + part, IdentityRules.SetCode);
        return sets.Find($"{series}5{part}") is { } old ? new(old, IdentityRules.SetCode) : Known($"{series}pt5{part}", IdentityRules.SetCode);
    }

    /// <summary>A card; null where nothing can be said of it.</summary>
    public static FoundId? Card(string id)
    {
        var sets = FirstFeedSets.Known;
        if (sets.Doubts.TryGetValue(id, out var maybe))
            return new(null, IdentityRules.OwnId, Confidences.Doubtful, maybe);
        var at = id.LastIndexOf('-');
        if (at <= 0 || at == id.Length - 1 || Set(id[..at]) is not { } set)
            return null;
        // One card's id has an escape in it (exu-%3F), which is part of the id and not of the number.
        var number = Uri.UnescapeDataString(id[(at + 1)..]);
        if (set.SilverId is null)
            return new(null, IdentityRules.OwnId, Confidences.Certain, $"{set.Candidate}-{FirstFeedSets.Fold(number)}");
        return sets.Number(set.SilverId, number) is { } known
            ? new($"{set.SilverId}-{known.Number}", known.IsPaired ? IdentityRules.Curated : IdentityRules.SetAndNumber)
            : new(null, IdentityRules.OwnId, Confidences.Certain, $"{set.SilverId}-{(char.IsAsciiDigit(number[0]) ? FirstFeedSets.Fold(number) : number)}");
    }

    /// <summary>A set that the first feed has, or one that it would call so.</summary>
    private static FoundId Known(string firstId, string rule) =>
        FirstFeedSets.Known.Find(firstId) is { } known ? new(known, rule) : new(null, rule, Candidate: firstId);

    [GeneratedRegex(@"\A20([0-9]{2})[a-z]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Year();

    // Two letters at least: one letter with a number is a set of TCG Pocket, which the first feed never had.
    [GeneratedRegex(@"\A([a-z]{2,})0*([0-9]+)(\.5)?([a-z]*)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Code();
}

/// <summary>What an id is in the first feed.</summary>
/// <param name="SilverId">Its id there; null where the first feed is not known to have it.</param>
/// <param name="Candidate">The id it would have there.</param>
internal sealed record FoundId(string? SilverId, string Rule, string Confidence = Confidences.Certain, string? Candidate = null);
