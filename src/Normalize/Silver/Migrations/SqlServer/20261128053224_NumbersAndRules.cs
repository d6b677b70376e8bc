using Microsoft.EntityFrameworkCore.Migrations;
using PokedexTop.Configuration;
using PokedexTop.Data;

#nullable disable

namespace PokedexTop.Normalize.Silver.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class NumbersAndRules : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AlterColumn<string>(
                name: "number",
                table: "silver_tcg_cards",
                type: "nvarchar(max)",
                nullable: true,
                oldClrType: typeof(string),
                oldType: "nvarchar(max)");

            migrationBuilder.AddColumn<string>(
                name: "matched_by",
                table: "silver_tcg_card_pokemon",
                type: "nvarchar(40)",
                maxLength: 40,
                nullable: false,
                defaultValue: "source");

            migrationBuilder.AddColumn<int>(
                name: "listed",
                table: "silver_set_identities",
                type: "int",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "silver_rarities",
                columns: table => new
                {
                    rarity = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    rank = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_silver_rarities", x => x.rarity);
                });
            FirstViews.Create(migrationBuilder, DatabaseProvider.SqlServer);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            FirstViews.Drop(migrationBuilder);
            migrationBuilder.DropTable(
                name: "silver_rarities");

            migrationBuilder.DropColumn(
                name: "matched_by",
                table: "silver_tcg_card_pokemon");

            migrationBuilder.DropColumn(
                name: "listed",
                table: "silver_set_identities");

            migrationBuilder.AlterColumn<string>(
                name: "number",
                table: "silver_tcg_cards",
                type: "nvarchar(max)",
                nullable: false,
                defaultValue: "",
                oldClrType: typeof(string),
                oldType: "nvarchar(max)",
                oldNullable: true);
        }
    }
}
