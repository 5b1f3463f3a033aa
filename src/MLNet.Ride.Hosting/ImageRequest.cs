namespace MLNet.Ride.Hosting;

/// <summary>An image that waits for its prediction.</summary>
/// <param name="image">The bytes of its file.</param>
/// <param name="k">Number of classes.</param>
/// <param name="explained">Whether to explain the most probable class.</param>
internal sealed class ImageRequest(byte[] image, int k, bool explained = false) : TaskCompletionSource<RidePrediction>(TaskCreationOptions.RunContinuationsAsynchronously)
{
    public byte[] Image => image;

    public int K => k;

    public bool IsExplained => explained;
}
