using PokedexTop.CommandLine;
using PokedexTop.Commands;

// Without a verb every stage runs in this process; see 'pokedextop --help'.
var root = RunCommand.CreateRoot();
root.Subcommands.Add(RunCommand.Create());
root.Subcommands.Add(SyncCommand.Create());
root.Subcommands.Add(StatusCommand.Create());
root.Subcommands.Add(ReplayCommand.Create());
root.Subcommands.Add(VerifyCommand.Create());
root.Subcommands.Add(RejectsCommand.Create());
root.Subcommands.Add(QualityCommand.Create());
root.Subcommands.Add(SchedulesCommand.Create());
root.Subcommands.Add(ExportCommand.Create());
root.Subcommands.Add(ImagesCommand.Create());
root.Subcommands.Add(MigrateCommand.Create());

// Not returned: Quartz's thread would keep the process for minutes where its database hangs.
Environment.Exit(await ProgramCommandLine.RunAsync(root, args));
