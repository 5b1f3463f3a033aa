using Microsoft.ML;
using MLNet.Ride;

namespace QuickStart.Data;

/// <summary>Training and test images, and the pipeline that trains on them.</summary>
internal interface IImageSource
{
    /// <summary>What the images are, in a few words.</summary>
    string Description { get; }

    IDataView Train { get; }

    IDataView Test { get; }

    /// <summary>Number of training images of each class.</summary>
    IReadOnlyDictionary<string, int> TrainingCounts { get; }

    /// <summary>From images and their class names to predicted class names.</summary>
    IEstimator<ITransformer> Pipeline(RideTrainer trainer);

    /// <summary>A test image of each of these classes as a file; the name of its folder is the class.</summary>
    IReadOnlyList<string> SampleFiles(IEnumerable<string> classes, string folder);
}
