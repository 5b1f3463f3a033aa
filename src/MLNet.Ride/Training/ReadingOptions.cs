using MLNet.Ride.Schema;
using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Training;

/// <summary>How images are read to be learned from.</summary>
/// <param name="Columns">Names of the columns.</param>
/// <param name="ImageSize">Side S of the network's images in pixels.</param>
/// <param name="Augmentation">How they will be changed at random, which decides on the size they are held in.</param>
/// <param name="Decoding">How image files are decoded.</param>
/// <param name="ImageMemoryMegabytes">Memory for images; the rest lies in a temporary file.</param>
/// <param name="CancellationToken">Ends the reading.</param>
internal sealed record ReadingOptions(
    ColumnNames Columns, int ImageSize, AugmentationOptions Augmentation, DecodingOptions Decoding, int ImageMemoryMegabytes, CancellationToken CancellationToken);
