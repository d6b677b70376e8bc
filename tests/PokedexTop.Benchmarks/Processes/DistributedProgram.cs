using PokedexTop.Benchmarks.Figures;
using PokedexTop.Testing;

namespace PokedexTop.Benchmarks.Processes;

/// <summary>The program as it is deployed: RabbitMQ, PostgreSQL, a process for each stage. Each has an empty database and virtual host of its own.</summary>
internal sealed class DistributedProgram(Bench bench, string database, Dictionary<string, string> environment)
{
    /// <summary>The connection string.</summary>
    public string Database { get; } = database;

    /// <summary>Configuration of every process started from now on.</summary>
    public Dictionary<string, string> Environment { get; } = environment;

    /// <summary>With its tables, and nothing in them.</summary>
    public static async Task<DistributedProgram> CreateAsync(Bench bench, PostgreSqlServer postgreSql, RabbitMqServer rabbitMq)
    {
        var database = await postgreSql.CreateDatabaseAsync();
        var program = new DistributedProgram(bench, database, new Dictionary<string, string>
        {
            ["Database__Provider"] = "PostgreSql",
            ["ConnectionStrings__Database"] = database,
            ["Messaging__Transport"] = "RabbitMq",
            ["ConnectionStrings__RabbitMq"] = (await rabbitMq.CreateVirtualHostAsync()).ToString(),
            ["Data__Directory"] = bench.NewFolder(),
        });
        await program.RunAsync("migrate");
        return program;
    }

    /// <summary>Runs a verb to its end; anything but success ends the benchmark.</summary>
    public async Task<ProcessResult> RunAsync(params string[] arguments)
    {
        await using var process = MeasuredProcess.Start(bench.Program, arguments, Environment);
        return (await process.WaitForExitAsync()).Succeeded();
    }

    /// <summary>Starts a stage; returns when it is ready.</summary>
    public async Task<MeasuredProcess> StartAsync(string stage, params string[] arguments)
    {
        var url = $"http://127.0.0.1:{StartFigure.FreePort()}";
        var worker = MeasuredProcess.Start(bench.Program, ["run", stage, "--urls", url, .. arguments], Environment);
        await StartFigure.ReadyAsync(worker, url);
        return worker;
    }
}
