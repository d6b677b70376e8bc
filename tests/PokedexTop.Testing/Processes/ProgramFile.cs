using System.Xml.Linq;

namespace PokedexTop.Testing.Processes;

/// <summary>Finds a built program: beside the running tests, else in its own project's output of the same configuration.</summary>
internal static class ProgramFile
{
    public static string Find(string program)
    {
        var beside = Path.Combine(AppContext.BaseDirectory, program + ".dll");
        // Either may come alone: the assembly of a library reference, the runtime configuration of a build-order reference.
        if (File.Exists(beside) && File.Exists(Path.ChangeExtension(beside, ".runtimeconfig.json")))
            return beside;

        var output = new DirectoryInfo(AppContext.BaseDirectory); // …/bin/Debug/net10.0
        var project = ProjectFolders().FirstOrDefault(folder => AssemblyNames(folder).Contains(program, StringComparer.OrdinalIgnoreCase));
        var built = project is null ? null : Path.Combine(project, "bin", output.Parent!.Name, output.Name, program + ".dll");
        return built is not null && File.Exists(built)
            ? built
            : throw new FileNotFoundException($"{program} is not built: neither {beside} nor {built ?? "a project of that name"} exists.");
    }

    private static IEnumerable<string> ProjectFolders() =>
        new[] { "src", "tests" }.Select(part => RepositoryRoot.Combine(part)).Where(Directory.Exists).SelectMany(Directory.EnumerateDirectories);

    private static IEnumerable<string> AssemblyNames(string folder) =>
        Directory.EnumerateFiles(folder, "*.csproj").Select(file =>
            XDocument.Load(file).Descendants("AssemblyName").FirstOrDefault()?.Value ?? Path.GetFileNameWithoutExtension(file));
}
