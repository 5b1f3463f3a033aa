// Images per second in training and scoring, beside the same network in plain PyTorch, in plain TorchSharp and in ONNX Runtime.
// dotnet run -c Release --project benchmarks/Speed -- compare --data DIR [--model ride.zip] [--checkout DIR]
// dotnet run -c Release --project benchmarks/Speed -- photos compare --batch 32
using Speed;

return CommandLine.Create().Parse(args).Invoke();
