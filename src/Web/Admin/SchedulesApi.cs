using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using PokedexTop.Documents;
using PokedexTop.Schedule;

namespace PokedexTop.Web.Admin;

/// <summary>Schedules: list, pause, resume, run now.</summary>
internal static class SchedulesApi
{
    public static void MapSchedules(this RouteGroupBuilder admin)
    {
        var schedules = admin.MapGroup("/schedules").WithTags("Schedules");
        schedules.MapGet("/", async (Schedules all, CancellationToken cancellationToken) =>
                TypedResults.Ok(new ScheduleListDocument(await all.RunningSchedulersAsync(cancellationToken), await all.ListAsync(cancellationToken))))
            .WithName("ListSchedules").WithSummary("Every schedule: when it fires, and whether it is paused or off");
        var one = schedules.MapGroup("/{name}").ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
        one.MapPost("/pause", (string name, Schedules all, CancellationToken cancellationToken) => AnswerAsync(name, all.PauseAsync(name, cancellationToken)))
            .WithName("PauseSchedule").WithSummary("Keep a schedule from firing until it is resumed");
        one.MapPost("/resume", (string name, Schedules all, CancellationToken cancellationToken) => AnswerAsync(name, all.ResumeAsync(name, cancellationToken)))
            .WithName("ResumeSchedule").WithSummary("Let a paused schedule fire again, from its next time on");
        one.MapPost("/run", RunAsync)
            .WithName("RunSchedule").WithSummary("Fire a schedule once, now, also while it is paused or off");
    }

    internal static async Task<Results<Ok<ScheduleInfo>, ProblemHttpResult>> RunAsync(string name, Schedules all, CancellationToken cancellationToken) =>
        await all.RunningSchedulersAsync(cancellationToken) == 0
            ? TypedResults.Problem("No process of 'pokedextop run schedule' is alive.", statusCode: StatusCodes.Status409Conflict, title: "Nobody would fire it")
            : await AnswerAsync(name, all.RunAsync(name, cancellationToken));

    internal static async Task<Results<Ok<ScheduleInfo>, ProblemHttpResult>> AnswerAsync(string name, Task<ScheduleInfo?> change) => await change switch
    {
        null => TypedResults.Problem($"There is no schedule '{name}'; allowed: {ScheduleNames.All}.", statusCode: StatusCodes.Status404NotFound, title: "No such schedule"),
        { State: ScheduleState.Missing } => TypedResults.Problem("No scheduler has started on this database yet, so there are no schedules in it.", statusCode: StatusCodes.Status409Conflict, title: "No schedules yet"),
        var schedule => TypedResults.Ok(schedule),
    };
}
