using Microsoft.EntityFrameworkCore.Migrations;
using PokedexTop.Configuration;
using PokedexTop.Data;

#nullable disable

namespace PokedexTop.Normalize.Silver.Migrations.Sqlite
{
    // Written by hand: EF would rebuild both tables in several transactions, and a process killed between them could never
    // start again. So it is one transaction.
    public partial class NumbersAndRules : Migration
    {
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            ChangeAmounts(migrationBuilder, "REAL");
            migrationBuilder.Sql(
                """
                ALTER TABLE silver_tcg_cards ADD "number_or_null" TEXT NULL;
                UPDATE silver_tcg_cards SET number_or_null = number;
                ALTER TABLE silver_tcg_cards DROP COLUMN "number";
                ALTER TABLE silver_tcg_cards RENAME COLUMN "number_or_null" TO "number";
                """);
            migrationBuilder.AddColumn<string>(name: "matched_by", table: "silver_tcg_card_pokemon", type: "TEXT", maxLength: 40, nullable: false, defaultValue: "source");
            migrationBuilder.AddColumn<int>(name: "listed", table: "silver_set_identities", type: "INTEGER", nullable: true);
            migrationBuilder.CreateTable(
                name: "silver_rarities",
                columns: table => new
                {
                    rarity = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    rank = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table => table.PrimaryKey("PK_silver_rarities", x => x.rarity));
            FirstViews.Create(migrationBuilder, DatabaseProvider.Sqlite);
        }

        protected override void Down(MigrationBuilder migrationBuilder)
        {
            FirstViews.Drop(migrationBuilder);
            migrationBuilder.DropTable(name: "silver_rarities");
            migrationBuilder.Sql(
                """
                ALTER TABLE silver_set_identities DROP COLUMN "listed";
                ALTER TABLE silver_tcg_card_pokemon DROP COLUMN "matched_by";
                ALTER TABLE silver_tcg_cards ADD "number_or_empty" TEXT NOT NULL DEFAULT '';
                UPDATE silver_tcg_cards SET number_or_empty = COALESCE(number, '');
                ALTER TABLE silver_tcg_cards DROP COLUMN "number";
                ALTER TABLE silver_tcg_cards RENAME COLUMN "number_or_empty" TO "number";
                """);
            ChangeAmounts(migrationBuilder, "TEXT");
        }

        // Text in a REAL column becomes the number it spells.
        private static void ChangeAmounts(MigrationBuilder migrationBuilder, string type) => migrationBuilder.Sql(
            $"""
            ALTER TABLE silver_card_prices RENAME TO old_silver_card_prices;
            CREATE TABLE "silver_card_prices" (
                "card_id" TEXT NOT NULL,
                "market" TEXT NOT NULL,
                "observed_on" TEXT NOT NULL,
                "finish" TEXT NOT NULL,
                "currency" TEXT NOT NULL,
                "low" {type} NULL,
                "mid" {type} NULL,
                "high" {type} NULL,
                "market_price" {type} NULL,
                "direct_low" {type} NULL,
                "average_sell" {type} NULL,
                "average1" {type} NULL,
                "average7" {type} NULL,
                "average30" {type} NULL,
                "low_excellent_plus" {type} NULL,
                "suggested" {type} NULL,
                "german_pro_low" {type} NULL,
                "extra" TEXT NULL,
                "bronze_id" INTEGER NOT NULL,
                CONSTRAINT "PK_silver_card_prices" PRIMARY KEY ("card_id", "market", "finish", "observed_on")
            );
            INSERT INTO silver_card_prices SELECT * FROM old_silver_card_prices;
            DROP TABLE old_silver_card_prices;
            """);
    }
}
