# Builds everything and runs all tests on Windows, with the published packages.
$ErrorActionPreference = 'Stop'
dotnet test "$PSScriptRoot/MLNet.Ride.sln" -c Release @args
exit $LASTEXITCODE
