using System.CommandLine;
using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using PokedexTop.CommandLine;
using PokedexTop.Composition;
using PokedexTop.Images;
using PokedexTop.Images.Stores;
using PokedexTop.Lake;
using PokedexTop.Lake.Backups;
using PokedexTop.Language;

namespace PokedexTop.Commands;

/// <summary><c>backup --out FILE</c>: the SQLite database in one file, while a host goes on.</summary>
internal static class BackupCommand
{
    private static readonly Option<string> s_out = new("--out") { Description = "The file to write; none that is there is replaced", HelpName = "FILE", Required = true };
    private static readonly Option<bool> s_images = new("--images") { Description = "Copy the pictures too, which can be fetched again as long as their hosts have them" };

    public static Command Create()
    {
        var backup = new VerbCommand("backup", "Copy the SQLite database into one file with checksums and the list of its pictures; a host may be running. Servers have ways of their own, and 'lake write'.")
        {
            Examples =
            [
                ("pokedextop backup --out backup.zip", "The database"),
                ("pokedextop backup --out whole.zip --images", "With every picture that is stored"),
            ],
        };
        foreach (Option option in new Option[] { s_out, s_images, VerbOptions.Json })
            backup.Options.Add(option);
        return backup.Runs(RunAsync);
    }

    private static async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        await using var services = await ProgramServices.ForReadingAsync(arguments, (services, configuration) => services.AddBackups().AddImageAccess(configuration.Values, configuration.Settings), cancellationToken);
        var path = arguments.GetValue(s_out)!;
        var written = await TryAsync(() => services.GetRequiredService<BackupWriter>().WriteAsync(path, arguments.GetValue(s_images) ? services.GetRequiredService<IImageStore>() : null, cancellationToken));
        if (arguments.GetValue(VerbOptions.Json))
            JsonOutput.Write(new { File = path, written.Bytes, written.ImageObjects, written.Copied, written.Missing, DurationSeconds = Math.Round(watch.Elapsed.TotalSeconds, 3) });
        else
            CommandOutput.Line($"{path}: {English.Bytes(written.Bytes)} in {watch.Elapsed.TotalSeconds:0.0} s. {Images(written)}");
        return written.Missing > 0 ? ExitCode.Partial : ExitCode.Done;
    }

    private static string Images(BackupWritten written) =>
        written.Missing > 0 ? $"{English.Count(written.Missing, "picture")} of {English.Number(written.ImageObjects)} {English.Is(written.Missing)} not in the image store as the database says; 'pokedextop images verify' names them."
        : written.Copied > 0 ? $"With all {English.Count(written.Copied, "picture object")}."
        : $"It lists {English.Count(written.ImageObjects, "picture object")}; --images copies them too.";

    /// <summary>What a backup says of itself ends a verb with exit code 1.</summary>
    internal static async Task<T> TryAsync<T>(Func<Task<T>> ask)
    {
        try
        {
            return await ask();
        }
        catch (Exception error) when (error is BackupException or ImageStoreException or IOException or UnauthorizedAccessException)
        {
            throw new CommandFailedException(error.Message);
        }
    }
}
