using PokedexTop.Catalogue.Species;
using PokedexTop.Ingest.Bronze;
using PokedexTop.Ingest.Json;
using PokedexTop.Ingest.Sources;
using PokedexTop.Language;

namespace PokedexTop.Ingest.Syncs;

/// <summary>Turns a scope and the source's set list into fetches: one a set, or one query for species and cards. Pure.</summary>
public static class FetchPlan
{
    /// <param name="scope">What was asked for.</param>
    /// <param name="setIds">Every set of the source, in its order.</param>
    /// <param name="upToDate">Sets that a scope of new and changed sets leaves out.</param>
    /// <exception cref="ScopeException">The scope names something that does not exist.</exception>
    public static List<(string? SetId, CardQuery? Query, int Position)> Make(SyncScope scope, IReadOnlyList<string> setIds, IReadOnlySet<string> upToDate)
    {
        if (scope.IsEverything)
            return [.. setIds.Select((id, position) => ((string?)id, (CardQuery?)null, position))];

        var plan = new List<(string?, CardQuery?, int)>();
        var outdated = scope.NewSets ? setIds.Where(id => !upToDate.Contains(id)) : [];
        foreach (var wanted in scope.Sets.Concat(outdated).Distinct(StringComparer.Ordinal))
        {
            var position = IndexOf(setIds, wanted);
            if (position < 0)
                throw new ScopeException(UnknownSet(wanted, setIds));
            plan.Add((setIds[position], null, position));
        }
        plan.Sort((a, b) => a.Item3.CompareTo(b.Item3));
        foreach (var query in Queries(scope))
            plan.Add((null, query, setIds.Count + plan.Count));
        return plan;
    }

    /// <summary>The row of a planned fetch, which is due at once.</summary>
    internal static SetFetch RowOf((string? SetId, CardQuery? Query, int Position) planned, RunLease lease, DateTime now) => new()
    {
        SyncId = lease.SyncId,
        Feed = lease.Feed,
        Source = lease.Source,
        SetId = planned.SetId,
        Query = planned.Query?.ToJson(),
        Position = planned.Position,
        Status = FetchStatus.Pending,
        NextAttemptAt = now,
    };

    /// <summary>The set ids of a set list, each once, in order.</summary>
    public static List<string> SetIds(SourceAnswer setList)
    {
        var ids = new List<string>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (BronzeItem item in setList.Calls.SelectMany(c => c.Items))
        {
            if (item is { RejectReason: null, Id: { } id } && seen.Add(id))
                ids.Add(id);
        }
        ids.AddRange(setList.UnlistedSets.Where(seen.Add));
        return ids;
    }

    private static IEnumerable<CardQuery> Queries(SyncScope scope)
    {
        if (scope.Generations.Count > 0)
        {
            yield return new CardQuery
            {
                Species = [.. scope.Generations.Distinct().Order().Select(number =>
                    SpeciesList.Generations.FirstOrDefault(g => g.Number == number) is { } generation
                        ? new DexRange(generation.FirstNumber, generation.LastNumber)
                        : throw new ScopeException($"There is no generation {number}; known: 1 to {SpeciesList.Generations.Count}."))],
            };
        }
        if (scope.Pokemon is { } name)
        {
            yield return SpeciesList.FindByName(name) is { } species
                ? new CardQuery { Species = [new DexRange(species.Number, species.Number)] }
                : new CardQuery { Name = name };
        }
        if (scope.Cards.Count > 0)
            yield return new CardQuery { CardIds = [.. scope.Cards.Distinct(StringComparer.Ordinal)] };
    }

    private static int IndexOf(IReadOnlyList<string> setIds, string wanted)
    {
        for (var i = 0; i < setIds.Count; i++)
        {
            if (setIds[i] == wanted)
                return i;
        }
        return -1;
    }

    private static string UnknownSet(string wanted, IReadOnlyList<string> setIds)
    {
        if (wanted.Contains(',', StringComparison.Ordinal))
            return $"The source has no set '{wanted}'.{NearWords.Question(wanted, setIds)}";
        var near = NearWords.Of(wanted, setIds);
        return $"The source has no set '{wanted}'. " + (near.Count > 0 ? $"Near it: {string.Join(", ", near)}." : $"It has {English.Count(setIds.Count, "set")}, such as {string.Join(", ", setIds.Take(5))}.");
    }
}

/// <summary>A scope names something that does not exist; exit code 2.</summary>
public sealed class ScopeException(string message) : Exception(message);
