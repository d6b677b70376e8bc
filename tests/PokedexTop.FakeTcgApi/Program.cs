using PokedexTop.FakeApi;

if (args.Length == 0 || args.Contains("--help"))
{
    Console.Write(CommandLine.Help);
    return args.Length == 0 ? 2 : 0;
}

var (options, error) = CommandLine.Parse(args);
if (options is null)
{
    Console.Error.WriteLine(error);
    return 2;
}

try
{
    await using var fake = await FakeTcgApi.StartAsync(options);
    Console.WriteLine($"Cards:   {fake.BaseUrl}/cards ({fake.Catalogue.SetIds.Count} sets)");
    Console.WriteLine($"Species: {fake.PokeApiUrl}/generation/1");
    Console.WriteLine("Ctrl-C ends it.");
    await fake.WaitForShutdownAsync();
    return 0;
}
catch (IOException exception)
{
    // The data folder is missing, or the port is taken.
    Console.Error.WriteLine(exception.Message);
    return 2;
}
