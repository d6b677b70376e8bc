using System.CommandLine;

namespace PokedexTop.Commands;

/// <summary>The command line: every verb there is. Without one every stage runs in this process.</summary>
internal static class Verbs
{
    public static RootCommand Create()
    {
        var root = RunCommand.CreateRoot();
        root.Subcommands.Add(RunCommand.Create());
        root.Subcommands.Add(SyncCommand.Create());
        root.Subcommands.Add(StatusCommand.Create());
        root.Subcommands.Add(SearchCommand.Create());
        root.Subcommands.Add(ReplayCommand.Create());
        root.Subcommands.Add(VerifyCommand.Create());
        root.Subcommands.Add(RejectsCommand.Create());
        root.Subcommands.Add(QualityCommand.Create());
        root.Subcommands.Add(IdentitiesCommand.Create());
        root.Subcommands.Add(SchedulesCommand.Create());
        root.Subcommands.Add(ExportCommand.Create());
        root.Subcommands.Add(ImagesCommand.Create());
        root.Subcommands.Add(CollectionCommand.Create());
        root.Subcommands.Add(UsersCommand.Create());
        root.Subcommands.Add(LakeCommand.Create());
        root.Subcommands.Add(BackupCommand.Create());
        root.Subcommands.Add(RestoreCommand.Create());
        root.Subcommands.Add(MigrateCommand.Create());
        return root;
    }
}
