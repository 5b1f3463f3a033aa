#!/usr/bin/env bash
# Runs the tests of an already built Release solution, project by project, and closes with one line of counts.
set -uo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
results="$root/artifacts/test-results"
rm -rf "$results"
failed=0
dotnet test "$root/MLNet.Ride.sln" -c Release --no-build --nologo -m:1 --logger trx --results-directory "$results" "$@" || failed=1
count() { cat "$results"/*.trx 2>/dev/null | grep -o "<Counters [^>]*" | sed -n "s/.* $1=\"\([0-9]*\)\".*/\1/p" | awk '{ n += $1 } END { print n + 0 }'; }
passed=$(count passed)
broken=$(($(count failed) + $(count error) + $(count timeout) + $(count aborted)))
[ "$failed" -eq 0 ] || [ "$broken" -gt 0 ] || broken=1
echo "$passed passed, $broken failed"
[ "$broken" -eq 0 ] && [ "$passed" -gt 0 ]
