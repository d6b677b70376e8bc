using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using PokedexTop.CommandLine;
using PokedexTop.Composition;
using PokedexTop.Configuration;
using PokedexTop.Data;
using PokedexTop.Documents;
using PokedexTop.Remote;
using PokedexTop.Schedule;
using PokedexTop.Web.Admin;

namespace PokedexTop.Commands;

/// <summary><c>schedules list|pause|resume|run</c>: what happens by itself, and when.</summary>
internal static class SchedulesCommand
{
    private static readonly Argument<string> s_name = new("name") { Description = "One of " + ScheduleNames.All };

    public static Command Create()
    {
        var command = new Command("schedules", "What happens by itself, and when: list, pause, resume, run now.");
        command.Subcommands.Add(List());
        command.Subcommands.Add(Change("pause", "Keep a schedule from firing until it is resumed.", "new-set-check", "No more looks for new sets, until 'schedules resume new-set-check'"));
        command.Subcommands.Add(Change("resume", "Let a paused schedule fire again, from its next time on.", "new-set-check", "Looks for new sets again, from the next time on"));
        command.Subcommands.Add(Change("run", "Fire a schedule once, now, also while it is paused or off.", "full-sync", "Fetch every set, as it does by itself once a week"));
        return command;
    }

    private static VerbCommand List()
    {
        var list = new VerbCommand("list", "Every schedule: when it fires, and whether it is paused or off.")
        {
            Examples =
            [
                ("pokedextop schedules list", "The schedules of the configured deployment"),
                ("pokedextop schedules list --server https://pokedextop.example.org", "Those of a deployment elsewhere"),
            ],
        };
        list.Options.Add(VerbOptions.Server);
        list.Options.Add(VerbOptions.Json);
        return list.Runs(async (arguments, cancellationToken) =>
        {
            var document = await ListAsync(arguments, cancellationToken);
            if (arguments.GetValue(VerbOptions.Json))
                JsonOutput.Write(document);
            else
                Print(document);
            return ExitCode.Done;
        });
    }

    private static VerbCommand Change(string verb, string description, string example, string does)
    {
        var command = new VerbCommand(verb, description)
        {
            Examples = [($"pokedextop schedules {verb} {example}", does), ($"pokedextop schedules {verb} {example} --server https://pokedextop.example.org", "The same on a deployment elsewhere")],
        };
        command.Arguments.Add(s_name);
        command.Options.Add(VerbOptions.Server);
        command.Options.Add(VerbOptions.Json);
        return command.Runs(async (arguments, cancellationToken) =>
        {
            var name = arguments.GetValue(s_name)!;
            if (!ScheduleNames.IsKnown(name))
                throw ConfigurationException.For("The schedule's name", name, ScheduleNames.All);
            var schedule = await ChangeAsync(arguments, verb, name, cancellationToken);
            if (arguments.GetValue(VerbOptions.Json))
                JsonOutput.Write(schedule);
            else
                CommandOutput.Line(verb == "run" ? $"{name} fires within seconds; 'pokedextop status' shows the sync it asks for, where it asks for one." : $"{name} is {schedule.State}{(schedule.NextAt is { } next ? $"; next at {Tables.Time(next)} UTC" : "")}.");
            return ExitCode.Done;
        });
    }

    private static async Task<ScheduleListDocument> ListAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        using var server = RemoteServer.From(arguments) ?? OfHost(arguments);
        if (server is not null)
            return await server.GetAsync<ScheduleListDocument>("schedules", cancellationToken);
        await using var services = await OpenAsync(arguments, cancellationToken);
        var schedules = services.GetRequiredService<Schedules>();
        return new ScheduleListDocument(await schedules.RunningSchedulersAsync(cancellationToken), await schedules.ListAsync(cancellationToken));
    }

    private static async Task<ScheduleInfo> ChangeAsync(ParseResult arguments, string verb, string name, CancellationToken cancellationToken)
    {
        using var server = RemoteServer.From(arguments) ?? OfHost(arguments);
        if (server is not null)
            return await server.PostAsync<ScheduleInfo>($"schedules/{name}/{verb}", null, cancellationToken);
        await using var services = await OpenAsync(arguments, cancellationToken);
        var schedules = services.GetRequiredService<Schedules>();
        if (verb == "run" && await schedules.RunningSchedulersAsync(cancellationToken) == 0)
            throw new CommandFailedException("No process of 'pokedextop run schedule' is alive, so nobody would fire it.");
        var changed = verb switch
        {
            "pause" => schedules.PauseAsync(name, cancellationToken),
            "resume" => schedules.ResumeAsync(name, cancellationToken),
            _ => schedules.RunAsync(name, cancellationToken),
        };
        return await changed is { State: not ScheduleState.Missing } schedule
            ? schedule
            : throw new CommandFailedException("No scheduler has started on this database yet, so there are no schedules in it: 'pokedextop run schedule'.");
    }

    private static Task<ServiceProvider> OpenAsync(ParseResult arguments, CancellationToken cancellationToken) => ProgramServices.ForReadingAsync(arguments, (services, configuration) =>
    {
        services.AddSchedules(configuration.Settings);
    }, cancellationToken);

    /// <summary>With a SQLite file the schedules live in the running program; null where they stand in the tables of a server.</summary>
    private static RemoteServer? OfHost(ParseResult arguments)
    {
        var settings = ProgramConfiguration.Read(arguments).Settings;
        if (settings.Provider != DatabaseProvider.Sqlite)
            return null;
        return HostAddress.Find(settings) is { } url
            ? RemoteServer.Create(url, arguments)
            : throw new ConfigurationException($"No program that serves pages runs on the data folder {HostFolder.PathOf(settings)}, and with a SQLite file the schedules live in it: start it with 'pokedextop run', or name it with --server, such as --server http://localhost:5080.");
    }

    private static void Print(ScheduleListDocument document)
    {
        var table = new TextTable("Schedule", "State", "When", "Last (UTC)", "Next (UTC)", "~What");
        foreach (var schedule in document.Schedules)
            table.Add(schedule.Name, schedule.State, schedule.Cron is null ? "" : $"{schedule.Cron} {schedule.TimeZone}", Tables.Time(schedule.PreviousAt), schedule.NextAt is { } next ? Tables.Time(next) : "", schedule.Description);
        table.Write();
        CommandOutput.Line(document.Schedulers == 0 ? "No scheduler is running: nothing fires until 'pokedextop run schedule' starts." : $"Schedulers running: {document.Schedulers:N0}.");
    }
}
