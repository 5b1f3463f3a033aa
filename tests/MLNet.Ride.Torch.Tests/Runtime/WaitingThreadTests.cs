using MLNet.Ride.Tests.Support;
using MLNet.Ride.Torch.Tests.Support;

namespace MLNet.Ride.Torch.Tests.Runtime;

/// <summary>
/// Spinning threads of libtorch take the processors from the library's own. libtorch reads the policy once, when it is loaded, so that it must be set by then, even
/// if the app is the first to touch TorchSharp.
/// </summary>
public sealed class WaitingThreadTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Sleep_in_an_app_that_takes_its_device_from_TorchSharp()
    {
        // OpenMP shows its settings on the error stream when it is loaded.
        ProgramRun run = await ProgramRun.Of(("OMP_DISPLAY_ENV", "verbose"), "TrainApp.dll", "-", _folder.File("weights.safetensors"));
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Contains("GOMP_SPINCOUNT = '0'", run.Error);
    }
}
