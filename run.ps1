# Trains a plain network and RIDE on long-tailed pictures and compares them. .\run.ps1 --help lists the options.
$ErrorActionPreference = 'Stop'
dotnet run --project "$PSScriptRoot/examples/QuickStart" -c Release -- @args
exit $LASTEXITCODE
