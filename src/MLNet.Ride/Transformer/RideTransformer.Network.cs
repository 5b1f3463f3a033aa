using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Models.Scoring;
using MLNet.Ride.Torch.Models.Weights;

namespace MLNet.Ride;

/// <content>Cost and weights of the network.</content>
public sealed partial class RideTransformer
{
    /// <summary>
    /// Parameters of the network, and its operations per image by the number of experts used, for all views of an image
    /// (<see cref="TestTimeAugmentation"/>).
    /// </summary>
    public NetworkCost Cost => NetworkCost.Of(_card.Network, TestTimeAugmentation.Count());

    /// <summary>Computes the mean multiply-accumulate operations per image from the number of experts used for each image.</summary>
    /// <param name="scored">The output of <see cref="Transform"/>; only its experts-used column is read, at least one row.</param>
    /// <returns>Operations as counted by <see cref="NetworkCost"/>.</returns>
    /// <exception cref="ArgumentException">The experts-used column is missing, there are no rows, or another model scored them.</exception>
    public double MeanMacs(IDataView scored)
    {
        ArgumentNullException.ThrowIfNull(scored);
        return scored.Schema.GetColumnOrNull(_card.Columns.ExpertsUsed) is { } column
            ? Cost.MeanMacs(scored.GetColumn<int>(column))
            : throw new ArgumentException(
                $"The scored data has no column '{_card.Columns.ExpertsUsed}'. The columns are: {string.Join(", ", scored.Schema.Select(c => c.Name).Distinct())}.",
                nameof(scored));
    }

    /// <summary>
    /// Writes the network's weights to a safetensors file for other tools, under the names of the published code. The file is written
    /// atomically. To save a model for loading with ML.NET, use <c>mlContext.Model.Save</c>.
    /// </summary>
    /// <param name="path">Path of the file; an existing file is replaced.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void SaveWeights(string path) => Use(() => _model.SaveWeights(path));
}
