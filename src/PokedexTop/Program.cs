using System.CommandLine;
using PokedexTop.CommandLine;
using PokedexTop.Commands;

var root = new RootCommand("Mirrors the whole Pokémon Trading Card Game catalogue into a database you control.");
root.Subcommands.Add(SyncCommand.Create());
root.Subcommands.Add(StatusCommand.Create());
root.Subcommands.Add(ReplayCommand.Create());
root.Subcommands.Add(VerifyCommand.Create());
root.Subcommands.Add(RejectsCommand.Create());
root.Subcommands.Add(QualityCommand.Create());
root.Subcommands.Add(ExportCommand.Create());
root.Subcommands.Add(MigrateCommand.Create());

return await ProgramCommandLine.RunAsync(root, args);
