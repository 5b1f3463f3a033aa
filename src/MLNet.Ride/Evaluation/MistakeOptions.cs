namespace MLNet.Ride.Evaluation;

/// <summary>Selects mistakes and their images.</summary>
public sealed class MistakeOptions
{
    private const int MostMistakes = 1000;

    /// <summary>Maximum number of mistakes, 1 to 1,000.</summary>
    /// <value>The default value is 24.</value>
    public int Count { get; set; } = 24;

    /// <summary>
    /// Height and width of the thumbnails in pixels, 16 to 256; 0 for none. Pixel vectors are shown in their original size.
    /// </summary>
    /// <value>The default value is 96.</value>
    public int ThumbnailSize { get; set; } = 96;

    /// <summary>Name of the label column, a key.</summary>
    /// <value>The default value is <c>Label</c>.</value>
    public string LabelColumnName { get; set; } = "Label";

    /// <summary>Name of the score column, a vector of C singles; the class with the highest score is the prediction.</summary>
    /// <value>The default value is <c>Score</c>.</value>
    public string ScoreColumnName { get; set; } = "Score";

    /// <summary>Name of the image column, in any form that the trainer accepts; optional.</summary>
    /// <value>The default value is <c>Image</c>.</value>
    public string FeatureColumnName { get; set; } = "Image";

    /// <summary>Name of the column with image paths; optional. If there is no image column, thumbnails are read from these files.</summary>
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
                nameof(ThumbnailSize), ThumbnailSize, $"{nameof(ThumbnailSize)} must be between 16 and 256, or 0 for no thumbnails, but is {ThumbnailSize}.");
        }
    }
}
