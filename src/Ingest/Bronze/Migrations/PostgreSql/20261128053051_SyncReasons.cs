using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PokedexTop.Ingest.Bronze.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class SyncReasons : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "reason",
                table: "bronze_sync_runs",
                type: "character varying(40)",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "rejected",
                table: "bronze_set_fetches",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "fetch_id",
                table: "bronze_api_calls",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "findings",
                table: "bronze_api_calls",
                type: "text",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "reason",
                table: "bronze_sync_runs");

            migrationBuilder.DropColumn(
                name: "rejected",
                table: "bronze_set_fetches");

            migrationBuilder.DropColumn(
                name: "fetch_id",
                table: "bronze_api_calls");

            migrationBuilder.DropColumn(
                name: "findings",
                table: "bronze_api_calls");
        }
    }
}
