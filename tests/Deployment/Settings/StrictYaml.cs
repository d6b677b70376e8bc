using System.Text.Json;
using System.Text.Json.Serialization;
using YamlDotNet.Serialization;

namespace PokedexTop.Deployment.Tests.Settings;

/// <summary>Reads YAML into classes and refuses what they have no place for: keys nobody knows, and keys twice in one map.</summary>
internal static class StrictYaml
{
    private static readonly IDeserializer s_reader = new DeserializerBuilder().WithDuplicateKeyChecking().Build();

    private static readonly JsonSerializerOptions s_camel = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        NumberHandling = JsonNumberHandling.AllowReadingFromString,
    };

    private static readonly JsonSerializerOptions s_snake = new(s_camel) { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>A document whose keys are in camel case, as Kubernetes writes them.</summary>
    public static T Camel<T>(string yaml) => JsonSerializer.Deserialize<T>(JsonSerializer.Serialize(Plain(s_reader.Deserialize<object>(yaml))), s_camel)!;

    /// <summary>A document whose keys are in snake case, as Docker Compose writes them, less its extension keys (<c>x-…</c>).</summary>
    public static T Snake<T>(string yaml)
    {
        var map = (Dictionary<string, object?>)Plain(s_reader.Deserialize<object>(yaml))!;
        return JsonSerializer.Deserialize<T>(JsonSerializer.Serialize(map.Where(pair => !pair.Key.StartsWith("x-", StringComparison.Ordinal)).ToDictionary()), s_snake)!;
    }

    /// <summary>The same with merge keys (<c>&lt;&lt;</c>) carried out: what a map says itself wins over what it merges, what it merges first over what it merges later.</summary>
    private static object? Plain(object? node) => node switch
    {
        Dictionary<object, object> map => Merged(map),
        List<object> list => list.ConvertAll(Plain),
        _ => node,
    };

    private static Dictionary<string, object?> Merged(Dictionary<object, object> map)
    {
        var result = map.Where(pair => pair.Key is not "<<").ToDictionary(pair => (string)pair.Key, pair => Plain(pair.Value), StringComparer.Ordinal);
        if (map.TryGetValue("<<", out var merged))
        {
            foreach (var other in merged is List<object> several ? several : [merged])
            {
                foreach (var (key, value) in (Dictionary<string, object?>)Plain(other)!)
                    result.TryAdd(key, value);
            }
        }
        return result;
    }
}
