using Microsoft.EntityFrameworkCore.Migrations;
using PokedexTop.Configuration;

#nullable disable

namespace PokedexTop.Normalize.Silver.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class ViewsOfSeveralFeeds : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder) => ViewsOfFeeds.Create(migrationBuilder, DatabaseProvider.PostgreSql);

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) => ViewsOfFeeds.Drop(migrationBuilder, DatabaseProvider.PostgreSql);
    }
}
