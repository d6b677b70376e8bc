using System.Text.RegularExpressions;
using PokedexTop.Testing;

namespace PokedexTop.Architecture.Tests;

/// <summary>docs/architecture.md and docs/glossary.md name what is there.</summary>
public sealed partial class ArchitectureDocsTests
{
    private static string Architecture => File.ReadAllText(RepositoryRoot.Combine("docs", "architecture.md"));

    private static string Glossary => File.ReadAllText(RepositoryRoot.Combine("docs", "glossary.md"));

    [Fact]
    public void Every_file_on_the_way_of_a_card_is_there()
    {
        var files = Sources().ToLookup(file => Path.GetFileName(file), StringComparer.Ordinal);
        var named = FileName().Matches(Architecture).Select(match => match.Groups[1].Value).Distinct().ToList();
        Assert.True(named.Count > 30);
        Assert.All(named, name => Assert.NotEmpty(files[name]));
    }

    [Fact]
    public void Every_project_is_in_the_picture() =>
        Assert.All(Rooms.Modules, module => Assert.Contains($"src/{Rooms.NameOf(module.Assembly.Name.Name)}", Architecture, StringComparison.Ordinal));

    [Fact]
    public void Every_decision_is_in_the_index()
    {
        var decisions = Directory.GetFiles(RepositoryRoot.Combine("docs", "decisions"), "*.md").Select(file => $"decisions/{Path.GetFileName(file)}").Order(StringComparer.Ordinal);
        Assert.Equal(decisions, Link().Matches(Architecture).Select(match => match.Groups[1].Value).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Classes_that_the_glossary_names_are_there()
    {
        var code = string.Join('\n', Sources().Select(File.ReadAllText));
        var named = ClassName().Matches(Glossary).Select(match => match.Groups[1].Value).Distinct().ToList();
        Assert.NotEmpty(named);
        Assert.All(named, name => Assert.Matches($@"\b(class|record|struct|enum|interface) {name}\b", code));
    }

    private static IEnumerable<string> Sources() => Directory.EnumerateFiles(RepositoryRoot.Combine("src"), "*.cs", SearchOption.AllDirectories)
        .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"));

    [GeneratedRegex(@"`(\w+\.cs)`")]
    private static partial Regex FileName();

    [GeneratedRegex(@"\]\((decisions/[^)]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"`([A-Z][a-z]+[A-Z]\w+)`")]
    private static partial Regex ClassName();
}
