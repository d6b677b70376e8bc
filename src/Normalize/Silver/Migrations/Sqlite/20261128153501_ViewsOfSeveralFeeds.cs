using Microsoft.EntityFrameworkCore.Migrations;
using PokedexTop.Configuration;

#nullable disable

namespace PokedexTop.Normalize.Silver.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class ViewsOfSeveralFeeds : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder) => ViewsOfFeeds.Create(migrationBuilder, DatabaseProvider.Sqlite);

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) => ViewsOfFeeds.Drop(migrationBuilder, DatabaseProvider.Sqlite);
    }
}
