using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Options;

namespace MLNet.Ride;

/// <content>The routing threshold.</content>
public sealed partial class RideTransformer
{
    /// <summary>
    /// Probability that a router must exceed for an image to go on to the next expert; saved with the model (<see cref="WithRoutingThreshold"/>).
    /// </summary>
    /// <value>The default value is 0.5, as published.</value>
    public double RoutingThreshold => _card.Network.RoutingThreshold;

    /// <summary>
    /// Returns a copy with another routing threshold: a higher one asks fewer experts and is faster, a lower one asks more. Also in ONNX files of
    /// <see cref="OnnxForm.Routed"/>.
    /// </summary>
    /// <param name="threshold">Probability, above 0 and below 1.</param>
    /// <returns>A copy with its own network. Dispose both models.</returns>
    /// <exception cref="ArgumentException">The threshold is out of range.</exception>
    /// <exception cref="InvalidOperationException">The model has no routers.</exception>
    /// <exception cref="ObjectDisposedException">The transformer is disposed.</exception>
    public RideTransformer WithRoutingThreshold(double threshold)
    {
        RideModel copy = Use(_model.Copy);
        try
        {
            copy.SetRoutingThreshold(threshold);
        }
        catch
        {
            copy.Dispose();
            throw;
        }

        return new RideTransformer(_host, copy, _card with { Network = copy.Description }, _scorer.Device);
    }
}
