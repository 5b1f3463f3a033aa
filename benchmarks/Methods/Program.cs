// A row of the table of methods for every method that there is, all on one schedule.
// dotnet run -c Release --project benchmarks/Methods -- run --data DIR --output DIR [--epochs 200] [--methods ce,ride,"ride + routing"]
using Methods;

return CommandLine.Create().Parse(args).Invoke();
