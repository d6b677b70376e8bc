using Mono.Cecil;

namespace PokedexTop.Architecture.Tests;

/// <summary>The program's own assemblies, as they lie beside these tests.</summary>
internal static class Rooms
{
    /// <summary>Every project of <c>src</c>: each may use those before it, none that comes later.</summary>
    public static IReadOnlyList<string> InOrder { get; } =
    [
        "Contracts", "Configuration", "Language", "Faults", "Catalogue", "Data", "Hosting", "Telemetry", "Messaging",
        "Ingest", "Normalize", "Search", "Images", "Collections", "Lake", "Schedule", "Documents", "Web", "PokedexTop",
    ];

    private static readonly Lazy<IReadOnlyList<ModuleDefinition>> s_modules = new(() =>
        [.. InOrder.Select(FileOf).Where(File.Exists).Select(file => ModuleDefinition.ReadModule(file, new ReaderParameters { InMemory = true }))]);

    public static IReadOnlyList<ModuleDefinition> Modules => s_modules.Value;

    /// <summary>A project's name, as its folder is called.</summary>
    public static string NameOf(string assembly) => assembly == "pokedextop" ? "PokedexTop" : assembly.StartsWith("PokedexTop.", StringComparison.Ordinal) ? assembly["PokedexTop.".Length..] : assembly;

    /// <summary>The types somebody wrote: none of a compiler, of a source generator or of EF's migrations.</summary>
    public static IEnumerable<TypeDefinition> TypesOf(ModuleDefinition module) =>
        module.Types.Where(type => type.Namespace.StartsWith("PokedexTop", StringComparison.Ordinal) && !type.Namespace.Contains(".Migrations", StringComparison.Ordinal) && !type.Name.Contains('<'));

    /// <summary>A type and all that is nested in it, with what the compiler makes of lambdas and iterators.</summary>
    public static IEnumerable<TypeDefinition> WithNested(TypeDefinition type) => type.NestedTypes.SelectMany(WithNested).Prepend(type);

    private static string FileOf(string project) => Path.Combine(AppContext.BaseDirectory, project == "PokedexTop" ? "pokedextop.dll" : $"PokedexTop.{project}.dll");
}
