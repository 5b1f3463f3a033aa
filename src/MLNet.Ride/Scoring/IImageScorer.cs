using Microsoft.ML;
using MLNet.Ride.Images;

namespace MLNet.Ride.Scoring;

/// <summary>The classifier whose columns a view adds.</summary>
internal interface IImageScorer
{
    /// <summary>Images scored at once.</summary>
    int BatchSize { get; }

    /// <summary>The columns that scoring an input of this schema gives.</summary>
    DataViewSchema GetOutputSchema(DataViewSchema inputSchema);

    /// <summary>The images of an input of this schema.</summary>
    ImageSource Images(DataViewSchema input);

    /// <summary>Scores images. May be called from many threads at once.</summary>
    IReadOnlyList<Prediction> Predict(IReadOnlyList<PendingImage> images);
}
