using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PokedexTop.Normalize.Silver.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class IdentitiesAndFinishes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "game",
                table: "silver_tcg_sets",
                type: "nvarchar(20)",
                maxLength: 20,
                nullable: false,
                defaultValue: "tcg",
                collation: "Latin1_General_100_BIN2");

            migrationBuilder.AddColumn<string>(
                name: "merged_into",
                table: "silver_tcg_sets",
                type: "nvarchar(200)",
                maxLength: 200,
                nullable: true,
                collation: "Latin1_General_100_BIN2");

            migrationBuilder.AddColumn<string>(
                name: "candidate_id",
                table: "silver_card_identities",
                type: "nvarchar(200)",
                maxLength: 200,
                nullable: true,
                collation: "Latin1_General_100_BIN2");

            migrationBuilder.CreateTable(
                name: "silver_card_finishes",
                columns: table => new
                {
                    card_id = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    source = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false, collation: "Latin1_General_100_BIN2"),
                    position = table.Column<int>(type: "int", nullable: false),
                    finish = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    subtype = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true, collation: "Latin1_General_100_BIN2"),
                    foil = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true, collation: "Latin1_General_100_BIN2"),
                    stamps = table.Column<string>(type: "nvarchar(max)", nullable: true, collation: "Latin1_General_100_BIN2"),
                    size = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true, collation: "Latin1_General_100_BIN2"),
                    language = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: true, collation: "Latin1_General_100_BIN2"),
                    tcgplayer_id = table.Column<int>(type: "int", nullable: true),
                    cardmarket_id = table.Column<int>(type: "int", nullable: true),
                    variant_id = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true, collation: "Latin1_General_100_BIN2")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_silver_card_finishes", x => new { x.card_id, x.source, x.position });
                });

            migrationBuilder.CreateTable(
                name: "silver_card_texts",
                columns: table => new
                {
                    card_id = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    language = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    name = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    rarity = table.Column<string>(type: "nvarchar(max)", nullable: true, collation: "Latin1_General_100_BIN2"),
                    flavor_text = table.Column<string>(type: "nvarchar(max)", nullable: true, collation: "Latin1_General_100_BIN2"),
                    evolves_from = table.Column<string>(type: "nvarchar(max)", nullable: true, collation: "Latin1_General_100_BIN2"),
                    types = table.Column<string>(type: "nvarchar(max)", nullable: true, collation: "Latin1_General_100_BIN2"),
                    rules = table.Column<string>(type: "nvarchar(max)", nullable: true, collation: "Latin1_General_100_BIN2"),
                    abilities = table.Column<string>(type: "nvarchar(max)", nullable: true, collation: "Latin1_General_100_BIN2"),
                    attacks = table.Column<string>(type: "nvarchar(max)", nullable: true, collation: "Latin1_General_100_BIN2"),
                    bronze_id = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_silver_card_texts", x => new { x.card_id, x.language });
                });

            migrationBuilder.CreateIndex(
                name: "ix_silver_card_identities_candidate",
                table: "silver_card_identities",
                column: "candidate_id");

            migrationBuilder.CreateIndex(
                name: "ix_silver_card_texts_name",
                table: "silver_card_texts",
                column: "name");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "silver_card_finishes");

            migrationBuilder.DropTable(
                name: "silver_card_texts");

            migrationBuilder.DropIndex(
                name: "ix_silver_card_identities_candidate",
                table: "silver_card_identities");

            migrationBuilder.DropColumn(
                name: "game",
                table: "silver_tcg_sets");

            migrationBuilder.DropColumn(
                name: "merged_into",
                table: "silver_tcg_sets");

            migrationBuilder.DropColumn(
                name: "candidate_id",
                table: "silver_card_identities");
        }
    }
}
