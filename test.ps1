# Builds everything and runs all tests.
$ErrorActionPreference = 'Stop'
dotnet test "$PSScriptRoot/MLNet.Ride.sln" -c Release @args
exit $LASTEXITCODE
