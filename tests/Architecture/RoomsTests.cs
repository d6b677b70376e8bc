using System.Text.RegularExpressions;
using Mono.Cecil;
using PokedexTop.Testing;

namespace PokedexTop.Architecture.Tests;

/// <summary>The tree of <c>src</c> is what docs/architecture.md draws: bronze → silver → images, on rooms that know none of their users.</summary>
public sealed partial class RoomsTests
{
    [Fact]
    public void Every_project_of_src_has_its_place_and_uses_only_those_before_it()
    {
        var projects = Directory.GetDirectories(RepositoryRoot.Combine("src")).Where(folder => Directory.EnumerateFiles(folder, "*.csproj").Any()).Select(folder => Path.GetFileName(folder)).ToList();
        Assert.Equal([], projects.Except(Rooms.InOrder));
        Assert.Equal(projects.Order(StringComparer.Ordinal), Rooms.Modules.Select(module => Rooms.NameOf(module.Assembly.Name.Name)).Order(StringComparer.Ordinal));
        foreach (var module in Rooms.Modules)
        {
            var name = Rooms.NameOf(module.Assembly.Name.Name);
            var before = Rooms.InOrder.TakeWhile(room => room != name).ToList();
            Assert.All(module.AssemblyReferences.Select(r => Rooms.NameOf(r.Name)).Where(Rooms.InOrder.Contains), used => Assert.Contains(used, before));
        }
    }

    [Fact]
    public void Folders_of_a_project_do_not_need_each_other_in_a_circle()
    {
        var circles = Rooms.Modules.SelectMany(module => CirclesOf(module).Select(circle => $"{Rooms.NameOf(module.Assembly.Name.Name)}: {circle.Folders} ({circle.Uses})"));
        Assert.True(!circles.Any(), string.Join('\n', circles));
    }

    [Fact]
    public void A_namespace_is_its_folder()
    {
        var wrong = from file in Directory.EnumerateFiles(RepositoryRoot.Combine("src"), "*.cs", SearchOption.AllDirectories)
                    let path = Path.GetRelativePath(RepositoryRoot.Combine("src"), file)
                    where !path.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj" or "Migrations")
                    let named = Namespace().Match(File.ReadAllText(file)).Groups[1].Value
                    let folder = Path.GetDirectoryName(path)!.Replace(Path.DirectorySeparatorChar, '.')
                    where named.Length > 0 && named != (folder.StartsWith("PokedexTop", StringComparison.Ordinal) ? folder : $"PokedexTop.{folder}")
                    select $"{path}: {named}";
        Assert.Equal([], wrong);
    }

    /// <summary>So that another bus needs no change to what does the work.</summary>
    [Fact]
    public void The_bus_is_known_to_messaging_to_consumers_and_where_a_stage_registers_them()
    {
        var users = from module in Rooms.Modules
                    where module.Assembly.Name.Name != "PokedexTop.Messaging"
                    from type in Rooms.TypesOf(module)
                    where Rooms.WithNested(type).SelectMany(TypeUses.Of).Any(used => used.Namespace.StartsWith("MassTransit", StringComparison.Ordinal) || used.Namespace.StartsWith("RabbitMQ", StringComparison.Ordinal))
                    where !type.Name.EndsWith("Consumer", StringComparison.Ordinal) && !type.Name.EndsWith("ConsumerDefinition", StringComparison.Ordinal) && !type.Name.EndsWith("Stage", StringComparison.Ordinal) && type.Name != "ProgramStages"
                    select type.FullName;
        Assert.Equal([], users);
    }

    /// <summary>What is public is a promise to others; constants are promises too, though a compiler puts their values in and leaves no trace of the type.</summary>
    [Fact]
    public void A_type_is_public_only_where_another_project_needs_it()
    {
        // A theory's parameter must be public.
        string[] ofTheories = ["PokedexTop.Images.Fetch.ImageOutcome"];
        var types = Rooms.Modules.SelectMany(Rooms.TypesOf).ToDictionary(type => type.FullName, StringComparer.Ordinal);
        var needed = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>(from module in Rooms.Modules
                                     from type in Rooms.TypesOf(module)
                                     from used in Rooms.WithNested(type).SelectMany(TypeUses.Of)
                                     where types.TryGetValue(used.FullName, out var other) && other.Module != module
                                     select used.FullName);
        // A compiler makes what stands in a .razor file public.
        foreach (var component in types.Values.Where(type => type.Name == "_Imports" || type.BaseType?.Name is "ComponentBase" or "LayoutComponentBase"))
            open.Push(component.FullName);
        while (open.TryPop(out var next))
        {
            if (!needed.Add(next))
                continue;
            // Who needs a type must be able to name what it shows.
            foreach (var shown in Rooms.WithNested(types[next]).SelectMany(TypeUses.Shown).Where(shown => types.ContainsKey(shown.FullName)))
                open.Push(shown.FullName);
        }
        var others = types.Values.Where(type => type.IsPublic && !needed.Contains(type.FullName) && !type.Fields.Any(field => field is { IsPublic: true, HasConstant: true })).Select(type => type.FullName).Except(ofTheories);
        Assert.True(!others.Any(), string.Join('\n', others));
    }

    /// <summary>Each circle as the names of its folders, with a use of a type for each pair of them.</summary>
    private static IEnumerable<(string Folders, string Uses)> CirclesOf(ModuleDefinition module)
    {
        var used = (from type in Rooms.TypesOf(module)
                    from other in Rooms.WithNested(type).SelectMany(TypeUses.Of)
                    where other.Scope == module && other.Namespace.Length > 0 && other.Namespace != type.Namespace && !other.Namespace.Contains(".Migrations", StringComparison.Ordinal)
                    select (From: type.Namespace, To: other.Namespace, Example: $"{type.Name} → {other.Namespace}.{other.Name}")).ToList();
        var uses = used.ToLookup(use => use.From, use => use.To, StringComparer.Ordinal);
        var reach = uses.ToDictionary(room => room.Key, room => ReachOf(room.Key, uses), StringComparer.Ordinal);
        var circles = reach.Keys.Where(room => reach[room].Contains(room))
            .GroupBy(room => string.Join(", ", reach.Keys.Where(other => reach[room].Contains(other) && reach[other].Contains(room)).Select(other => Short(other, module)).Order(StringComparer.Ordinal)), StringComparer.Ordinal);
        return circles.Select(circle => (circle.Key, string.Join("; ", used.Where(use => circle.Contains(use.From) && circle.Contains(use.To)).GroupBy(use => (use.From, use.To)).Select(pair => $"{Short(pair.Key.From, module)}: {pair.First().Example}"))));
    }

    private static HashSet<string> ReachOf(string room, ILookup<string, string> uses)
    {
        var (reached, open) = (new HashSet<string>(StringComparer.Ordinal), new Stack<string>(uses[room]));
        while (open.TryPop(out var next))
        {
            if (!reached.Add(next))
                continue;
            foreach (var further in uses[next].Distinct(StringComparer.Ordinal))
                open.Push(further);
        }
        return reached;
    }

    private static string Short(string room, ModuleDefinition module)
    {
        var root = module.Assembly.Name.Name == "pokedextop" ? "PokedexTop" : module.Assembly.Name.Name;
        return room == root ? "(root)" : room[(root.Length + 1)..];
    }

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();
}
