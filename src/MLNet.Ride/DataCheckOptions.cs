using System.ComponentModel.DataAnnotations;
using MLNet.Ride.Torch.Options;

namespace MLNet.Ride;

/// <summary>Settings of <c>mlContext.Data.CheckImageSets(…)</c>.</summary>
public sealed class DataCheckOptions
{
    /// <summary>Number of training images below which a class is reported as small, between 0 and 1000000; 0 reports none.</summary>
    /// <value>The default value is 5.</value>
    [Range(0, 1_000_000)]
    public int FewImages { get; set; } = 5;

    /// <summary>Whether very similar images are searched for.</summary>
    /// <value>The default value is <see langword="true"/>.</value>
    public bool FindSimilarImages { get; set; } = true;

    /// <summary>How image files are decoded.</summary>
    public DecodingOptions Decoding { get; set; } = new();
}
