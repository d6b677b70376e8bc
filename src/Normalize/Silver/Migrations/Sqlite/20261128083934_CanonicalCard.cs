using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PokedexTop.Normalize.Silver.Migrations.Sqlite
{
    public partial class CanonicalCard : Migration
    {
            protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "given_by",
                table: "silver_tcg_sets",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "given_by",
                table: "silver_tcg_cards",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "absent_at",
                table: "silver_card_identities",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "confidence",
                table: "silver_card_identities",
                type: "TEXT",
                maxLength: 20,
                nullable: true);

            migrationBuilder.Sql("UPDATE silver_card_identities SET confidence = 'certain' WHERE card_id IS NOT NULL;");
            migrationBuilder.Sql(
                """
                UPDATE silver_card_identities SET absent_at = (SELECT c.retired_at FROM silver_tcg_cards c WHERE c.card_id = silver_card_identities.card_id)
                WHERE card_id IN (SELECT c.card_id FROM silver_tcg_cards c WHERE c.retired_at IS NOT NULL);
                """);
        }

            // Written by hand: EF would rebuild the tables in several transactions.
        protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
            """
            ALTER TABLE silver_tcg_sets DROP COLUMN "given_by";
            ALTER TABLE silver_tcg_cards DROP COLUMN "given_by";
            ALTER TABLE silver_card_identities DROP COLUMN "absent_at";
            ALTER TABLE silver_card_identities DROP COLUMN "confidence";
            """);
    }
}
