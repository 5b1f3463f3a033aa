#!/usr/bin/env bash
# The main job: trains RIDE and a plain network on a long-tailed image set and compares them. ./run.sh --help lists the options.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source "$root/eng/dependencies.sh"
dotnet build "$root/examples/QuickStart" -c Release -v quiet --nologo
exec dotnet run --project "$root/examples/QuickStart" -c Release --no-build -- "$@"
