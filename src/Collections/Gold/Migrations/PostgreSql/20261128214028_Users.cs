using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PokedexTop.Collections.Gold.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class Users : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "public_name",
                table: "gold_users",
                type: "character varying(40)",
                maxLength: 40,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "gold_api_tokens",
                columns: table => new
                {
                    id = table.Column<string>(type: "character varying(36)", maxLength: 36, nullable: false),
                    user_id = table.Column<string>(type: "character varying(36)", maxLength: 36, nullable: false),
                    name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    scope = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_gold_api_tokens", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "gold_audit_log",
                columns: table => new
                {
                    id = table.Column<string>(type: "character varying(36)", maxLength: 36, nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    actor = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    user_id = table.Column<string>(type: "character varying(36)", maxLength: 36, nullable: true),
                    action = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    detail = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    address = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: true),
                    status = table.Column<int>(type: "integer", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_gold_audit_log", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "gold_session_keys",
                columns: table => new
                {
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    xml = table.Column<string>(type: "text", nullable: false),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_gold_session_keys", x => x.name);
                });

            migrationBuilder.CreateIndex(
                name: "ux_gold_users_public_name",
                table: "gold_users",
                column: "public_name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_gold_api_tokens_user",
                table: "gold_api_tokens",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ux_gold_api_tokens_hash",
                table: "gold_api_tokens",
                column: "hash",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "gold_api_tokens");

            migrationBuilder.DropTable(
                name: "gold_audit_log");

            migrationBuilder.DropTable(
                name: "gold_session_keys");

            migrationBuilder.DropIndex(
                name: "ux_gold_users_public_name",
                table: "gold_users");

            migrationBuilder.DropColumn(
                name: "public_name",
                table: "gold_users");
        }
    }
}
