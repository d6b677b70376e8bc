using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PokedexTop.Collections.Gold.Migrations.Sqlite
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
                type: "TEXT",
                maxLength: 40,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "gold_api_tokens",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", maxLength: 36, nullable: false),
                    user_id = table.Column<string>(type: "TEXT", maxLength: 36, nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    scope = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    expires_at = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_gold_api_tokens", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "gold_audit_log",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", maxLength: 36, nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    actor = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    user_id = table.Column<string>(type: "TEXT", maxLength: 36, nullable: true),
                    action = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    detail = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    address = table.Column<string>(type: "TEXT", maxLength: 50, nullable: true),
                    status = table.Column<int>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_gold_audit_log", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "gold_session_keys",
                columns: table => new
                {
                    name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    xml = table.Column<string>(type: "TEXT", nullable: false),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false)
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
