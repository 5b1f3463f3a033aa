using System.Globalization;
using MLNet.Ride.Tests.Support;
using MLNet.Ride.Torch.Formats;
using MLNet.Ride.Torch.Tests.Support;
using TorchSharp;

namespace MLNet.Ride.Torch.Tests.Training.Parallel;

/// <summary>Runs of tests/TrainApp, in one process or several, and their weights.</summary>
public sealed class TrainedInProcesses : IAsyncLifetime
{
    private const string App = "TrainApp.dll";
    private const string None = "-";

    private readonly TemporaryFolder _folder = new();

    /// <summary>Weights of a short run, to begin with.</summary>
    public string Initial => File("initial.safetensors");

    public string File(string name) => _folder.File(name);

    public async Task InitializeAsync()
    {
        if (MpiRun.WhyNot is null)
        {
            await Train(1, "norm", "initial.safetensors", initial: null);
        }
    }

    public Task DisposeAsync()
    {
        _folder.Dispose();
        return Task.CompletedTask;
    }

    /// <summary>Runs a scenario, which has to succeed.</summary>
    /// <returns>A line for every step of training.</returns>
    internal async Task<string[]> Train(int processes, string scenario, string weights, string? initial, string? checkpoints = null)
    {
        ProgramRun run = await Run(processes, scenario, weights, initial, checkpoints);
        Assert.True(run.ExitCode == 0, run.Out + run.Error);
        return [.. run.Out.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => !line.StartsWith("frozen-features", StringComparison.Ordinal))];
    }

    /// <param name="processes">Number of processes.</param>
    /// <param name="scenario">Name of the scenario.</param>
    /// <param name="weights">File of the trained weights.</param>
    /// <param name="initial">File of the initial weights, if there are any.</param>
    /// <param name="checkpoints">Folder of checkpoints, if there is one.</param>
    /// <param name="steps">Number of steps after which the first process cancels itself.</param>
    internal async Task<ProgramRun> Run(int processes, string scenario, string weights, string? initial = null, string? checkpoints = null, int? steps = null)
    {
        string[] ofSteps = steps is null ? [] : [steps.Value.ToString(CultureInfo.InvariantCulture)];
        string[] arguments = [checkpoints is null ? None : File(checkpoints), File(weights), scenario, .. initial is null ? [] : new[] { initial }, .. ofSteps];
        return processes == 1 ? await ProgramRun.Of(("OMP_NUM_THREADS", "1"), App, arguments) : await MpiRun.Of(processes, App, arguments);
    }

    internal System.Diagnostics.Process Start(int processes, string scenario, string checkpoints)
        => MpiRun.Start(processes, App, File(checkpoints), File("unfinished.safetensors"), scenario);

    /// <summary>The largest difference of a weight between two files.</summary>
    internal double Difference(string one, string other)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        Dictionary<string, torch.Tensor> first = Read(one), second = Read(other);
        Assert.Equal(first.Keys, second.Keys);
        return first.Max(entry => entry.Value.to_type(torch.float32).sub(second[entry.Key].to_type(torch.float32)).abs().max().item<float>());
    }

    internal byte[] Bytes(string weights) => System.IO.File.ReadAllBytes(File(weights));

    private Dictionary<string, torch.Tensor> Read(string name)
    {
        using FileStream stream = System.IO.File.OpenRead(File(name));
        return SafeTensors.Read(stream, out _);
    }
}
