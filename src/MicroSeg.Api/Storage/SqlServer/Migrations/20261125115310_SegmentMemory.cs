using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

#pragma warning disable CA1814 // Prefer jagged arrays over multidimensional

namespace MicroSeg.Api.Storage.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class SegmentMemory : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AlterColumn<string>(
                name: "Rule",
                table: "segments",
                type: "nvarchar(max)",
                nullable: true,
                collation: "Latin1_General_100_BIN2",
                oldClrType: typeof(string),
                oldType: "nvarchar(max)",
                oldCollation: "Latin1_General_100_BIN2");

            migrationBuilder.AddColumn<long>(
                name: "FrozenId",
                table: "segments",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Hypothesis",
                table: "segments",
                type: "nvarchar(4000)",
                maxLength: 4000,
                nullable: true,
                collation: "Latin1_General_100_BIN2");

            migrationBuilder.AddColumn<byte>(
                name: "Kind",
                table: "segments",
                type: "tinyint",
                nullable: false,
                defaultValue: (byte)0);

            migrationBuilder.AddColumn<long>(
                name: "ListId",
                table: "segments",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "ListNumber",
                table: "segments",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "ListShrunkNumber",
                table: "segments",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<string>(
                name: "Models",
                table: "segments",
                type: "nvarchar(max)",
                nullable: false,
                defaultValue: "[]");

            migrationBuilder.AddColumn<string>(
                name: "Owner",
                table: "segments",
                type: "nvarchar(200)",
                maxLength: 200,
                nullable: true,
                collation: "Latin1_General_100_BIN2");

            migrationBuilder.AddColumn<string>(
                name: "Persona",
                table: "segments",
                type: "nvarchar(4000)",
                maxLength: 4000,
                nullable: true,
                collation: "Latin1_General_100_BIN2");

            migrationBuilder.AddColumn<byte>(
                name: "Status",
                table: "segments",
                type: "tinyint",
                nullable: false,
                defaultValue: (byte)0);

            migrationBuilder.AlterColumn<string>(
                name: "Rule",
                table: "segment_versions",
                type: "nvarchar(max)",
                nullable: true,
                collation: "Latin1_General_100_BIN2",
                oldClrType: typeof(string),
                oldType: "nvarchar(max)",
                oldCollation: "Latin1_General_100_BIN2");

            migrationBuilder.AddColumn<string>(
                name: "Hypothesis",
                table: "segment_versions",
                type: "nvarchar(4000)",
                maxLength: 4000,
                nullable: true,
                collation: "Latin1_General_100_BIN2");

            migrationBuilder.AddColumn<byte>(
                name: "Kind",
                table: "segment_versions",
                type: "tinyint",
                nullable: false,
                defaultValue: (byte)0);

            migrationBuilder.AddColumn<string>(
                name: "Owner",
                table: "segment_versions",
                type: "nvarchar(200)",
                maxLength: 200,
                nullable: true,
                collation: "Latin1_General_100_BIN2");

            migrationBuilder.AddColumn<string>(
                name: "Persona",
                table: "segment_versions",
                type: "nvarchar(4000)",
                maxLength: 4000,
                nullable: true,
                collation: "Latin1_General_100_BIN2");

            migrationBuilder.AddColumn<string>(
                name: "RenamedFrom",
                table: "segment_versions",
                type: "nvarchar(64)",
                maxLength: 64,
                nullable: true,
                collation: "Latin1_General_100_BIN2");

            migrationBuilder.AddColumn<long>(
                name: "Restored",
                table: "segment_versions",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "SavedBy",
                table: "segment_versions",
                type: "nvarchar(200)",
                maxLength: 200,
                nullable: true,
                collation: "Latin1_General_100_BIN2");

            migrationBuilder.AddColumn<byte>(
                name: "Status",
                table: "segment_versions",
                type: "tinyint",
                nullable: false,
                defaultValue: (byte)0);

            migrationBuilder.AddColumn<string>(
                name: "Upload",
                table: "segment_versions",
                type: "nvarchar(1000)",
                maxLength: 1000,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "FirstOrdinal",
                table: "membership_log",
                type: "int",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "LastOrdinal",
                table: "membership_log",
                type: "int",
                nullable: false,
                defaultValue: 2147483647);

            migrationBuilder.CreateTable(
                name: "membership_checkpoints",
                columns: table => new
                {
                    Segment = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    At = table.Column<long>(type: "bigint", nullable: false),
                    SegmentVersion = table.Column<long>(type: "bigint", nullable: false),
                    IsFloor = table.Column<bool>(type: "bit", nullable: false),
                    Changes = table.Column<long>(type: "bigint", nullable: false),
                    Members = table.Column<byte[]>(type: "varbinary(max)", nullable: false),
                    Times = table.Column<byte[]>(type: "varbinary(max)", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_membership_checkpoints", x => new { x.Segment, x.At });
                });

            migrationBuilder.CreateTable(
                name: "membership_days",
                columns: table => new
                {
                    Segment = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Day = table.Column<int>(type: "int", nullable: false),
                    Size = table.Column<int>(type: "int", nullable: false),
                    Counts = table.Column<byte[]>(type: "varbinary(max)", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_membership_days", x => new { x.Segment, x.Day });
                });

            migrationBuilder.CreateTable(
                name: "membership_log_state",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false),
                    CompleteUntil = table.Column<long>(type: "bigint", nullable: false),
                    CompactedUntil = table.Column<long>(type: "bigint", nullable: false),
                    CompactedTo = table.Column<long>(type: "bigint", nullable: false),
                    Moves = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_membership_log_state", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "membership_pages",
                columns: table => new
                {
                    Segment = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Month = table.Column<int>(type: "int", nullable: false),
                    Chunk = table.Column<int>(type: "int", nullable: false),
                    Data = table.Column<byte[]>(type: "varbinary(max)", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_membership_pages", x => new { x.Segment, x.Month, x.Chunk });
                });

            migrationBuilder.CreateTable(
                name: "rfm_model_versions",
                columns: table => new
                {
                    Name = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    Event = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Value = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Window = table.Column<string>(type: "nvarchar(16)", maxLength: 16, nullable: true, collation: "Latin1_General_100_BIN2"),
                    Quantiles = table.Column<int>(type: "int", nullable: false),
                    RefreshEvery = table.Column<string>(type: "nvarchar(16)", maxLength: 16, nullable: true, collation: "Latin1_General_100_BIN2"),
                    Cuts = table.Column<string>(type: "nvarchar(max)", nullable: false, collation: "Latin1_General_100_BIN2"),
                    ComputedAt = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_rfm_model_versions", x => new { x.Name, x.Version });
                });

            migrationBuilder.CreateTable(
                name: "rfm_models",
                columns: table => new
                {
                    Name = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    CreatedAt = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_rfm_models", x => x.Name);
                });

            migrationBuilder.CreateTable(
                name: "segment_frozen_members",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Members = table.Column<byte[]>(type: "varbinary(max)", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_segment_frozen_members", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "segment_list_ids",
                columns: table => new
                {
                    List = table.Column<long>(type: "bigint", nullable: false),
                    Customer = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ChangeNumber = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_segment_list_ids", x => new { x.List, x.Customer });
                });

            migrationBuilder.CreateTable(
                name: "segment_lists",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    StartedAt = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_segment_lists", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "segment_renames",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    From = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    To = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    At = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_segment_renames", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "webhook_deliveries",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    MessageId = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Webhook = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    OutboxId = table.Column<long>(type: "bigint", nullable: false),
                    Part = table.Column<int>(type: "int", nullable: false),
                    Status = table.Column<byte>(type: "tinyint", nullable: false),
                    Attempts = table.Column<int>(type: "int", nullable: false),
                    NextAttemptAt = table.Column<long>(type: "bigint", nullable: false),
                    FirstAttemptAt = table.Column<long>(type: "bigint", nullable: true),
                    LastAttemptAt = table.Column<long>(type: "bigint", nullable: true),
                    LastStatusCode = table.Column<int>(type: "int", nullable: true),
                    LastError = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true, collation: "Latin1_General_100_BIN2"),
                    CreatedAt = table.Column<long>(type: "bigint", nullable: false),
                    DoneAt = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_webhook_deliveries", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "webhook_outbox",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Webhook = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    EntryId = table.Column<long>(type: "bigint", nullable: false),
                    Event = table.Column<byte>(type: "tinyint", nullable: false),
                    Segment = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    SegmentVersion = table.Column<long>(type: "bigint", nullable: false),
                    Cause = table.Column<byte>(type: "tinyint", nullable: false),
                    At = table.Column<long>(type: "bigint", nullable: false),
                    Customers = table.Column<byte[]>(type: "varbinary(max)", nullable: false),
                    Count = table.Column<int>(type: "int", nullable: false),
                    Batch = table.Column<int>(type: "int", nullable: false),
                    Made = table.Column<int>(type: "int", nullable: false),
                    IsMade = table.Column<bool>(type: "bit", nullable: false),
                    CreatedAt = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_webhook_outbox", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "webhooks",
                columns: table => new
                {
                    Key = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    Url = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Description = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: true, collation: "Latin1_General_100_BIN2"),
                    Segments = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    Events = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    Causes = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    MaxBatch = table.Column<int>(type: "int", nullable: false),
                    Enabled = table.Column<bool>(type: "bit", nullable: false),
                    DisabledReason = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true, collation: "Latin1_General_100_BIN2"),
                    Secret = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    PreviousSecret = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: true, collation: "Latin1_General_100_BIN2"),
                    PreviousSecretUntil = table.Column<long>(type: "bigint", nullable: true),
                    Failures = table.Column<int>(type: "int", nullable: false),
                    FailingSince = table.Column<long>(type: "bigint", nullable: true),
                    PausedUntil = table.Column<long>(type: "bigint", nullable: true),
                    CreatedAt = table.Column<long>(type: "bigint", nullable: false),
                    UpdatedAt = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_webhooks", x => x.Key);
                });

            migrationBuilder.InsertData(
                table: "leases",
                columns: new[] { "Name", "Holder", "Until" },
                values: new object[,]
                {
                    { "rfm-refresh", "", 0L },
                    { "webhooks", "", 0L }
                });

            migrationBuilder.InsertData(
                table: "membership_log_state",
                columns: new[] { "Id", "CompactedTo", "CompactedUntil", "CompleteUntil", "Moves" },
                values: new object[] { 1, 0L, 0L, 0L, 0L });

            migrationBuilder.CreateIndex(
                name: "IX_membership_pages_Chunk_Month",
                table: "membership_pages",
                columns: new[] { "Chunk", "Month" });

            migrationBuilder.CreateIndex(
                name: "IX_segment_renames_From",
                table: "segment_renames",
                column: "From",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_webhook_deliveries_MessageId",
                table: "webhook_deliveries",
                column: "MessageId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_webhook_deliveries_OutboxId",
                table: "webhook_deliveries",
                column: "OutboxId");

            migrationBuilder.CreateIndex(
                name: "IX_webhook_deliveries_Webhook_Status_NextAttemptAt",
                table: "webhook_deliveries",
                columns: new[] { "Webhook", "Status", "NextAttemptAt" });

            migrationBuilder.CreateIndex(
                name: "IX_webhook_outbox_EntryId_Event_Webhook",
                table: "webhook_outbox",
                columns: new[] { "EntryId", "Event", "Webhook" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_webhook_outbox_Webhook_IsMade",
                table: "webhook_outbox",
                columns: new[] { "Webhook", "IsMade" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "membership_checkpoints");

            migrationBuilder.DropTable(
                name: "membership_days");

            migrationBuilder.DropTable(
                name: "membership_log_state");

            migrationBuilder.DropTable(
                name: "membership_pages");

            migrationBuilder.DropTable(
                name: "rfm_model_versions");

            migrationBuilder.DropTable(
                name: "rfm_models");

            migrationBuilder.DropTable(
                name: "segment_frozen_members");

            migrationBuilder.DropTable(
                name: "segment_list_ids");

            migrationBuilder.DropTable(
                name: "segment_lists");

            migrationBuilder.DropTable(
                name: "segment_renames");

            migrationBuilder.DropTable(
                name: "webhook_deliveries");

            migrationBuilder.DropTable(
                name: "webhook_outbox");

            migrationBuilder.DropTable(
                name: "webhooks");

            migrationBuilder.DeleteData(
                table: "leases",
                keyColumn: "Name",
                keyValue: "rfm-refresh");

            migrationBuilder.DeleteData(
                table: "leases",
                keyColumn: "Name",
                keyValue: "webhooks");

            migrationBuilder.DropColumn(
                name: "FrozenId",
                table: "segments");

            migrationBuilder.DropColumn(
                name: "Hypothesis",
                table: "segments");

            migrationBuilder.DropColumn(
                name: "Kind",
                table: "segments");

            migrationBuilder.DropColumn(
                name: "ListId",
                table: "segments");

            migrationBuilder.DropColumn(
                name: "ListNumber",
                table: "segments");

            migrationBuilder.DropColumn(
                name: "ListShrunkNumber",
                table: "segments");

            migrationBuilder.DropColumn(
                name: "Models",
                table: "segments");

            migrationBuilder.DropColumn(
                name: "Owner",
                table: "segments");

            migrationBuilder.DropColumn(
                name: "Persona",
                table: "segments");

            migrationBuilder.DropColumn(
                name: "Status",
                table: "segments");

            migrationBuilder.DropColumn(
                name: "Hypothesis",
                table: "segment_versions");

            migrationBuilder.DropColumn(
                name: "Kind",
                table: "segment_versions");

            migrationBuilder.DropColumn(
                name: "Owner",
                table: "segment_versions");

            migrationBuilder.DropColumn(
                name: "Persona",
                table: "segment_versions");

            migrationBuilder.DropColumn(
                name: "RenamedFrom",
                table: "segment_versions");

            migrationBuilder.DropColumn(
                name: "Restored",
                table: "segment_versions");

            migrationBuilder.DropColumn(
                name: "SavedBy",
                table: "segment_versions");

            migrationBuilder.DropColumn(
                name: "Status",
                table: "segment_versions");

            migrationBuilder.DropColumn(
                name: "Upload",
                table: "segment_versions");

            migrationBuilder.DropColumn(
                name: "FirstOrdinal",
                table: "membership_log");

            migrationBuilder.DropColumn(
                name: "LastOrdinal",
                table: "membership_log");

            migrationBuilder.AlterColumn<string>(
                name: "Rule",
                table: "segments",
                type: "nvarchar(max)",
                nullable: false,
                defaultValue: "",
                collation: "Latin1_General_100_BIN2",
                oldClrType: typeof(string),
                oldType: "nvarchar(max)",
                oldNullable: true,
                oldCollation: "Latin1_General_100_BIN2");

            migrationBuilder.AlterColumn<string>(
                name: "Rule",
                table: "segment_versions",
                type: "nvarchar(max)",
                nullable: false,
                defaultValue: "",
                collation: "Latin1_General_100_BIN2",
                oldClrType: typeof(string),
                oldType: "nvarchar(max)",
                oldNullable: true,
                oldCollation: "Latin1_General_100_BIN2");
        }
    }
}
