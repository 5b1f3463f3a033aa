using Microsoft.ML;
using MLNet.Ride.Images;

namespace MLNet.Ride.Scoring;

/// <summary>The classifier whose columns a view adds.</summary>
internal interface IImageScorer
{
    /// <summary>Number of images per batch.</summary>
    int BatchSize { get; }

    /// <summary>Returns the schema with the columns added by scoring.</summary>
    DataViewSchema GetOutputSchema(DataViewSchema inputSchema);

    /// <summary>Returns the images of an input with this schema.</summary>
    ImageSource Images(DataViewSchema input);

    /// <summary>Scores images. Thread-safe.</summary>
    IReadOnlyList<Prediction> Predict(IReadOnlyList<PendingImage> images);
}
