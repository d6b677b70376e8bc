using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PokedexTop.Schedule.Tables.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class QuartzTables : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(ScheduleContext.Script("quartz.postgresql.sql"));

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            foreach (var table in new[] { "schedule_fired_triggers", "schedule_paused_trigger_grps", "schedule_paused_job_grps", "schedule_scheduler_state", "schedule_locks", "schedule_simprop_triggers", "schedule_simple_triggers", "schedule_cron_triggers", "schedule_blob_triggers", "schedule_triggers", "schedule_job_details", "schedule_calendars", "schedule_execution_history", "schedule_misfire_history", "schedule_job_status" })
                migrationBuilder.DropTable(table);
        }
    }
}
