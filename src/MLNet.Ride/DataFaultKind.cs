namespace MLNet.Ride;

/// <summary>What can be wrong with labeled images; errors first, then warnings, then information.</summary>
public enum DataFaultKind
{
    /// <summary>A file that does not exist or cannot be opened.</summary>
    Missing,

    /// <summary>A file of 0 bytes.</summary>
    Empty,

    /// <summary>An image that is incomplete or damaged.</summary>
    Damaged,

    /// <summary>An image with more pixels than the limit.</summary>
    TooLarge,

    /// <summary>An image in a format that cannot be decoded, or a file that is not an image.</summary>
    UnsupportedFormat,

    /// <summary>The same file in more than one part of the data, so that the model is tested on images that it was trained on.</summary>
    SameImageInOtherPart,

    /// <summary>The same file in more than one class.</summary>
    SameImageWithOtherLabel,

    /// <summary>Very similar images in more than one part.</summary>
    SimilarImageInOtherPart,

    /// <summary>Very similar images in more than one class.</summary>
    SimilarImageWithOtherLabel,

    /// <summary>The same file more than once in one class and part.</summary>
    SameImage,

    /// <summary>Very similar images in one class and part.</summary>
    SimilarImage,

    /// <summary>Classes whose names differ only by case or blanks.</summary>
    SimilarClassNames,

    /// <summary>A class with validation or test images, but without training images.</summary>
    ClassWithoutTrainingImages,

    /// <summary>Files or folders that were skipped when the data was loaded, such as classes without images.</summary>
    Skipped,

    /// <summary>A class with very few training images.</summary>
    SmallClass,
}
