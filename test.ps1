# Builds everything and runs all tests on Windows, with the published packages.
$ErrorActionPreference = 'Stop'
dotnet test "$PSScriptRoot/MLNet.Ride.sln" -c Release -p:RideDependencies=packages @args
exit $LASTEXITCODE
