using System.Text.Json;
using PokedexTop.Testing;
using PokedexTop.Testing.Processes;

namespace PokedexTop.Deployment.Tests.Aws;

/// <summary>
/// AWS's own reader of templates: it knows every resource type's properties, values and attributes, and the rules of cfn-lint. It has no
/// command of its own, so a few lines of JavaScript ask it.
/// </summary>
internal static class TemplateLinter
{
    private const string Package = "@aws/cloudformation-validate";

    private const string Script =
        """
        const { RegoEngine, TemplateFile } = require(process.argv[2]);
        const engine = new RegoEngine();
        const found = [];
        for (const { file, parameters } of JSON.parse(require('fs').readFileSync(process.argv[3], 'utf8'))) {
          const report = engine.validateStandard(new TemplateFile(file), { severityLevel: 'WARN', parameterOverrides: parameters });
          if (report.status !== 'OK') found.push(`${file}: ${report.status}`);
          for (const d of report.diagnostics)
            found.push(`${file}:${d.startLine} ${JSON.stringify(parameters)} ${d.ruleId} ${d.entity?.logicalId ?? ''} ${d.propertyPath ?? ''}: ${d.message.slice(0, 300)}`);
        }
        engine.free();
        process.stdout.write(JSON.stringify(found));
        """;

    /// <summary>What it says of templates, warnings included.</summary>
    /// <param name="asked">Each file with the parameters that are given; for others it takes the defaults.</param>
    public static async Task<IReadOnlyList<string>> FindAsync(IEnumerable<(string File, Dictionary<string, string> Parameters)> asked, CancellationToken cancellationToken)
    {
        Requirement.Time("a linter of templates");
        var packages = await NodePackages.FolderWithAsync(Package, "1.9.0-beta", cancellationToken);
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.Combine("lint.js"), Script, cancellationToken);
        await File.WriteAllTextAsync(folder.Combine("asked.json"), JsonSerializer.Serialize(asked.Select(a => new { file = a.File, parameters = a.Parameters })), cancellationToken);
        await using var node = ProgramRunner.StartCommand("node", [folder.Combine("lint.js"), Path.Combine(packages, Package), folder.Combine("asked.json")]);
        var result = await node.WaitForExitAsync(TimeSpan.FromMinutes(2), cancellationToken);
        Assert.True(result.ExitCode == 0, result.ToString());
        return JsonSerializer.Deserialize<List<string>>(result.StandardOutput)!;
    }
}
