using MLNet.Ride.Torch.Options;

namespace Speed.Compare;

/// <summary>Who is compared in training and in scoring, all with the same data, threads and batches.</summary>
internal sealed class Contestants(Measurement what, FileInfo? model, PyTorch? python, DirectoryInfo? checkout, DirectoryInfo exports)
{
    public const string Training = "training", Scoring = "scoring";
    public const string PlainPyTorch = "plain PyTorch", PlainTorchSharp = "plain TorchSharp", OnnxRuntime = "ONNX Runtime";

    private FileInfo AllExperts => new(Path.Combine(exports.FullName, "all-experts.onnx"));

    private FileInfo Routed => new(Path.Combine(exports.FullName, "routed.onnx"));

    /// <summary>What runs once before: the check that plain TorchSharp has the library's network, and the exports for ONNX Runtime.</summary>
    public IEnumerable<Contestant> Preparations()
    {
        yield return Contestant.Own("check", PlainTorchSharp, ["torchsharp", "check", .. Options(what)]);
        yield return Contestant.Own("export", "export to ONNX", ["ride", "export", "--onnx", AllExperts.FullName, .. Options(what)]);
        if (model is not null)
        {
            yield return Contestant.Own("export", "export to ONNX with routing", ["ride", "export", "--onnx", Routed.FullName, "--model", model.FullName, .. Options(what)]);
        }
    }

    public IEnumerable<Contestant> All() => InTraining().Concat(InScoring());

    // Batches are shorter in scoring, so that half of the time will do.
    private Measurement ScoringTime => what with { Seconds = what.Seconds / 2, WarmUp = what.WarmUp / 2 };

    private IEnumerable<Contestant> InTraining()
    {
        foreach (Contestant other in Python(Training, "train", what))
        {
            yield return other;
        }

        yield return Contestant.Own(Training, PlainTorchSharp, ["torchsharp", "train", .. Options(what)]) with { Spins = true };
        foreach (Precision precision in Enum.GetValues<Precision>())
        {
            yield return Contestant.Own(Training, $"MLNet.Ride {precision}", ["ride", "train", "--precision", $"{precision}", .. Options(what)]);
        }
    }

    private IEnumerable<Contestant> InScoring()
    {
        foreach (Contestant other in Python(Scoring, "score", ScoringTime))
        {
            yield return other;
        }

        yield return Contestant.Own(Scoring, PlainTorchSharp, ["torchsharp", "score", .. Options(ScoringTime)]) with { Spins = true };
        yield return Contestant.Own(Scoring, OnnxRuntime, ["onnxruntime", "score", "--onnx", AllExperts.FullName, .. Options(ScoringTime)]);
        if (model is not null)
        {
            yield return Contestant.Own(Scoring, $"{OnnxRuntime}, routing", ["onnxruntime", "score", "--onnx", Routed.FullName, .. Options(ScoringTime)]);
        }

        foreach (Precision precision in Enum.GetValues<Precision>())
        {
            string[] own = ["ride", "score", "--precision", $"{precision}", .. Options(ScoringTime)];
            yield return Contestant.Own(Scoring, $"MLNet.Ride {precision}", own);
            if (model is not null)
            {
                yield return Contestant.Own(Scoring, $"MLNet.Ride {precision}, routing", [.. own, "--model", model.FullName]);
            }
        }
    }

    private IEnumerable<Contestant> Python(string task, string command, Measurement time)
    {
        string scripts = Path.Combine(AppContext.BaseDirectory, "pytorch");
        if (python is not null)
        {
            yield return new(task, PlainPyTorch, python.Interpreter, [Path.Combine(scripts, "ride_cifar.py"), command, what.Data.FullName, .. time.Arguments]);
        }

        if (python is not null && checkout is not null)
        {
            yield return new(task, "published code", python.Interpreter, [Path.Combine(scripts, "published_code.py"), command, checkout.FullName, what.Data.FullName, .. time.Arguments]);
        }
    }

    private static string[] Options(Measurement time) => ["--data", time.Data.FullName, .. time.Arguments];
}
