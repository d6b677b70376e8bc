using System.Text.Json;
using PokedexTop.Catalogue;
using PokedexTop.Normalize.Feeds.PokemonTcg;
using PokedexTop.Normalize.Feeds.Reading;
using PokedexTop.Normalize.Silver;

namespace PokedexTop.Normalize.Tests.Feeds.PokemonTcg;

public sealed class SilverJsonTests
{
    [Fact]
    public void Absent_and_empty_lists_differ()
    {
        Assert.Null(SilverJson.Write((List<string>?)null));
        Assert.Equal("[]", SilverJson.Write(new List<string>()));
    }

    [Fact]
    public void Parts_are_camel_case_without_nulls_and_readable()
    {
        var attack = new CardAttack { Name = "Poké \"Jolt\" <×>", Cost = [], ConvertedEnergyCost = 0, Damage = "" };
        var json = SilverJson.Write([attack]);
        Assert.Equal("""[{"name":"Poké \"Jolt\" <×>","cost":[],"convertedEnergyCost":0,"damage":""}]""", json);
        var read = Assert.Single(JsonSerializer.Deserialize(json!, CatalogueJson.Default.ListCardAttack)!);
        Assert.Equal((attack.Name, 0, "", null), (read.Name, read.Cost!.Count, read.Damage, read.Text));
        Assert.Equal("{}", SilverJson.Write(new CardLegalities()));
    }
}
