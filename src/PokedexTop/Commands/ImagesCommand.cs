using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using PokedexTop.CommandLine;
using PokedexTop.Composition;
using PokedexTop.Images;
using PokedexTop.Images.Stores;
using PokedexTop.Images.Upkeep;
using PokedexTop.Language;

namespace PokedexTop.Commands;

/// <summary><c>images gc</c> and <c>images verify</c>: what looks after the image store.</summary>
internal static class ImagesCommand
{
    private const int Shown = 40;

    private static readonly Option<bool> s_dryRun = new("--dry-run") { Description = "List what would be removed, and remove nothing" };
    private static readonly Option<double> s_olderThan = new("--older-than") { Description = "Leave objects alone that were written within so many hours", HelpName = "HOURS", DefaultValueFactory = _ => 24 };
    private static readonly Option<bool> s_repair = new("--repair") { Description = "Remove damaged objects and have the images stage fetch or render them again" };

    public static Command Create()
    {
        var command = new Command("images", "Look after the image store.");
        command.Subcommands.Add(Gc());
        command.Subcommands.Add(Verify());
        return command;
    }

    private static VerbCommand Gc()
    {
        var gc = new VerbCommand("gc", "Remove objects that no row names: of replaced images, of earlier rendition settings, of processes that died half-way.")
        {
            Examples =
            [
                ("pokedextop images gc --dry-run", "What would be removed"),
                ("pokedextop images gc", "Remove what has been named by nothing for a day"),
                ("pokedextop images gc --older-than 168", "Only what is older than a week"),
            ],
        };
        foreach (Option option in new Option[] { s_dryRun, s_olderThan, VerbOptions.Json })
            gc.Options.Add(option);
        s_olderThan.Validators.Add(result =>
        {
            // Younger than an hour may be what a worker is writing now. Read here: asking for a value that is no number throws.
            if (result.Tokens is [var token, ..] && !(double.TryParse(token.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var hours) && hours is >= 1 and <= 87_600))
                result.AddError($"--older-than is '{token.Value}'; allowed: 1 to 87600 hours.");
        });
        return gc.Runs(async (arguments, cancellationToken) =>
        {
            await using var services = await ServicesAsync(arguments, cancellationToken);
            var dryRun = arguments.GetValue(s_dryRun);
            var result = await WithStoreAsync(() => services.GetRequiredService<ImageSweep>().SweepAsync(TimeSpan.FromHours(arguments.GetValue(s_olderThan)), dryRun, cancellationToken));
            if (arguments.GetValue(VerbOptions.Json))
                JsonOutput.Write(new { Store = services.GetRequiredService<IImageStore>().Location, DryRun = dryRun, result.Objects, result.Young, result.Foreign, Orphans = result.Orphans.Count, result.Bytes, result.Removed, OrphanedObjects = result.Orphans });
            else
                Print(result, dryRun, services.GetRequiredService<IImageStore>().Location);
            return ExitCode.Done;
        });
    }

    private static VerbCommand Verify()
    {
        var verify = new VerbCommand("verify", "Read every object of the image store that a row names and compare its size and hash with the row.")
        {
            Examples =
            [
                ("pokedextop images verify", "The whole store; exit code 1 if anything differs"),
                ("pokedextop images verify --repair", "The same, and have what differs fetched or rendered again"),
                ("pokedextop images verify --json | jq -r '.differences[].key'", "The keys of what differs"),
            ],
        };
        verify.Options.Add(s_repair);
        verify.Options.Add(VerbOptions.Json);
        return verify.Runs(async (arguments, cancellationToken) =>
        {
            await using var services = await ServicesAsync(arguments, cancellationToken);
            var location = services.GetRequiredService<IImageStore>().Location;
            var (result, marked) = await WithStoreAsync(async () =>
            {
                var found = await SetProgress.ShowAsync("Verify images", progress => services.GetRequiredService<ImageVerification>().VerifyAsync(progress, cancellationToken));
                return (found, arguments.GetValue(s_repair) ? await services.GetRequiredService<ImageRepair>().MarkAsync(found.Differences, cancellationToken) : (int?)null);
            });
            if (arguments.GetValue(VerbOptions.Json))
                JsonOutput.Write(new { Store = location, result.Sound, result.Objects, result.Bytes, result.Unnamed, HandedIn = marked, result.Differences });
            else
                Print(result, marked, location);
            return result.Sound ? ExitCode.Done : ExitCode.Failed;
        });
    }

    private static Task<ServiceProvider> ServicesAsync(ParseResult arguments, CancellationToken cancellationToken) => ProgramServices.ForReadingAsync(arguments, (services, configuration) =>
    {
        services.AddImageAccess(configuration.Values, configuration.Settings);
        services.AddImageUpkeep();
    }, cancellationToken);

    private static async Task<T> WithStoreAsync<T>(Func<Task<T>> look)
    {
        try
        {
            return await look();
        }
        catch (ImageStoreException error)
        {
            throw new CommandFailedException($"The image store cannot be used: {error.Message}");
        }
        catch (ImageSweepRefusedException error)
        {
            throw new CommandFailedException(error.Message);
        }
    }

    private static void Print(SweepResult result, bool dryRun, string location)
    {
        if (result.Orphans.Count > 0)
        {
            var table = new TextTable("Object", "#Bytes", "Written");
            foreach (var orphan in result.Orphans.Take(Shown))
                table.Add(orphan.Key, English.Number(orphan.Bytes), Tables.Time(orphan.ModifiedAt));
            table.Write();
            if (result.Orphans.Count > Shown)
                CommandOutput.Line($"… and {result.Orphans.Count - Shown:N0} more: --json lists them all.");
        }
        CommandOutput.Line($"{location}: {English.Count(result.Objects, "object")}; {result.Orphans.Count:N0} {English.Is(result.Orphans.Count)} named by no row ({English.Bytes(result.Bytes)}), {(dryRun ? "nothing was removed" : $"{result.Removed:N0} removed")}.");
        if (result.Young > 0)
            CommandOutput.Line($"{result.Young:N0} more {English.Is(result.Young)} too young: a worker may be about to name {(result.Young == 1 ? "it" : "them")}.");
        if (result.Foreign > 0)
            CommandOutput.Line(result.Foreign == 1 ? "1 other file there is none of ours and stays." : $"{result.Foreign:N0} other files there are none of ours and stay.");
    }

    private static void Print(ImageVerificationResult result, int? marked, string location)
    {
        if (result.Differences.Count > 0)
        {
            var table = new TextTable("Difference", "Of", "Object", "~What");
            foreach (var difference in result.Differences.Take(Shown))
                table.Add(difference.Kind, difference.Owner, difference.Key, Tables.Shortened(difference.Detail, 160));
            table.Write();
            if (result.Differences.Count > Shown)
                CommandOutput.Line($"… and {result.Differences.Count - Shown:N0} more: --json lists them all.");
        }
        CommandOutput.Line($"{location}: {result.Objects - result.Differences.Count:N0} of {English.Count(result.Objects, "object")} ({English.Bytes(result.Bytes)}) {English.Is(result.Objects - result.Differences.Count)} as the rows say.");
        if (result.Unnamed > 0)
            CommandOutput.Line($"{English.Count(result.Unnamed, "object")} {English.Is(result.Unnamed)} named by no row: 'pokedextop images gc --dry-run'.");
        if (marked is { } images)
            CommandOutput.Line($"{English.Count(images, "image")} {English.Is(images)} handed to the images stage, which fetches or renders what it is handed.");
        else if (!result.Sound)
            CommandOutput.Line("'pokedextop images verify --repair' has them fetched or rendered again.");
    }
}
