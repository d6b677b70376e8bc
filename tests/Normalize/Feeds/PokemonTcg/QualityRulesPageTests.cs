using System.Reflection;
using PokedexTop.Normalize.Feeds.PokemonTcg;
using PokedexTop.Normalize.Feeds.Reading;

namespace PokedexTop.Normalize.Tests.Feeds.PokemonTcg;

public sealed class QualityRulesPageTests
{
    [Theory]
    [InlineData(typeof(QualityRules))]
    [InlineData(typeof(RejectReasons))]
    public void Every_name_has_its_line_in_the_program_and_on_the_page(Type names)
    {
        var page = QualityRulesPage.Text();
        var descriptions = (IReadOnlyDictionary<string, string>)names.GetProperty("Descriptions")!.GetValue(null)!;
        var constants = names.GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!).ToList();
        Assert.Equal(constants.Order(StringComparer.Ordinal), descriptions.Keys.Order(StringComparer.Ordinal));
        Assert.All(constants, name => Assert.Contains($"| `{name}` |", page, StringComparison.Ordinal));
    }
}
