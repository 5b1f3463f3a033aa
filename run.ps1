# The main job on Windows, with the published packages. .\run.ps1 --help lists the options.
$ErrorActionPreference = 'Stop'
dotnet run --project "$PSScriptRoot/examples/QuickStart" -c Release -- @args
exit $LASTEXITCODE
