using MLNet.Ride.Torch.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Training;

/// <summary>
/// Exponential moving average of a model's weights: w̄ ← d·w̄ + (1 − d)·w after every step, from the initial weights. Parameters and the
/// running statistics of batch norm are averaged, counters are copied, as in timm's ModelEma.
/// </summary>
internal sealed class WeightAverage : IDisposable
{
    private readonly Tensor _part;
    private readonly (Tensor Average, Tensor Current)[] _weights;

    public WeightAverage(RideModel of, double decay)
    {
        IReadOnlyDictionary<string, Tensor> current = of.State();
        Model = of.Copy();
        Model.To(current.Values.First().device);
        _part = tensor((float)(1 - decay), device: current.Values.First().device).DetachFromDisposeScope();
        _weights = [.. Model.State().Select(entry => (entry.Value, current[entry.Key]))];
    }

    /// <summary>A model with the averaged weights, in evaluation mode.</summary>
    public RideModel Model { get; }

    /// <summary>Updates the average with the model's current weights.</summary>
    public void Update()
    {
        using IDisposable noGradient = no_grad();
        using DisposeScope scope = NewDisposeScope();
        foreach ((Tensor average, Tensor current) in _weights)
        {
            if (average.is_floating_point())
            {
                average.lerp_(current, _part); // a weight that does not change stays as it is, bit for bit
            }
            else
            {
                average.copy_(current);
            }
        }
    }

    public void Dispose()
    {
        Model.Dispose();
        _part.Dispose();
    }
}
