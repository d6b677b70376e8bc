using System.Text.Json;

namespace PokedexTop.Web.DropIn;

/// <summary>The fields that <c>select</c> names, with dots for what stands inside; others are left out.</summary>
internal sealed class FieldSelection
{
    private readonly Dictionary<string, FieldSelection?> _fields = new(StringComparer.Ordinal);

    /// <returns>Null where nothing is named: everything is given.</returns>
    public static FieldSelection? Parse(string? text)
    {
        var selection = new FieldSelection();
        foreach (var name in (text ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            selection.Add(name.Split('.'));
        return selection._fields.Count > 0 ? selection : null;
    }

    public void Write(Utf8JsonWriter writer, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var member in value.EnumerateObject())
                {
                    if (!_fields.TryGetValue(member.Name, out var inside))
                        continue;
                    writer.WritePropertyName(member.Name);
                    if (inside is null)
                        member.Value.WriteTo(writer);
                    else
                        inside.Write(writer, member.Value);
                }
                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in value.EnumerateArray())
                    Write(writer, item);
                writer.WriteEndArray();
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }

    private void Add(ReadOnlySpan<string> path)
    {
        var name = path[0];
        var rest = path[1..];
        if (rest.Length == 0)
            _fields[name] = null;
        else if (!_fields.TryGetValue(name, out var known))
            (_fields[name] = new FieldSelection())!.Add(rest);
        else
            known?.Add(rest);
    }
}
