using YamlDotNet.Serialization;

namespace PokedexTop.Tests.Operating;

/// <summary>Reads YAML strictly: a key twice in one map is an error, as it is for the programs these files are for.</summary>
internal static class Yaml
{
    private static readonly IDeserializer s_reader = new DeserializerBuilder().WithDuplicateKeyChecking().Build();

    /// <summary>A file of one document.</summary>
    public static object Read(string file) => s_reader.Deserialize<object>(File.ReadAllText(file));

    public static IReadOnlyDictionary<string, object> Map(object node) =>
        Assert.IsType<Dictionary<object, object>>(node).ToDictionary(pair => (string)pair.Key, pair => pair.Value, StringComparer.Ordinal);

    public static IReadOnlyList<object> List(object node) => Assert.IsType<List<object>>(node);
}
