#!/usr/bin/env bash
# Builds everything and runs all tests. Arguments go to dotnet test, e.g. ./test.sh --filter Losses
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source "$root/eng/sdk.sh"
source "$root/eng/browser.sh"
source "$root/eng/mpi.sh"
dotnet build "$root/MLNet.Ride.sln" -c Release -v quiet --nologo
exec "$root/eng/test.sh" "$@"
