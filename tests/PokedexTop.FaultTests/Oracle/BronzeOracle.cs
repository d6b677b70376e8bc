using System.Globalization;
using System.Text.Json.Nodes;
using PokedexTop.FaultTests.Sources;

namespace PokedexTop.FaultTests.Oracle;

/// <summary>What bronze must hold after syncs of some states of a source.</summary>
internal sealed class BronzeOracle(Tables tables)
{
    private static readonly string[] s_apart = ["set", "tcgplayer", "cardmarket"];

    /// <param name="states">The state each sync met, in order.</param>
    public IEnumerable<string> Differences(IReadOnlyList<SourceState> states)
    {
        var runs = tables.Rows("SELECT sync_id, status FROM bronze_sync_runs ORDER BY requested_at");
        if (runs.Count != states.Count)
            yield return $"{runs.Count} syncs instead of {states.Count}";
        if (runs.Find(run => run["status"] is "requested" or "running") is { } unfinished)
        {
            yield return $"sync {unfinished["sync_id"]} is {unfinished["status"]}";
            // All else would differ for that reason, and looking costs what the program should have.
            yield break;
        }
        var cards = tables.Rows("SELECT id, card_id, version, content_hash, set_id, payload, api_call_id FROM bronze_tcg_cards ORDER BY card_id, version");
        foreach (var difference in Versions(cards, CardHistory.Of(states)).Concat(Sets(states)).Concat(Calls(cards)))
            yield return difference;
        for (var i = 0; i < Math.Min(runs.Count, states.Count); i++)
        {
            var emptied = string.Join(", ", states[i].EmptiedSets);
            if (emptied.Length > 0 && runs[i]["status"] != "partial")
                yield return $"sync {runs[i]["sync_id"]} is {runs[i]["status"]}, though the source gave no card of {emptied}";
            if (emptied.Length == 0 && runs[i]["status"] != "completed")
                continue;
            foreach (var difference in Fetches(runs[i]["sync_id"]!, states[i], cards))
                yield return difference;
        }
    }

    private static IEnumerable<string> Versions(List<Dictionary<string, string?>> rows, IReadOnlyDictionary<string, CardHistory> expected)
    {
        var stored = rows.GroupBy(row => row["card_id"]!).ToDictionary(g => g.Key, g => g.ToList(), StringComparer.Ordinal);
        foreach (var id in stored.Keys.Except(expected.Keys))
            yield return $"bronze card {id} is not of the source";
        foreach (var (id, history) in expected)
        {
            var versions = stored.GetValueOrDefault(id) ?? [];
            var found = string.Join(' ', versions.Select(v => $"{v["version"]}:{v["content_hash"]}:{v["set_id"]}"));
            var must = string.Join(' ', history.Versions.Select((v, i) => $"{i + 1}:{v.Hash}:{v.SetId}"));
            if (found != must)
                yield return $"bronze card {id} has versions {found} instead of {must}";
            foreach (var (row, version) in versions.Zip(history.Versions))
            {
                var payload = JsonNode.Parse(row["payload"]!)!.AsObject();
                foreach (var name in s_apart)
                    payload.Remove(name);
                if (!JsonNode.DeepEquals(payload, version.Card))
                    yield return $"bronze card {id} version {row["version"]} has another payload";
            }
        }
    }

    private IEnumerable<string> Sets(IReadOnlyList<SourceState> states)
    {
        var must = new SortedDictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var set in states.SelectMany(state => state.Sets))
        {
            var versions = must.TryGetValue(SourceState.Id(set), out var known) ? known : must[SourceState.Id(set)] = [];
            if (versions.Count == 0 || versions[^1] != Canonical.Hash(set))
                versions.Add(Canonical.Hash(set));
        }
        var rows = tables.Rows("SELECT set_id, content_hash FROM bronze_tcg_sets ORDER BY set_id, version").GroupBy(r => r["set_id"]!).ToDictionary(g => g.Key, g => g.Select(r => r["content_hash"]!).ToList(), StringComparer.Ordinal);
        foreach (var id in must.Keys.Union(rows.Keys))
            if (!(must.GetValueOrDefault(id) ?? []).SequenceEqual(rows.GetValueOrDefault(id) ?? []))
                yield return $"bronze set {id} has other versions";
    }

    private IEnumerable<string> Fetches(string syncId, SourceState state, List<Dictionary<string, string?>> cards)
    {
        var byId = cards.ToDictionary(row => row["id"]!, StringComparer.Ordinal);
        var rows = tables.Rows($"SELECT set_id, position, status, complete, received, members FROM bronze_set_fetches WHERE sync_id = '{syncId}' ORDER BY position");
        var order = string.Join(' ', rows.Select(row => row["set_id"]));
        if (order != string.Join(' ', state.Sets.Select(SourceState.Id)))
            yield return $"sync {syncId} fetched the sets {order}";
        foreach (var row in rows)
        {
            var expected = state.Cards[row["set_id"]!].Select(card => $"{SourceState.Id(card)}:{Canonical.Hash(card)}").Order(StringComparer.Ordinal);
            var members = JsonNode.Parse(row["members"] ?? "[]")!.AsArray()
                .Select(pair => (Id: (string)pair![0]!, Version: byId.GetValueOrDefault(((long)pair[1]!).ToString(CultureInfo.InvariantCulture))))
                .Select(m => m.Version?["card_id"] == m.Id ? $"{m.Id}:{m.Version["content_hash"]}" : $"{m.Id}:?").Order(StringComparer.Ordinal);
            var complete = state.Cards[row["set_id"]!].Count > 0 ? "1" : "0";
            if ((row["status"], row["complete"]) != ("fetched", complete))
                yield return $"fetch of {row["set_id"]} is {row["status"]}, complete {row["complete"]}";
            else if (!expected.SequenceEqual(members) || row["received"] != $"{state.Cards[row["set_id"]!].Count}")
                yield return $"fetch of {row["set_id"]} has other members";
        }
    }

    /// <summary>Every version points at the call that brought it, and that call's row names it.</summary>
    private IEnumerable<string> Calls(List<Dictionary<string, string?>> cards)
    {
        var calls = tables.Rows("SELECT id, endpoint, outcome, item_count, items FROM bronze_api_calls").ToDictionary(row => row["id"]!, StringComparer.Ordinal);
        var items = calls.Values.Where(c => c["outcome"] == "ok" && c["items"] is not null).ToDictionary(c => c["id"]!, c => JsonNode.Parse(c["items"]!)!.AsArray().Select(n => n?.ToJsonString()).ToHashSet(), StringComparer.Ordinal);
        foreach (var call in calls.Values.Where(c => c["outcome"] == "ok" && JsonNode.Parse(c["items"] ?? "[]")!.AsArray().Count.ToString(CultureInfo.InvariantCulture) != (c["item_count"] ?? "0")))
            yield return $"call {call["id"]} ({call["endpoint"]}) names other items than it counted";
        foreach (var card in cards.Where(card => !items.TryGetValue(card["api_call_id"]!, out var named) || !named.Contains(card["id"])))
            yield return $"bronze card {card["card_id"]} points at call {card["api_call_id"]}, which does not hold it";
    }
}
