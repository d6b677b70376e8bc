using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PokedexTop.Normalize.Silver.Migrations.SqlServer
{
    public partial class CanonicalCard : Migration
    {
            protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "given_by",
                table: "silver_tcg_sets",
                type: "nvarchar(max)",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "given_by",
                table: "silver_tcg_cards",
                type: "nvarchar(max)",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "absent_at",
                table: "silver_card_identities",
                type: "datetime2",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "confidence",
                table: "silver_card_identities",
                type: "nvarchar(20)",
                maxLength: 20,
                nullable: true);

            migrationBuilder.Sql("UPDATE silver_card_identities SET confidence = 'certain' WHERE card_id IS NOT NULL;");
            migrationBuilder.Sql(
                """
                UPDATE silver_card_identities SET absent_at = (SELECT c.retired_at FROM silver_tcg_cards c WHERE c.card_id = silver_card_identities.card_id)
                WHERE card_id IN (SELECT c.card_id FROM silver_tcg_cards c WHERE c.retired_at IS NOT NULL);
                """);
        }

            protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "given_by",
                table: "silver_tcg_sets");

            migrationBuilder.DropColumn(
                name: "given_by",
                table: "silver_tcg_cards");

            migrationBuilder.DropColumn(
                name: "absent_at",
                table: "silver_card_identities");

            migrationBuilder.DropColumn(
                name: "confidence",
                table: "silver_card_identities");
        }
    }
}
