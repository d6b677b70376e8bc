namespace PokedexTop.Testing.Processes;

/// <summary>Packages of npm that are installed for everybody (<c>npm install --global</c>).</summary>
public static class NodePackages
{
    /// <summary>The folder with everybody's packages, this one among them; ends the test where there is none.</summary>
    /// <param name="name">Such as <c>@aws/cloudformation-validate</c>.</param>
    /// <param name="version">The one that tests are written for.</param>
    public static async Task<string> FolderWithAsync(string name, string version, CancellationToken cancellationToken)
    {
        var candidates = new List<string> { "/usr/local/lib/node_modules", "/usr/lib/node_modules" };
        if (await RootAsync(cancellationToken) is { } root)
            candidates.Insert(0, root);
        if (candidates.Find(folder => Directory.Exists(Path.Combine(folder, name))) is not { } packages)
        {
            Requirement.Missing($"{name} is not installed (npm install --global {name}@{version}).");
            throw new InvalidOperationException();
        }
        return packages;
    }

    private static async Task<string?> RootAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var npm = ProgramRunner.StartCommand("npm", ["root", "--global"]);
            return (await npm.WaitForExitAsync(TimeSpan.FromSeconds(60), cancellationToken)).StandardOutput.Trim() is { Length: > 0 } root ? root : null;
        }
        catch (Exception error) when (error is System.ComponentModel.Win32Exception or FileNotFoundException)
        {
            return null;
        }
    }
}
