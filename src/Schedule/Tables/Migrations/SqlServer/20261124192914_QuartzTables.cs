using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PokedexTop.Schedule.Tables.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class QuartzTables : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(ScheduleContext.Script("quartz.sqlserver.sql"));

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            foreach (var table in new[] { "schedule_FIRED_TRIGGERS", "schedule_PAUSED_TRIGGER_GRPS", "schedule_PAUSED_JOB_GRPS", "schedule_SCHEDULER_STATE", "schedule_LOCKS", "schedule_SIMPROP_TRIGGERS", "schedule_SIMPLE_TRIGGERS", "schedule_CRON_TRIGGERS", "schedule_BLOB_TRIGGERS", "schedule_TRIGGERS", "schedule_JOB_DETAILS", "schedule_CALENDARS", "schedule_EXECUTION_HISTORY", "schedule_MISFIRE_HISTORY", "schedule_JOB_STATUS" })
                migrationBuilder.DropTable(table);
        }
    }
}
