using MLNet.Ride.Images;
using MLNet.Ride.Torch.Models.Scoring;
using MLNet.Ride.Torch.Options;

namespace MLNet.Ride;

/// <content>Test-time augmentation.</content>
public sealed partial class RideTransformer
{
    /// <summary>Views of an image that scoring averages; saved with the model (<see cref="WithTestTimeAugmentation"/>).</summary>
    /// <value>The default value is <see cref="TestTimeAugmentation.None"/>.</value>
    public TestTimeAugmentation TestTimeAugmentation => _card.TestTimeAugmentation;

    /// <summary>
    /// Returns a copy that scores the mean of several views of an image: usually more accurate, and as many times slower as there are
    /// views. The number of experts used is the same for all views of an image. Set it before calibration: the temperature does not change.
    /// </summary>
    /// <param name="augmentation">The views; <see cref="TestTimeAugmentation.None"/> for the image alone.</param>
    /// <returns>A copy with its own network. Dispose both models.</returns>
    /// <exception cref="ArgumentException">
    /// Five crops are chosen for a model that uses the whole image (without <see cref="AugmentationOptions.CenterCrop"/>), or the model
    /// classifies feature vectors.
    /// </exception>
    /// <exception cref="ObjectDisposedException">The transformer is disposed.</exception>
    public RideTransformer WithTestTimeAugmentation(TestTimeAugmentation augmentation)
    {
        ImageViews.Check(augmentation, _card.Network);
        return new RideTransformer(_host, Use(_model.Copy), _card with { TestTimeAugmentation = augmentation }, _scorer.Device);
    }

    // Images per batch, so that a batch has about as many views as ScoringBatchSize says.
    private int BatchSize => Math.Max(1, _card.ScoringBatchSize / TestTimeAugmentation.Count());

    private ImageSource WithCrops(ImageSource images)
        => TestTimeAugmentation.Crops() == 1 || !images.AreSquares ? images : throw new ArgumentException(
            $"Column '{_card.Columns.Feature}' contains pixels of the network's input size, so the test-time augmentation {TestTimeAugmentation} has nothing to crop. "
            + $"Score image files (LoadRawImageBytes) or images, or use WithTestTimeAugmentation({nameof(TestTimeAugmentation)}.{nameof(TestTimeAugmentation.Flip)}).");
}
