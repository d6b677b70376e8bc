using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PokedexTop.Images.Rows.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "silver_card_images",
                columns: table => new
                {
                    rendition = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    card_id = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    change_id = table.Column<long>(type: "bigint", nullable: true),
                    source_url = table.Column<string>(type: "text", nullable: true),
                    object_key = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    url = table.Column<string>(type: "text", nullable: true),
                    sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    width = table.Column<int>(type: "integer", nullable: true),
                    height = table.Column<int>(type: "integer", nullable: true),
                    bytes = table.Column<long>(type: "bigint", nullable: true),
                    status = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    next_attempt_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    stored_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    etag = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    last_modified = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    checked_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    wanted_url = table.Column<string>(type: "text", nullable: true),
                    fallback_url = table.Column<string>(type: "text", nullable: true),
                    settings = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    lease_token = table.Column<string>(type: "character varying(36)", maxLength: 36, nullable: true),
                    lease_until = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    writing_sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_silver_card_images", x => new { x.card_id, x.rendition });
                });

            migrationBuilder.CreateTable(
                name: "silver_set_images",
                columns: table => new
                {
                    rendition = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    set_id = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    source_url = table.Column<string>(type: "text", nullable: true),
                    object_key = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    url = table.Column<string>(type: "text", nullable: true),
                    sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    width = table.Column<int>(type: "integer", nullable: true),
                    height = table.Column<int>(type: "integer", nullable: true),
                    bytes = table.Column<long>(type: "bigint", nullable: true),
                    status = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    next_attempt_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    stored_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    etag = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    last_modified = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    checked_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    wanted_url = table.Column<string>(type: "text", nullable: true),
                    fallback_url = table.Column<string>(type: "text", nullable: true),
                    settings = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    lease_token = table.Column<string>(type: "character varying(36)", maxLength: 36, nullable: true),
                    lease_until = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    writing_sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_silver_set_images", x => new { x.set_id, x.rendition });
                });

            migrationBuilder.CreateIndex(
                name: "ix_silver_card_images_change",
                table: "silver_card_images",
                columns: new[] { "card_id", "change_id" },
                filter: "change_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_silver_card_images_due",
                table: "silver_card_images",
                columns: new[] { "next_attempt_at", "card_id" },
                filter: "next_attempt_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_silver_card_images_lease",
                table: "silver_card_images",
                column: "lease_token",
                filter: "lease_token IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_silver_card_images_picture",
                table: "silver_card_images",
                column: "sha256",
                filter: "change_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_silver_card_images_settings",
                table: "silver_card_images",
                columns: new[] { "settings", "card_id" },
                filter: "settings IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_silver_card_images_status",
                table: "silver_card_images",
                columns: new[] { "rendition", "status" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "silver_card_images");

            migrationBuilder.DropTable(
                name: "silver_set_images");
        }
    }
}
