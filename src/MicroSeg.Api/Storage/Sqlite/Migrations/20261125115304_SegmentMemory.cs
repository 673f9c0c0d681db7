using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

#pragma warning disable CA1814 // Prefer jagged arrays over multidimensional

namespace MicroSeg.Api.Storage.Sqlite.Migrations
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
                type: "TEXT",
                nullable: true,
                oldClrType: typeof(string),
                oldType: "TEXT");

            migrationBuilder.AddColumn<long>(
                name: "FrozenId",
                table: "segments",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Hypothesis",
                table: "segments",
                type: "TEXT",
                maxLength: 4000,
                nullable: true);

            migrationBuilder.AddColumn<byte>(
                name: "Kind",
                table: "segments",
                type: "INTEGER",
                nullable: false,
                defaultValue: (byte)0);

            migrationBuilder.AddColumn<long>(
                name: "ListId",
                table: "segments",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "ListNumber",
                table: "segments",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "ListShrunkNumber",
                table: "segments",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<string>(
                name: "Models",
                table: "segments",
                type: "TEXT",
                nullable: false,
                defaultValue: "[]");

            migrationBuilder.AddColumn<string>(
                name: "Owner",
                table: "segments",
                type: "TEXT",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Persona",
                table: "segments",
                type: "TEXT",
                maxLength: 4000,
                nullable: true);

            migrationBuilder.AddColumn<byte>(
                name: "Status",
                table: "segments",
                type: "INTEGER",
                nullable: false,
                defaultValue: (byte)0);

            migrationBuilder.AlterColumn<string>(
                name: "Rule",
                table: "segment_versions",
                type: "TEXT",
                nullable: true,
                oldClrType: typeof(string),
                oldType: "TEXT");

            migrationBuilder.AddColumn<string>(
                name: "Hypothesis",
                table: "segment_versions",
                type: "TEXT",
                maxLength: 4000,
                nullable: true);

            migrationBuilder.AddColumn<byte>(
                name: "Kind",
                table: "segment_versions",
                type: "INTEGER",
                nullable: false,
                defaultValue: (byte)0);

            migrationBuilder.AddColumn<string>(
                name: "Owner",
                table: "segment_versions",
                type: "TEXT",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Persona",
                table: "segment_versions",
                type: "TEXT",
                maxLength: 4000,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "RenamedFrom",
                table: "segment_versions",
                type: "TEXT",
                maxLength: 64,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "Restored",
                table: "segment_versions",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "SavedBy",
                table: "segment_versions",
                type: "TEXT",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<byte>(
                name: "Status",
                table: "segment_versions",
                type: "INTEGER",
                nullable: false,
                defaultValue: (byte)0);

            migrationBuilder.AddColumn<string>(
                name: "Upload",
                table: "segment_versions",
                type: "TEXT",
                maxLength: 1000,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "FirstOrdinal",
                table: "membership_log",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "LastOrdinal",
                table: "membership_log",
                type: "INTEGER",
                nullable: false,
                defaultValue: 2147483647);

            migrationBuilder.CreateTable(
                name: "membership_checkpoints",
                columns: table => new
                {
                    Segment = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    SegmentVersion = table.Column<long>(type: "INTEGER", nullable: false),
                    IsFloor = table.Column<bool>(type: "INTEGER", nullable: false),
                    Changes = table.Column<long>(type: "INTEGER", nullable: false),
                    Members = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Times = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_membership_checkpoints", x => new { x.Segment, x.At });
                });

            migrationBuilder.CreateTable(
                name: "membership_days",
                columns: table => new
                {
                    Segment = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Day = table.Column<int>(type: "INTEGER", nullable: false),
                    Size = table.Column<int>(type: "INTEGER", nullable: false),
                    Counts = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_membership_days", x => new { x.Segment, x.Day });
                });

            migrationBuilder.CreateTable(
                name: "membership_log_state",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false),
                    CompleteUntil = table.Column<long>(type: "INTEGER", nullable: false),
                    CompactedUntil = table.Column<long>(type: "INTEGER", nullable: false),
                    CompactedTo = table.Column<long>(type: "INTEGER", nullable: false),
                    Moves = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_membership_log_state", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "membership_pages",
                columns: table => new
                {
                    Segment = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Month = table.Column<int>(type: "INTEGER", nullable: false),
                    Chunk = table.Column<int>(type: "INTEGER", nullable: false),
                    Data = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_membership_pages", x => new { x.Segment, x.Month, x.Chunk });
                });

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

            migrationBuilder.CreateTable(
                name: "segment_frozen_members",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Members = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_segment_frozen_members", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "segment_list_ids",
                columns: table => new
                {
                    List = table.Column<long>(type: "INTEGER", nullable: false),
                    Customer = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    ChangeNumber = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_segment_list_ids", x => new { x.List, x.Customer });
                });

            migrationBuilder.CreateTable(
                name: "segment_lists",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    StartedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_segment_lists", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "segment_renames",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    From = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    To = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_segment_renames", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "webhook_deliveries",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    MessageId = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Webhook = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    OutboxId = table.Column<long>(type: "INTEGER", nullable: false),
                    Part = table.Column<int>(type: "INTEGER", nullable: false),
                    Status = table.Column<byte>(type: "INTEGER", nullable: false),
                    Attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    NextAttemptAt = table.Column<long>(type: "INTEGER", nullable: false),
                    FirstAttemptAt = table.Column<long>(type: "INTEGER", nullable: true),
                    LastAttemptAt = table.Column<long>(type: "INTEGER", nullable: true),
                    LastStatusCode = table.Column<int>(type: "INTEGER", nullable: true),
                    LastError = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    DoneAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_webhook_deliveries", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "webhook_outbox",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Webhook = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    EntryId = table.Column<long>(type: "INTEGER", nullable: false),
                    Event = table.Column<byte>(type: "INTEGER", nullable: false),
                    Segment = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    SegmentVersion = table.Column<long>(type: "INTEGER", nullable: false),
                    Cause = table.Column<byte>(type: "INTEGER", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Customers = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Count = table.Column<int>(type: "INTEGER", nullable: false),
                    Batch = table.Column<int>(type: "INTEGER", nullable: false),
                    Made = table.Column<int>(type: "INTEGER", nullable: false),
                    IsMade = table.Column<bool>(type: "INTEGER", nullable: false),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_webhook_outbox", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "webhooks",
                columns: table => new
                {
                    Key = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    Url = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    Description = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    Segments = table.Column<string>(type: "TEXT", nullable: true),
                    Events = table.Column<string>(type: "TEXT", nullable: false),
                    Causes = table.Column<string>(type: "TEXT", nullable: true),
                    MaxBatch = table.Column<int>(type: "INTEGER", nullable: false),
                    Enabled = table.Column<bool>(type: "INTEGER", nullable: false),
                    DisabledReason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    Secret = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    PreviousSecret = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    PreviousSecretUntil = table.Column<long>(type: "INTEGER", nullable: true),
                    Failures = table.Column<int>(type: "INTEGER", nullable: false),
                    FailingSince = table.Column<long>(type: "INTEGER", nullable: true),
                    PausedUntil = table.Column<long>(type: "INTEGER", nullable: true),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    UpdatedAt = table.Column<long>(type: "INTEGER", nullable: false)
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
                type: "TEXT",
                nullable: false,
                defaultValue: "",
                oldClrType: typeof(string),
                oldType: "TEXT",
                oldNullable: true);

            migrationBuilder.AlterColumn<string>(
                name: "Rule",
                table: "segment_versions",
                type: "TEXT",
                nullable: false,
                defaultValue: "",
                oldClrType: typeof(string),
                oldType: "TEXT",
                oldNullable: true);
        }
    }
}
