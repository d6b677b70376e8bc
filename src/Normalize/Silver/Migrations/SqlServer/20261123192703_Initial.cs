using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PokedexTop.Normalize.Silver.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "silver_card_identities",
                columns: table => new
                {
                    feed = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false, collation: "Latin1_General_100_BIN2"),
                    feed_card_id = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    card_id = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true, collation: "Latin1_General_100_BIN2"),
                    matched_by = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true),
                    bronze_id = table.Column<long>(type: "bigint", nullable: false),
                    normalizer_version = table.Column<int>(type: "int", nullable: false),
                    outcome = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    attempts = table.Column<int>(type: "int", nullable: false),
                    next_attempt_at = table.Column<DateTime>(type: "datetime2", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_silver_card_identities", x => new { x.feed, x.feed_card_id });
                });

            migrationBuilder.CreateTable(
                name: "silver_card_prices",
                columns: table => new
                {
                    card_id = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    market = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false, collation: "Latin1_General_100_BIN2"),
                    observed_on = table.Column<DateOnly>(type: "date", nullable: false),
                    finish = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false, collation: "Latin1_General_100_BIN2"),
                    currency = table.Column<string>(type: "nvarchar(3)", maxLength: 3, nullable: false),
                    low = table.Column<decimal>(type: "decimal(18,4)", precision: 18, scale: 4, nullable: true),
                    mid = table.Column<decimal>(type: "decimal(18,4)", precision: 18, scale: 4, nullable: true),
                    high = table.Column<decimal>(type: "decimal(18,4)", precision: 18, scale: 4, nullable: true),
                    market_price = table.Column<decimal>(type: "decimal(18,4)", precision: 18, scale: 4, nullable: true),
                    direct_low = table.Column<decimal>(type: "decimal(18,4)", precision: 18, scale: 4, nullable: true),
                    average_sell = table.Column<decimal>(type: "decimal(18,4)", precision: 18, scale: 4, nullable: true),
                    average1 = table.Column<decimal>(type: "decimal(18,4)", precision: 18, scale: 4, nullable: true),
                    average7 = table.Column<decimal>(type: "decimal(18,4)", precision: 18, scale: 4, nullable: true),
                    average30 = table.Column<decimal>(type: "decimal(18,4)", precision: 18, scale: 4, nullable: true),
                    low_excellent_plus = table.Column<decimal>(type: "decimal(18,4)", precision: 18, scale: 4, nullable: true),
                    suggested = table.Column<decimal>(type: "decimal(18,4)", precision: 18, scale: 4, nullable: true),
                    german_pro_low = table.Column<decimal>(type: "decimal(18,4)", precision: 18, scale: 4, nullable: true),
                    extra = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    bronze_id = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_silver_card_prices", x => new { x.card_id, x.market, x.finish, x.observed_on });
                });

            migrationBuilder.CreateTable(
                name: "silver_changes",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    card_id = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    kind = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    fields = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    bronze_id = table.Column<long>(type: "bigint", nullable: false),
                    sync_id = table.Column<string>(type: "nvarchar(36)", maxLength: 36, nullable: true),
                    at = table.Column<DateTime>(type: "datetime2", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_silver_changes", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "silver_pokemon_master",
                columns: table => new
                {
                    pokedex_number = table.Column<int>(type: "int", nullable: false),
                    name = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    generation = table.Column<int>(type: "int", nullable: false),
                    source = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    is_legendary = table.Column<bool>(type: "bit", nullable: true),
                    is_mythical = table.Column<bool>(type: "bit", nullable: true),
                    is_baby = table.Column<bool>(type: "bit", nullable: true),
                    evolves_from = table.Column<int>(type: "int", nullable: true),
                    color = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    bronze_id = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_silver_pokemon_master", x => x.pokedex_number);
                });

            migrationBuilder.CreateTable(
                name: "silver_price_marks",
                columns: table => new
                {
                    feed = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false, collation: "Latin1_General_100_BIN2"),
                    bronze_id = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_silver_price_marks", x => x.feed);
                });

            migrationBuilder.CreateTable(
                name: "silver_quality_issues",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    card_id = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true, collation: "Latin1_General_100_BIN2"),
                    set_id = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true, collation: "Latin1_General_100_BIN2"),
                    bronze_id = table.Column<long>(type: "bigint", nullable: false),
                    rule = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false, collation: "Latin1_General_100_BIN2"),
                    severity = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false),
                    detail = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    original_value = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    found_at = table.Column<DateTime>(type: "datetime2", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_silver_quality_issues", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "silver_rejects",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    layer = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    key = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: false, collation: "Latin1_General_100_BIN2"),
                    bronze_id = table.Column<long>(type: "bigint", nullable: true),
                    reason = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    detail = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    attempts = table.Column<int>(type: "int", nullable: false),
                    first_at = table.Column<DateTime>(type: "datetime2", nullable: false),
                    last_at = table.Column<DateTime>(type: "datetime2", nullable: false),
                    resolved_at = table.Column<DateTime>(type: "datetime2", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_silver_rejects", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "silver_schema_drift",
                columns: table => new
                {
                    path = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: false, collation: "Latin1_General_100_BIN2"),
                    kind = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false, collation: "Latin1_General_100_BIN2"),
                    example_id = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    first_at = table.Column<DateTime>(type: "datetime2", nullable: false),
                    occurrences = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_silver_schema_drift", x => new { x.path, x.kind });
                });

            migrationBuilder.CreateTable(
                name: "silver_set_identities",
                columns: table => new
                {
                    feed = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false, collation: "Latin1_General_100_BIN2"),
                    feed_set_id = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    set_id = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    bronze_id = table.Column<long>(type: "bigint", nullable: false),
                    normalizer_version = table.Column<int>(type: "int", nullable: false),
                    outcome = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false),
                    attempts = table.Column<int>(type: "int", nullable: false),
                    next_attempt_at = table.Column<DateTime>(type: "datetime2", nullable: true),
                    applied_fetch_id = table.Column<long>(type: "bigint", nullable: false),
                    applied_members = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: true),
                    compare_again = table.Column<bool>(type: "bit", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_silver_set_identities", x => new { x.feed, x.feed_set_id });
                });

            migrationBuilder.CreateTable(
                name: "silver_tcg_sets",
                columns: table => new
                {
                    set_id = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    name = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    series = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    printed_total = table.Column<int>(type: "int", nullable: true),
                    total = table.Column<int>(type: "int", nullable: true),
                    ptcgo_code = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    release_date = table.Column<DateOnly>(type: "date", nullable: true),
                    updated_at = table.Column<DateTime>(type: "datetime2", nullable: true),
                    symbol_url = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    logo_url = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    extra = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    bronze_id = table.Column<long>(type: "bigint", nullable: false),
                    content_hash = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    normalized_at = table.Column<DateTime>(type: "datetime2", nullable: false),
                    legalities = table.Column<string>(type: "nvarchar(max)", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_silver_tcg_sets", x => x.set_id);
                });

            migrationBuilder.CreateTable(
                name: "silver_tcg_cards",
                columns: table => new
                {
                    card_id = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    set_id = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    name = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    number = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    number_sort = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    supertype = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    subtypes = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    types = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    rarity = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    hp = table.Column<int>(type: "int", nullable: true),
                    artist = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    flavor_text = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    level = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    evolves_from = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    evolves_to = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    rules = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    retreat_cost = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    converted_retreat_cost = table.Column<int>(type: "int", nullable: true),
                    regulation_mark = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    image_small_url = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    image_large_url = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    extra = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    bronze_id = table.Column<long>(type: "bigint", nullable: false),
                    content_hash = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    normalized_at = table.Column<DateTime>(type: "datetime2", nullable: false),
                    retired_at = table.Column<DateTime>(type: "datetime2", nullable: true),
                    merged_into = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    abilities = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    ancient_trait = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    attacks = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    legalities = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    resistances = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    weaknesses = table.Column<string>(type: "nvarchar(max)", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_silver_tcg_cards", x => x.card_id);
                    table.ForeignKey(
                        name: "FK_silver_tcg_cards_silver_tcg_sets_set_id",
                        column: x => x.set_id,
                        principalTable: "silver_tcg_sets",
                        principalColumn: "set_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "silver_tcg_card_pokemon",
                columns: table => new
                {
                    card_id = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    position = table.Column<int>(type: "int", nullable: false),
                    pokedex_number = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_silver_tcg_card_pokemon", x => new { x.card_id, x.position });
                    table.ForeignKey(
                        name: "FK_silver_tcg_card_pokemon_silver_pokemon_master_pokedex_number",
                        column: x => x.pokedex_number,
                        principalTable: "silver_pokemon_master",
                        principalColumn: "pokedex_number",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_silver_tcg_card_pokemon_silver_tcg_cards_card_id",
                        column: x => x.card_id,
                        principalTable: "silver_tcg_cards",
                        principalColumn: "card_id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_silver_card_identities_backlog",
                table: "silver_card_identities",
                columns: new[] { "feed", "feed_card_id", "bronze_id", "normalizer_version" });

            migrationBuilder.CreateIndex(
                name: "ix_silver_card_identities_card",
                table: "silver_card_identities",
                column: "card_id");

            migrationBuilder.CreateIndex(
                name: "ix_silver_card_identities_outcome",
                table: "silver_card_identities",
                columns: new[] { "outcome", "next_attempt_at" });

            migrationBuilder.CreateIndex(
                name: "ix_silver_changes_card",
                table: "silver_changes",
                columns: new[] { "card_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_silver_changes_sync",
                table: "silver_changes",
                columns: new[] { "sync_id", "kind" });

            migrationBuilder.CreateIndex(
                name: "ix_silver_pokemon_master_generation",
                table: "silver_pokemon_master",
                column: "generation");

            migrationBuilder.CreateIndex(
                name: "ix_silver_quality_issues_card",
                table: "silver_quality_issues",
                column: "card_id");

            migrationBuilder.CreateIndex(
                name: "ix_silver_quality_issues_rule",
                table: "silver_quality_issues",
                column: "rule");

            migrationBuilder.CreateIndex(
                name: "ix_silver_quality_issues_set",
                table: "silver_quality_issues",
                column: "set_id");

            migrationBuilder.CreateIndex(
                name: "ux_silver_rejects_key",
                table: "silver_rejects",
                columns: new[] { "layer", "key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_silver_tcg_card_pokemon_species",
                table: "silver_tcg_card_pokemon",
                columns: new[] { "pokedex_number", "card_id" });

            migrationBuilder.CreateIndex(
                name: "ix_silver_tcg_cards_bronze",
                table: "silver_tcg_cards",
                column: "bronze_id");

            migrationBuilder.CreateIndex(
                name: "ix_silver_tcg_cards_set",
                table: "silver_tcg_cards",
                columns: new[] { "set_id", "number_sort" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "silver_card_identities");

            migrationBuilder.DropTable(
                name: "silver_card_prices");

            migrationBuilder.DropTable(
                name: "silver_changes");

            migrationBuilder.DropTable(
                name: "silver_price_marks");

            migrationBuilder.DropTable(
                name: "silver_quality_issues");

            migrationBuilder.DropTable(
                name: "silver_rejects");

            migrationBuilder.DropTable(
                name: "silver_schema_drift");

            migrationBuilder.DropTable(
                name: "silver_set_identities");

            migrationBuilder.DropTable(
                name: "silver_tcg_card_pokemon");

            migrationBuilder.DropTable(
                name: "silver_pokemon_master");

            migrationBuilder.DropTable(
                name: "silver_tcg_cards");

            migrationBuilder.DropTable(
                name: "silver_tcg_sets");
        }
    }
}
