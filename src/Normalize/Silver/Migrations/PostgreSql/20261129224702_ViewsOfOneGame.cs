using Microsoft.EntityFrameworkCore.Migrations;
using PokedexTop.Configuration;

#nullable disable

namespace PokedexTop.Normalize.Silver.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class ViewsOfOneGame : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder) => ViewsOfPrintedCards.Create(migrationBuilder, DatabaseProvider.PostgreSql);

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) => ViewsOfPrintedCards.Drop(migrationBuilder, DatabaseProvider.PostgreSql);
    }
}
