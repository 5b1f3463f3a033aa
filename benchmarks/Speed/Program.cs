// Images per second in training and scoring, beside the same network in plain PyTorch, in plain TorchSharp and in ONNX Runtime.
// dotnet run -c Release --project benchmarks/Speed -- compare --data DIR [--model ride.zip] [--checkout DIR]
using Speed;

return CommandLine.Create().Parse(args).Invoke();
