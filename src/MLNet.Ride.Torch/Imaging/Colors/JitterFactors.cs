
namespace MLNet.Ride.Torch.Imaging.Colors;

/// <summary>One random color jitter.</summary>
/// <param name="Brightness">Factor of all colors; 1 changes nothing.</param>
/// <param name="Contrast">Factor of the distance from the mean gray; 1 changes nothing.</param>
/// <param name="Saturation">Factor of the distance from the pixel's gray; 1 changes nothing.</param>
/// <param name="Hue">Hue shift as a fraction of the color circle, −0.5 to 0.5; 0 skips this step.</param>
/// <param name="Order">The order of the four steps.</param>
internal readonly record struct JitterFactors(float Brightness, float Contrast, float Saturation, double Hue, JitterOrder Order);
