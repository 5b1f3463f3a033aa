// Images a second of training and scoring, beside the same network in plain PyTorch and, where a checkout is named, the published code.
// dotnet run -c Release --project benchmarks/Speed -- compare --data DIR [--checkout DIR] [--model ride.zip]
using Speed;

return CommandLine.Create().Parse(args).Invoke();
