using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace PokedexTop.Normalize.Tests.Feeds.PokemonTcg;

/// <summary>
/// Our own samples and everything that comes of them. Where a change is meant, run with POKEDEXTOP_APPROVE=1 and
/// review the difference of the approved files.
/// </summary>
public sealed class ApprovedSampleTests
{
    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    [Theory]
    [InlineData("drifted-card")]
    [InlineData("plain-trainer")]
    public void Sample_gives_what_was_approved(string sample)
    {
        var card = Normalizing.Card(File.ReadAllText(Sample(sample + ".json")));
        using var export = JsonDocument.Parse(Normalizing.Export(card));
        var actual = JsonSerializer.Serialize(
            new { card.Card, card.SetId, card.Species, card.Findings, card.Drift, Export = export.RootElement }, Readable) + "\n";
        var approved = Sample(sample + ".approved.json");
        if (Environment.GetEnvironmentVariable("POKEDEXTOP_APPROVE") == "1")
            File.WriteAllText(approved, actual);
        Assert.Equal(File.ReadAllText(approved), actual);
    }

    private static string Sample(string file, [CallerFilePath] string here = "")
        => Path.Combine(Path.GetDirectoryName(here)!, "Samples", file);
}
