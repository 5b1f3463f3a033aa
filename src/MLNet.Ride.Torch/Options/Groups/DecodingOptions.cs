using System.ComponentModel.DataAnnotations;

namespace MLNet.Ride.Torch.Options;

/// <summary>Decoding of image files. A model keeps these settings and scores with them.</summary>
/// <remarks>
/// Images are turned upright by their EXIF orientation. JPEG and WebP images of more than 2 megapixels are decoded at ½, ¼, or ⅛ of their size
/// if that leaves at least twice the pixels in each direction that the network needs; those of more than 16 megapixels are in any case. Incomplete and damaged files are refused.
/// </remarks>
public sealed class DecodingOptions
{
    internal const int LargestMegapixels = 700;

    /// <summary>Color that shows through transparent pixels, <c>#RRGGBB</c>.</summary>
    /// <value>The default value is <c>#FFFFFF</c>, white.</value>
    [RegularExpression("^#[0-9A-Fa-f]{6}$")]
    public string Background { get; set; } = "#FFFFFF";

    /// <summary>Largest image that is decoded, in millions of pixels, between 1 and 700. Larger ones are refused by their header, before memory is allocated.</summary>
    /// <value>The default value is 100.</value>
    [Range(1, LargestMegapixels)]
    public int MaxMegapixels { get; set; } = 100;

    internal DecodingOptions Copy() => (DecodingOptions)MemberwiseClone();
}
