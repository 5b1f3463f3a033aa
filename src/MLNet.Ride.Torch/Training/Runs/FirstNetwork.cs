using MLNet.Ride.Torch.Models;

namespace MLNet.Ride.Torch.Training.Runs;

/// <summary>A network that learns before that of the run, which learns from it; made when it is first needed.</summary>
/// <param name="create">Makes it, on the device of the training.</param>
internal sealed class FirstNetwork(Func<RideModel> create) : IDisposable
{
    private RideModel? _model;

    public RideModel Model => _model ??= create();

    /// <summary>Releases the network, where it was made.</summary>
    public void Dispose()
    {
        _model?.Dispose();
        _model = null;
    }
}
