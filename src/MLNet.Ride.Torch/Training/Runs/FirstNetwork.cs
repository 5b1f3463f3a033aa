using MLNet.Ride.Torch.Models;

namespace MLNet.Ride.Torch.Training.Runs;

/// <summary>A network that is trained before the model of the run, which learns from it; created on first use.</summary>
/// <param name="create">Creates it on the training device.</param>
internal sealed class FirstNetwork(Func<RideModel> create) : IDisposable
{
    private RideModel? _model;

    public RideModel Model => _model ??= create();

    /// <summary>Releases the network if it was created.</summary>
    public void Dispose()
    {
        _model?.Dispose();
        _model = null;
    }
}
