using Microsoft.EntityFrameworkCore.Migrations;
using PokedexTop.Configuration;
using PokedexTop.Data;

#nullable disable

namespace PokedexTop.Normalize.Silver.Migrations.PostgreSql
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
                type: "text",
                nullable: true,
                oldClrType: typeof(string),
                oldType: "text");

            migrationBuilder.AddColumn<string>(
                name: "matched_by",
                table: "silver_tcg_card_pokemon",
                type: "character varying(40)",
                maxLength: 40,
                nullable: false,
                defaultValue: "source");

            migrationBuilder.AddColumn<int>(
                name: "listed",
                table: "silver_set_identities",
                type: "integer",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "silver_rarities",
                columns: table => new
                {
                    rarity = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    rank = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_silver_rarities", x => x.rarity);
                });
            FirstViews.Create(migrationBuilder, DatabaseProvider.PostgreSql);
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
                type: "text",
                nullable: false,
                defaultValue: "",
                oldClrType: typeof(string),
                oldType: "text",
                oldNullable: true);
        }
    }
}
