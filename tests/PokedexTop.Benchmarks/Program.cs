using PokedexTop.Benchmarks;

return await BenchmarkCommand.Create().Parse(args).InvokeAsync();
