using System.Diagnostics;
using MLNet.Ride.Images;
using MLNet.Ride.Scoring;
using MLNet.Ride.Torch.Imaging;
using MLNet.Ride.Torch.Options;

namespace MLNet.Ride;

/// <content>Images of different callers, scored together by MLNet.Ride.Hosting.</content>
public sealed partial class RideTransformer
{
    /// <summary>Checks that the model predicts from the bytes of image files, and that its scores are numbers.</summary>
    /// <exception cref="InvalidOperationException">It does not; the message says why.</exception>
    internal void CheckServable()
    {
        CheckTrainedOnFiles();
        var black = new RgbImage();
        black.SetSize(_card.Network.ImageSize, _card.Network.ImageSize);
        if (Predict([new PendingImage(new ImageOrigin(null, 0, null), new DecodedContent(black))])[0].Probabilities.Span.ContainsAnyExceptInRange(0, 1))
        {
            throw new InvalidOperationException("The model's scores of a black image are not probabilities, so its weights are damaged. Train it again.");
        }
    }

    /// <summary>Classifies images in one batch. An image that cannot be read has an error, and the others have their predictions. Thread-safe.</summary>
    /// <param name="encodedImages">The bytes of image files, at least one.</param>
    /// <param name="maxMegapixels">Largest image that is decoded, in millions of pixels; the model's own limit applies, too.</param>
    internal (Prediction Prediction, InvalidDataException? Error)[] PredictEach(IReadOnlyList<byte[]> encodedImages, int? maxMegapixels)
    {
        long start = Stopwatch.GetTimestamp();
        DecodingOptions decoding = _card.Decoding.Copy();
        decoding.MaxMegapixels = Math.Min(decoding.MaxMegapixels, maxMegapixels ?? decoding.MaxMegapixels);
        var decoder = new EncodedImages(_card.Network.ImageSize, decoding);
        PendingImage[] images = [.. encodedImages.Select(bytes => PendingImage.OfBytes(bytes, 0, decoder))];
        (byte[][] pixels, InvalidDataException?[] errors) = PendingImage.ReadablePixels(images, ImageFormat.Of(_card.Network, TestTimeAugmentation));
        var scored = new Queue<Prediction>(pixels.Length == 0 ? [] : Predictions(Score(pixels), start));
        return [.. errors.Select(error => (error is null ? scored.Dequeue() : default, error))];
    }
}
