using System.Text.Json;

namespace PokedexTop.Web.Pages.Parts;

/// <summary>What pages show of a set.</summary>
/// <param name="Id">Its silver id.</param>
/// <param name="Name">For people.</param>
/// <param name="Series">Empty where none is known.</param>
/// <param name="PrintedTotal">The number after the slash.</param>
/// <param name="Total">With the secret cards.</param>
/// <param name="Code">Of Pokémon TCG Online.</param>
/// <param name="ReleaseDate">As 1999/01/09; empty where none is known.</param>
public sealed record SetFace(string Id, string Name, string Series, int? PrintedTotal, int? Total, string? Code, string ReleaseDate)
{
    public string Path => "/sets/" + Uri.EscapeDataString(Id);

    /// <summary>The year of its release; empty where none is known.</summary>
    public string Year => ReleaseDate.Length >= 4 ? ReleaseDate[..4] : "";

    /// <summary>Of the search language: its cards.</summary>
    public string Query => $"set.id:\"{Id}\"";

    internal static SetFace Read(string id, ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        var set = document.RootElement;
        return new SetFace(id, Text(set, "name") ?? id, Text(set, "series") ?? "", Number(set, "printedTotal"), Number(set, "total"), Text(set, "ptcgoCode"), Text(set, "releaseDate") ?? "");
    }

    private static string? Text(JsonElement set, string name) => set.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static int? Number(JsonElement set, string name) => set.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetInt32() : null;
}
