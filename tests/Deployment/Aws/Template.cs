using System.Text.Json.Nodes;
using PokedexTop.Testing;
using YamlDotNet.RepresentationModel;

namespace PokedexTop.Deployment.Tests.Aws;

/// <summary>A template of deployment/aws; short forms such as <c>!Ref</c> are read as the long ones they stand for.</summary>
internal sealed class Template
{
    private readonly JsonObject _root;

    private Template(string name)
    {
        Name = name;
        Text = File.ReadAllText(FileOf(name));
        var yaml = new YamlStream();
        yaml.Load(new StringReader(Text));
        _root = (JsonObject)Plain(yaml.Documents[0].RootNode)!;
    }

    public static IReadOnlyList<Template> All { get; } =
        [.. Directory.EnumerateFiles(RepositoryRoot.Combine("deployment", "aws"), "*.yaml").Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal).Select(name => new Template(name!))];

    /// <summary>The file's, without ending; the stack is called <c>pokedextop-NAME</c>.</summary>
    public string Name { get; }

    public string Text { get; }

    public IReadOnlyDictionary<string, JsonObject> Parameters => Section("Parameters");

    public IReadOnlyDictionary<string, JsonObject> Resources => Section("Resources");

    public IReadOnlyDictionary<string, JsonObject> Outputs => Section("Outputs");

    public static Template Named(string name) => All.Single(template => template.Name == name);

    public static string FileOf(string name) => RepositoryRoot.Combine("deployment", "aws", name + ".yaml");

    /// <summary>Properties of the resources of a type, by logical id.</summary>
    public IReadOnlyDictionary<string, JsonObject> Of(string type) =>
        Resources.Where(pair => Is(pair.Value["Type"], type)).ToDictionary(pair => pair.Key, pair => (JsonObject)pair.Value["Properties"]!, StringComparer.Ordinal);

    /// <summary>Every argument of an intrinsic function, wherever it stands.</summary>
    public IEnumerable<JsonNode> Calls(string function) => Calls(_root, function);

    public static bool Is(JsonNode? node, string value) => node is JsonValue && node.GetValue<string>() == value;

    /// <summary>One value or a list of them, as policies have it.</summary>
    public static IReadOnlyList<JsonNode> Several(JsonNode? node) => node is JsonArray list ? [.. list.Select(item => item!)] : node is null ? [] : [node];

    /// <summary>The text of a value, with <c>${…}</c> as it stands.</summary>
    public static string TextOf(JsonNode? node) => node switch
    {
        JsonValue value => value.GetValue<string>(),
        JsonObject { Count: 1 } map when map["Fn::Sub"] is { } sub => sub is JsonArray list ? Filled(list) : sub.GetValue<string>(),
        JsonObject { Count: 1 } map when map["Ref"] is { } name => $"${{{name.GetValue<string>()}}}",
        _ => node?.ToJsonString() ?? "",
    };

    private static string Filled(JsonArray sub) =>
        ((JsonObject)sub[1]!).Aggregate(sub[0]!.GetValue<string>(), (text, pair) => text.Replace($"${{{pair.Key}}}", TextOf(pair.Value?["Fn::ImportValue"] ?? pair.Value), StringComparison.Ordinal));

    private Dictionary<string, JsonObject> Section(string name) =>
        _root[name] is JsonObject section ? section.ToDictionary(pair => pair.Key, pair => (JsonObject)pair.Value!, StringComparer.Ordinal) : [];

    private static IEnumerable<JsonNode> Calls(JsonNode? node, string function) => node switch
    {
        JsonObject map => map.SelectMany(pair => pair.Key == function ? Calls(pair.Value, function).Prepend(pair.Value!) : Calls(pair.Value, function)),
        JsonArray list => list.SelectMany(item => Calls(item, function)),
        _ => [],
    };

    private static JsonNode? Plain(YamlNode node)
    {
        JsonNode? plain = node switch
        {
            YamlMappingNode map => new JsonObject(map.Children.Select(pair => KeyValuePair.Create(((YamlScalarNode)pair.Key).Value!, Plain(pair.Value)))),
            YamlSequenceNode list => new JsonArray([.. list.Children.Select(Plain)]),
            YamlScalarNode scalar => JsonValue.Create(scalar.Value ?? ""),
            _ => throw new InvalidOperationException($"{node.NodeType} at {node.Start}"),
        };
        if (node.Tag.IsEmpty || !node.Tag.Value.StartsWith('!') || node.Tag.Value.Length == 1)
            return plain;
        var function = node.Tag.Value[1..];
        return new JsonObject { [function is "Ref" or "Condition" ? function : "Fn::" + function] = plain };
    }
}
