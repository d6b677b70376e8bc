using System.Buffers;
using System.Text;
using System.Text.Json;
using PokedexTop.Ingest.Json;

namespace PokedexTop.Ingest.Bronze;

/// <summary>
/// Which fetch of a run brought which card first. Rebuilt from the members in <c>bronze_set_fetches</c> when a run is
/// resumed, so that the first item with an id wins across a restart too.
/// </summary>
public sealed class SyncMembers
{
    private readonly Dictionary<string, long> _fetchOf = new(StringComparer.Ordinal);
    private readonly Dictionary<long, IReadOnlyList<(string Id, long BronzeId)>> _members = [];

    /// <summary>Whether another fetch of the run already brought this card.</summary>
    public bool IsTakenBefore(string cardId, long fetchId) => _fetchOf.TryGetValue(cardId, out var first) && first != fetchId;

    /// <summary>Ids of the cards that a fetch brought so far.</summary>
    public IReadOnlySet<string> Received(long fetchId) => Of(fetchId).Select(m => m.Id).ToHashSet(StringComparer.Ordinal);

    /// <summary>What a fetch brought so far.</summary>
    public IReadOnlyList<(string Id, long BronzeId)> Of(long fetchId) => _members.GetValueOrDefault(fetchId, []);

    /// <summary>Takes in a fetch's members, in place of those it had.</summary>
    public void Add(long fetchId, IReadOnlyList<(string Id, long BronzeId)> members)
    {
        _members[fetchId] = members;
        foreach (var (cardId, _) in members)
            _fetchOf.TryAdd(cardId, fetchId);
    }

    /// <summary>Members as stored: a JSON array of <c>[card id, bronze id]</c> in the source's order.</summary>
    public static string Write(IReadOnlyList<(string Id, long BronzeId)> members)
    {
        var buffer = new ArrayBufferWriter<byte>(members.Count * 24 + 2);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartArray();
            foreach (var (id, bronzeId) in members)
            {
                json.WriteStartArray();
                json.WriteStringValue(id);
                json.WriteNumberValue(bronzeId);
                json.WriteEndArray();
            }
            json.WriteEndArray();
        }
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>SHA-256 over the member ids in ordinal order, one a line, lower-case hex.</summary>
    public static string Hash(IReadOnlyList<(string Id, long BronzeId)> members)
    {
        var ids = new string[members.Count];
        for (var i = 0; i < ids.Length; i++)
            ids[i] = members[i].Id;
        Array.Sort(ids, StringComparer.Ordinal);
        return CanonicalJson.Sha256(Encoding.UTF8.GetBytes(string.Join('\n', ids)));
    }

    /// <summary>Reads what <see cref="Write"/> wrote; nothing for null.</summary>
    public static List<(string Id, long BronzeId)> Read(string? members)
    {
        var list = new List<(string, long)>();
        if (members is null)
            return list;
        var json = new Utf8JsonReader(Encoding.UTF8.GetBytes(members));
        string? id = null;
        while (json.Read())
        {
            if (json.TokenType == JsonTokenType.String)
                id = json.GetString();
            else if (json.TokenType == JsonTokenType.Number)
                list.Add((id!, json.GetInt64()));
        }
        return list;
    }
}
