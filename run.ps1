# The main job on Windows, with the published packages. .\run.ps1 --help lists the options.
$ErrorActionPreference = 'Stop'
dotnet run --project "$PSScriptRoot/examples/QuickStart" -c Release -p:RideDependencies=packages -- @args
exit $LASTEXITCODE
