using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Runtime;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Training;

/// <summary>
/// Exponential moving average of a model's weights: w̄ ← d·w̄ + (1 − d)·w after every step, from the initial weights. Parameters and the
/// running statistics of batch norm are averaged, counters are copied, as in timm's ModelEma.
/// </summary>
internal sealed class WeightAverage : IDisposable
{
    private readonly double _part;
    private readonly (Tensor[] Averages, Tensor[] Current) _weights, _counters;

    public WeightAverage(RideModel of, double decay)
    {
        IReadOnlyDictionary<string, Tensor> current = of.State();
        Model = of.Copy();
        Model.To(current.Values.First().device);
        _part = (float)(1 - decay);
        IReadOnlyDictionary<string, Tensor> averages = Model.State();
        _weights = Where(isFloat: true);
        _counters = Where(isFloat: false);

        (Tensor[], Tensor[]) Where(bool isFloat)
        {
            string[] names = [.. averages.Keys.Where(name => averages[name].is_floating_point() == isFloat)];
            return (Array.ConvertAll(names, name => averages[name]), Array.ConvertAll(names, name => current[name]));
        }
    }

    /// <summary>A model with the averaged weights, in evaluation mode.</summary>
    public RideModel Model { get; }

    /// <summary>Updates the average with the model's current weights.</summary>
    public void Update()
    {
        using IDisposable noGradient = no_grad();
        TensorLists.Approach(_weights.Averages, _weights.Current, _part);
        TensorLists.Copy(_counters.Averages, _counters.Current);
    }

    public void Dispose() => Model.Dispose();
}
