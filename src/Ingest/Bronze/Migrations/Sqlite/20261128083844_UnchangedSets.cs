using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PokedexTop.Ingest.Bronze.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class UnchangedSets : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "content_hash",
                table: "bronze_set_fetches",
                type: "TEXT",
                maxLength: 64,
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "content_hash",
                table: "bronze_set_fetches");
        }
    }
}
