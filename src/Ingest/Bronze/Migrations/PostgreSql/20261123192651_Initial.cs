using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PokedexTop.Ingest.Bronze.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "bronze_api_calls",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    sync_id = table.Column<string>(type: "character varying(36)", maxLength: 36, nullable: true),
                    source = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    endpoint = table.Column<string>(type: "text", nullable: false),
                    requested_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    status_code = table.Column<int>(type: "integer", nullable: true),
                    duration_ms = table.Column<double>(type: "double precision", nullable: true),
                    bytes = table.Column<long>(type: "bigint", nullable: true),
                    outcome = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    error = table.Column<string>(type: "text", nullable: true),
                    item_count = table.Column<int>(type: "integer", nullable: true),
                    items = table.Column<string>(type: "text", nullable: true),
                    keyed = table.Column<bool>(type: "boolean", nullable: false),
                    retry_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_bronze_api_calls", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "bronze_pokemon_species",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    pokedex_number = table.Column<int>(type: "integer", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    content_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    source = table.Column<string>(type: "text", nullable: false),
                    requested_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    fetched_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    api_call_id = table.Column<long>(type: "bigint", nullable: false),
                    payload = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_bronze_pokemon_species", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "bronze_rejects",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    api_call_id = table.Column<long>(type: "bigint", nullable: false),
                    sync_id = table.Column<string>(type: "character varying(36)", maxLength: 36, nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    payload = table.Column<string>(type: "text", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false),
                    received_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_bronze_rejects", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "bronze_set_fetches",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    sync_id = table.Column<string>(type: "character varying(36)", maxLength: 36, nullable: false),
                    feed = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    source = table.Column<string>(type: "text", nullable: false),
                    set_id = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    query = table.Column<string>(type: "text", nullable: true),
                    position = table.Column<int>(type: "integer", nullable: false),
                    status = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    complete = table.Column<bool>(type: "boolean", nullable: false),
                    expected = table.Column<int>(type: "integer", nullable: true),
                    received = table.Column<int>(type: "integer", nullable: true),
                    members = table.Column<string>(type: "text", nullable: true),
                    members_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    next_attempt_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    started_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    finished_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    error = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_bronze_set_fetches", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "bronze_sync_runs",
                columns: table => new
                {
                    sync_id = table.Column<string>(type: "character varying(36)", maxLength: 36, nullable: false),
                    scope = table.Column<string>(type: "text", nullable: false),
                    feed = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    source = table.Column<string>(type: "text", nullable: true),
                    force = table.Column<bool>(type: "boolean", nullable: false),
                    status = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    requested_by = table.Column<string>(type: "text", nullable: false),
                    requested_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    started_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    finished_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    lease_owner = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    lease_token = table.Column<long>(type: "bigint", nullable: false),
                    lease_until = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    error = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_bronze_sync_runs", x => x.sync_id);
                });

            migrationBuilder.CreateTable(
                name: "bronze_tcg_cards",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    feed = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    card_id = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    content_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    source = table.Column<string>(type: "text", nullable: false),
                    set_id = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    requested_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    fetched_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    api_call_id = table.Column<long>(type: "bigint", nullable: false),
                    sync_id = table.Column<string>(type: "character varying(36)", maxLength: 36, nullable: false),
                    payload = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_bronze_tcg_cards", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "bronze_tcg_prices",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    feed = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    card_id = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    market = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    observed_on = table.Column<DateOnly>(type: "date", nullable: false),
                    payload = table.Column<string>(type: "text", nullable: false),
                    content_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    fetched_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_bronze_tcg_prices", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "bronze_tcg_sets",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    feed = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    set_id = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    content_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    source = table.Column<string>(type: "text", nullable: false),
                    requested_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    fetched_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    api_call_id = table.Column<long>(type: "bigint", nullable: false),
                    sync_id = table.Column<string>(type: "character varying(36)", maxLength: 36, nullable: false),
                    payload = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_bronze_tcg_sets", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_bronze_api_calls_source",
                table: "bronze_api_calls",
                columns: new[] { "source", "requested_at" });

            migrationBuilder.CreateIndex(
                name: "ix_bronze_api_calls_sync",
                table: "bronze_api_calls",
                column: "sync_id");

            migrationBuilder.CreateIndex(
                name: "ux_bronze_pokemon_species_version",
                table: "bronze_pokemon_species",
                columns: new[] { "pokedex_number", "version" },
                unique: true,
                descending: new[] { false, true });

            migrationBuilder.CreateIndex(
                name: "ix_bronze_rejects_sync",
                table: "bronze_rejects",
                column: "sync_id");

            migrationBuilder.CreateIndex(
                name: "ix_bronze_set_fetches_set",
                table: "bronze_set_fetches",
                columns: new[] { "feed", "set_id", "complete", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_bronze_set_fetches_sync",
                table: "bronze_set_fetches",
                columns: new[] { "sync_id", "status", "position" });

            migrationBuilder.CreateIndex(
                name: "ix_bronze_sync_runs_status",
                table: "bronze_sync_runs",
                columns: new[] { "status", "requested_at" });

            migrationBuilder.CreateIndex(
                name: "ux_bronze_sync_runs_running",
                table: "bronze_sync_runs",
                column: "feed",
                unique: true,
                filter: "status = 'running'");

            migrationBuilder.CreateIndex(
                name: "ix_bronze_tcg_cards_sync",
                table: "bronze_tcg_cards",
                columns: new[] { "sync_id", "feed", "card_id", "id", "version" });

            migrationBuilder.CreateIndex(
                name: "ux_bronze_tcg_cards_version",
                table: "bronze_tcg_cards",
                columns: new[] { "feed", "card_id", "version" },
                unique: true,
                descending: new[] { false, false, true });

            migrationBuilder.CreateIndex(
                name: "ix_bronze_tcg_prices_card",
                table: "bronze_tcg_prices",
                columns: new[] { "feed", "card_id", "market", "id" },
                descending: new[] { false, false, false, true });

            migrationBuilder.CreateIndex(
                name: "ux_bronze_tcg_sets_version",
                table: "bronze_tcg_sets",
                columns: new[] { "feed", "set_id", "version" },
                unique: true,
                descending: new[] { false, false, true });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "bronze_api_calls");

            migrationBuilder.DropTable(
                name: "bronze_pokemon_species");

            migrationBuilder.DropTable(
                name: "bronze_rejects");

            migrationBuilder.DropTable(
                name: "bronze_set_fetches");

            migrationBuilder.DropTable(
                name: "bronze_sync_runs");

            migrationBuilder.DropTable(
                name: "bronze_tcg_cards");

            migrationBuilder.DropTable(
                name: "bronze_tcg_prices");

            migrationBuilder.DropTable(
                name: "bronze_tcg_sets");
        }
    }
}
