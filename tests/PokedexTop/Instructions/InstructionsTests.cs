using System.CommandLine;
using PokedexTop.CommandLine;
using PokedexTop.Commands;
using PokedexTop.FakeApi;
using PokedexTop.Testing;
using PokedexTop.Tests.EndToEnd;

namespace PokedexTop.Tests.Instructions;

/// <summary>What README, CONTRIBUTING and the help tell people to type is typed here.</summary>
public sealed class InstructionsTests
{
    private static readonly TimeSpan s_within = TimeSpan.FromSeconds(90);

    /// <summary>What is parsed only, and why it cannot be typed by a test.</summary>
    private static readonly (string Part, string Why)[] s_notTyped =
    [
        ("dotnet build", "builds what runs this test"),
        ("dotnet test", "runs this test"),
        ("make ", "builds or tests everything"),
        ("dotnet run --project tests/Ingest", "runs other tests"),
        ("git clone", "needs the internet"),
        ("docker ", "needs a container engine"),
        ("--images", "needs the hosts of the pictures"),
        ("--Images:Enabled=true", "needs the hosts of the pictures"),
        ("https://pokedextop.example.org", "asks a deployment elsewhere"),
        ("postgresql://", "needs that database server"),
        ("pokedextop run ingest", "needs RabbitMQ and a database server"),
        ("pokedextop run normalize", "needs RabbitMQ and a database server"),
        ("pokedextop run images", "needs RabbitMQ and a database server"),
        ("pokedextop run collections", "needs RabbitMQ and a database server"),
        ("pokedextop run schedule", "needs RabbitMQ and a database server"),
        ("pokedextop run web", "needs RabbitMQ and a database server"),
        ("http://0.0.0.0:8080", "opens a port of this machine to others"),
        ("pokedextop identities set", "needs a card of a second feed"),
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Every_command_is_one_that_the_program_takes()
    {
        var all = Instruction.All();
        Assert.True(all.Count > 50, $"{all.Count} commands");
        foreach (var instruction in all.Where(i => i.Arguments is not null))
        {
            var root = Verbs.Create();
            root.Options.Add(VerbOptions.Configuration);
            var parsed = root.Parse(ConfigurationTokens.Rewrite(instruction.Arguments!));
            Assert.True(parsed.Errors.Count == 0, $"{instruction.Where}: {instruction.Text}: {string.Join(' ', parsed.Errors.Select(e => e.Message))}");
        }
    }

    [Fact]
    public void What_is_not_typed_here_is_still_there() =>
        Assert.All(s_notTyped.Where(n => n.Part is not ("make " or "docker " or "git clone")), n => Assert.Contains(Instruction.All(), i => i.Installed.Contains(n.Part, StringComparison.Ordinal)));

    [Fact]
    public async Task Every_command_does_what_it_is_shown_for()
    {
        using var source = new FolderOfSets("base1", "base2", "neo1");
        await using var fake = await FakeTcgApi.StartAsync(new FakeTcgApiOptions { DataFolder = source.FolderPath }, Token);
        using var shell = new InstructionShell(source, fake);
        var typed = Instruction.All().Where(i => !s_notTyped.Any(n => i.Installed.Contains(n.Part, StringComparison.Ordinal))).DistinctBy(i => i.Installed).ToList();
        var failed = new List<string>();
        foreach (var instruction in typed.Where(i => !NeedsHost(i)))
            failed.AddRange(await TypeAsync(shell, instruction));

        await using var host = shell.Start("pokedextop run --urls http://127.0.0.1:0");
        await host.WaitForOutputAsync("Ctrl-C stops", s_within, Token);
        shell.Host = host.StandardOutput.Split("health: ")[1].Split(' ')[0];
        foreach (var instruction in typed.Where(NeedsHost))
            failed.AddRange(await TypeAsync(shell, instruction));
        Assert.True(failed.Count == 0, string.Join("\n\n", failed));
    }

    private static bool NeedsHost(Instruction instruction) =>
        instruction.Arguments is ["schedules", ..] || instruction.Installed.Contains(InstructionShell.HostUrl, StringComparison.Ordinal);

    /// <returns>What went wrong.</returns>
    private static async Task<IReadOnlyList<string>> TypeAsync(InstructionShell shell, Instruction instruction)
    {
        await using var program = shell.Start(instruction.Installed);
        var runs = instruction.Arguments is [] or ["run", ..] or ["--source", ..] ? "Ctrl-C stops"
            : instruction.Text.Contains("FakeTcgApi", StringComparison.Ordinal) && instruction.Text.Contains("--data src", StringComparison.Ordinal) ? "Ctrl-C ends it"
            : null;
        if (runs is not null)
        {
            await program.WaitForOutputAsync(runs, s_within, Token);
            if (instruction.Arguments is null)
                return [];
            program.Send(ProgramSignal.Terminate);
        }
        var result = await program.WaitForExitAsync(s_within, Token);
        // What the examples name that this copy has not: that is said, and nothing else is wrong.
        var allowed = instruction.Text switch
        {
            var text when text.Contains("rejects retry ", StringComparison.Ordinal) => "not in quarantine",
            var text when text.Contains("users grant ", StringComparison.Ordinal) => "There is no user",
            var text when text.Contains("lake forget ", StringComparison.Ordinal) => "There is no user",
            var text when text.Contains("imports resolve ", StringComparison.Ordinal) => "There is no row",
            var text when text.Contains("--data ../pokemon-tcg-data", StringComparison.Ordinal) => "holds sets/en.json",
            _ => null,
        };
        return result.ExitCode == 0 || (allowed is not null && result.ExitCode == 2 && result.ToString().Contains(allowed, StringComparison.Ordinal))
            ? [] : [$"{instruction.Where}: {instruction.Text}\n{result}"];
    }
}
