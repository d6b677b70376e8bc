using System.CommandLine;
using PokedexTop.CommandLine;

var root = new RootCommand("Mirrors the whole Pokémon Trading Card Game catalogue into a database you control.");
root.Subcommands.Add(PokedexTop.Commands.SyncCommand.Create());

return await ProgramCommandLine.RunAsync(root, args);
