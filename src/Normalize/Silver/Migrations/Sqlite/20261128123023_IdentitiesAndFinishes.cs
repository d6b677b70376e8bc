using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PokedexTop.Normalize.Silver.Migrations.Sqlite
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
                type: "TEXT",
                maxLength: 20,
                nullable: false,
                defaultValue: "tcg");

            migrationBuilder.AddColumn<string>(
                name: "merged_into",
                table: "silver_tcg_sets",
                type: "TEXT",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "candidate_id",
                table: "silver_card_identities",
                type: "TEXT",
                maxLength: 200,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "silver_card_finishes",
                columns: table => new
                {
                    card_id = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    source = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    position = table.Column<int>(type: "INTEGER", nullable: false),
                    finish = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    subtype = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    foil = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    stamps = table.Column<string>(type: "TEXT", nullable: true),
                    size = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    language = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    tcgplayer_id = table.Column<int>(type: "INTEGER", nullable: true),
                    cardmarket_id = table.Column<int>(type: "INTEGER", nullable: true),
                    variant_id = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_silver_card_finishes", x => new { x.card_id, x.source, x.position });
                });

            migrationBuilder.CreateTable(
                name: "silver_card_texts",
                columns: table => new
                {
                    card_id = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    language = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    rarity = table.Column<string>(type: "TEXT", nullable: true),
                    flavor_text = table.Column<string>(type: "TEXT", nullable: true),
                    evolves_from = table.Column<string>(type: "TEXT", nullable: true),
                    types = table.Column<string>(type: "TEXT", nullable: true),
                    rules = table.Column<string>(type: "TEXT", nullable: true),
                    abilities = table.Column<string>(type: "TEXT", nullable: true),
                    attacks = table.Column<string>(type: "TEXT", nullable: true),
                    bronze_id = table.Column<long>(type: "INTEGER", nullable: false)
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

        // Written by hand: EF would rebuild the tables in several transactions.
        protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
            """
            DROP TABLE silver_card_finishes;
            DROP TABLE silver_card_texts;
            DROP INDEX ix_silver_card_identities_candidate;
            ALTER TABLE silver_tcg_sets DROP COLUMN "game";
            ALTER TABLE silver_tcg_sets DROP COLUMN "merged_into";
            ALTER TABLE silver_card_identities DROP COLUMN "candidate_id";
            """);
    }
}
