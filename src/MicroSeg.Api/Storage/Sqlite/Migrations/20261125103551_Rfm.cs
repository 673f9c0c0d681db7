using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace MicroSeg.Api.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Rfm : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Models",
                table: "segments",
                type: "TEXT",
                nullable: false,
                defaultValue: "[]");

            migrationBuilder.CreateTable(
                name: "rfm_model_versions",
                columns: table => new
                {
                    Name = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    Event = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Value = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Window = table.Column<string>(type: "TEXT", maxLength: 16, nullable: true),
                    Quantiles = table.Column<int>(type: "INTEGER", nullable: false),
                    RefreshEvery = table.Column<string>(type: "TEXT", maxLength: 16, nullable: true),
                    Cuts = table.Column<string>(type: "TEXT", nullable: false),
                    ComputedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_rfm_model_versions", x => new { x.Name, x.Version });
                });

            migrationBuilder.CreateTable(
                name: "rfm_models",
                columns: table => new
                {
                    Name = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_rfm_models", x => x.Name);
                });

            migrationBuilder.InsertData(
                table: "leases",
                columns: new[] { "Name", "Holder", "Until" },
                values: new object[] { "rfm-refresh", "", 0L });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "rfm_model_versions");

            migrationBuilder.DropTable(
                name: "rfm_models");

            migrationBuilder.DeleteData(
                table: "leases",
                keyColumn: "Name",
                keyValue: "rfm-refresh");

            migrationBuilder.DropColumn(
                name: "Models",
                table: "segments");
        }
    }
}
