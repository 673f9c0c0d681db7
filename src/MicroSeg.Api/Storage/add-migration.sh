#!/usr/bin/env bash
# Adds one migration to both providers: src/MicroSeg.Api/Storage/add-migration.sh NAME
set -euo pipefail
cd "$(dirname "$0")/.."
dotnet tool restore
for provider in Sqlite SqlServer; do
  dotnet ef migrations add "$1" --context "${provider}DbContext" --output-dir "Storage/$provider/Migrations"
done
