#!/usr/bin/env bash
# Trains a plain network and RIDE on long-tailed pictures and compares them. ./run.sh --help lists the options.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source "$root/eng/sdk.sh"
exec dotnet run --project "$root/examples/QuickStart" -c Release -- "$@"
