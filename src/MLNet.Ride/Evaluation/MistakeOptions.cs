namespace MLNet.Ride.Evaluation;

/// <summary>Which mistakes are taken, and where their images are.</summary>
public sealed class MistakeOptions
{
    private const int MostMistakes = 1000;

    /// <summary>How many mistakes at most, 1 to 1,000.</summary>
    /// <value>The default value is 24.</value>
    public int Count { get; set; } = 24;

    /// <summary>Height and width of the thumbnails in pixels, 16 to 256; 0 for none. Pixel vectors are shown in the size that they have.</summary>
    /// <value>The default value is 96.</value>
    public int ThumbnailSize { get; set; } = 96;

    /// <summary>Name of the label column, a key.</summary>
    /// <value>The default value is <c>Label</c>.</value>
    public string LabelColumnName { get; set; } = "Label";

    /// <summary>Name of the score column, a vector of C singles; the class of the largest is the prediction.</summary>
    /// <value>The default value is <c>Score</c>.</value>
    public string ScoreColumnName { get; set; } = "Score";

    /// <summary>Name of the column of images, in any form that the trainer takes; it may be missing.</summary>
    /// <value>The default value is <c>Image</c>.</value>
    public string FeatureColumnName { get; set; } = "Image";

    /// <summary>Name of the column with the images' paths; it may be missing. Where there is no column of images, thumbnails are read from there.</summary>
    /// <value>The default value is <c>ImagePath</c>.</value>
    public string ImagePathColumnName { get; set; } = "ImagePath";

    internal LongTailedEvaluationOptions Columns => new() { LabelColumnName = LabelColumnName, ScoreColumnName = ScoreColumnName };

    internal MistakeOptions WithColumns(string label, string score)
    {
        var copy = (MistakeOptions)MemberwiseClone();
        (copy.LabelColumnName, copy.ScoreColumnName) = (label, score);
        return copy;
    }

    internal void Validate()
    {
        ArgumentException.ThrowIfNullOrEmpty(LabelColumnName);
        ArgumentException.ThrowIfNullOrEmpty(ScoreColumnName);
        ArgumentException.ThrowIfNullOrEmpty(FeatureColumnName);
        ArgumentException.ThrowIfNullOrEmpty(ImagePathColumnName);
        ArgumentOutOfRangeException.ThrowIfLessThan(Count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Count, MostMistakes);
        if (ThumbnailSize is not (0 or (>= 16 and <= 256)))
        {
            throw new ArgumentOutOfRangeException(
                nameof(ThumbnailSize), ThumbnailSize, $"{nameof(ThumbnailSize)} must be from 16 to 256, or 0 for no thumbnails, but is {ThumbnailSize}.");
        }
    }
}
