using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Training.Runs;

/// <summary>
/// Losses of steps that have not been read yet. Reading one makes the host wait for a GPU, so that several are read together; on a CPU, each at once.
/// </summary>
/// <param name="most">Number of losses, at least 1, that are read together.</param>
internal sealed class LossReadings(int most) : IDisposable
{
    private const int MostOnGpu = 10;

    private readonly List<(Tensor Loss, int Images)> _unread = [];

    /// <summary>Readings of a stage on a device.</summary>
    public static LossReadings On(Device device) => new(device.type == DeviceType.CPU ? 1 : MostOnGpu);

    /// <summary>Whether as many are unread as are read together.</summary>
    public bool AreDue => _unread.Count >= most;

    /// <summary>Keeps the loss of a step, a scalar.</summary>
    public void Add(Tensor loss, int images) => _unread.Add((loss.detach().MoveToOuterDisposeScope(), images));

    /// <summary>Reads those that are unread, in the order of their steps.</summary>
    public (double Loss, int Images)[] Read()
    {
        if (_unread.Count == 0)
        {
            return [];
        }

        using Tensor together = stack(_unread.Select(step => step.Loss));
        using Tensor wide = together.to_type(ScalarType.Float64);
        using Tensor onCpu = wide.cpu();
        (double, int)[] read = [.. onCpu.data<double>().ToArray().Zip(_unread, (loss, step) => (loss, step.Images))];
        Dispose();
        return read;
    }

    /// <summary>Discards those that are unread.</summary>
    public void Dispose()
    {
        _unread.ForEach(step => step.Loss.Dispose());
        _unread.Clear();
    }
}
