using Microsoft.Data.Sqlite;
using PokedexTop.Catalogue;
using PokedexTop.Catalogue.Species;
using PokedexTop.Ingest.Bronze;
using PokedexTop.Ingest.Json;
using PokedexTop.Ingest.Syncs;
using PokedexTop.Normalize.Feeds.PokemonTcg;
using PokedexTop.Normalize.Feeds.Reading;

namespace PokedexTop.Benchmarks.Loading;

/// <summary>
/// What the pipeline is compared with: one thread and one transaction, no bus, no stages, no change detection and no
/// way to resume, but every row that the pipeline's first sync writes.
/// </summary>
internal static class PlainLoader
{
    public static void Run(string folder, string databaseFile)
    {
        using var connection = new SqliteConnection($"Data Source={databaseFile};Foreign Keys=True");
        connection.Open();
        using (var pragmas = connection.CreateCommand())
        {
            pragmas.CommandText = "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA temp_store = MEMORY;";
            pragmas.ExecuteNonQuery();
        }
        using var transaction = connection.BeginTransaction();
        using (var rows = new LoaderRows(connection, transaction))
            Load(folder, rows);
        transaction.Commit();
    }

    private static void Load(string folder, LoaderRows rows)
    {
        rows.Run();
        rows.Species();
        var sets = Read(Path.Combine(folder, "sets", "en.json"), ItemKind.Set, out var setBytes);
        rows.Call(1, "sets/en.json", setBytes, Enumerable.Range(1, sets.Count).Select(i => (long)i), sets.Count);
        var canonical = new List<CanonicalSet>(sets.Count);
        for (var i = 0; i < sets.Count; i++)
        {
            rows.BronzeSet(i + 1, sets[i], 1);
            canonical.Add(Clean<NormalizedSet>(SetNormalizer.Normalize(sets[i].Id!, sets[i].Utf8Payload)).Set);
            rows.Set(sets[i].Id!, canonical[i], i + 1, sets[i].ContentHash);
        }

        var known = sets.Select(s => s.Id!).ToHashSet(StringComparer.Ordinal);
        var context = new NormalizationContext(known.Contains, number => SpeciesList.TryGet(number, out _));
        var bronzeId = 0L;
        for (var position = 0; position < sets.Count; position++)
        {
            var setId = sets[position].Id!;
            var endpoint = $"cards/en/{setId}.json";
            var items = Read(Path.Combine(folder, endpoint), ItemKind.Card, out var bytes);
            var members = items.ConvertAll(item => (item.Id!, ++bronzeId));
            var membersHash = SyncMembers.Hash(members);
            var callId = position + 2;
            rows.Call(callId, endpoint, bytes, members.Select(m => m.Item2), items.Count);
            rows.Fetch(position + 1, setId, position, members, membersHash);
            rows.SetIdentity(setId, position + 1, position + 1, membersHash, items.Count);
            rows.Total(setId, canonical[position], items.Count);
            for (var i = 0; i < items.Count; i++)
            {
                rows.BronzeCard(members[i].Item2, items[i], setId, callId);
                rows.Card(items[i].Id!, Clean<NormalizedCard>(CardNormalizer.Normalize(items[i].Id!, setId, items[i].Utf8Payload, context)), members[i].Item2, items[i].ContentHash);
            }
        }
    }

    private static List<BronzeItem> Read(string file, ItemKind kind, out int bytes)
    {
        var content = File.ReadAllBytes(file);
        bytes = content.Length;
        return BronzeItemReader.Read(content, kind);
    }

    private static T Clean<T>(object result) => result is T clean ? clean : throw new InvalidDataException($"The plain loader knows only clean data: {result}");
}
