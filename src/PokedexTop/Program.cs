using PokedexTop.CommandLine;
using PokedexTop.Commands;

// Without a verb every stage runs in this process; see 'pokedextop --help'.
var root = RunCommand.CreateRoot();
root.Subcommands.Add(RunCommand.Create());
root.Subcommands.Add(SyncCommand.Create());

return await ProgramCommandLine.RunAsync(root, args);
