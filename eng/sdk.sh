# Sourced by run.sh and test.sh: checks that the .NET SDK is there.
command -v dotnet >/dev/null || { echo "The .NET SDK 10 is needed: https://dot.net" >&2; exit 1; }
