
namespace MLNet.Ride.Torch.Imaging.Colors;

/// <summary>One random change of an image's colours.</summary>
/// <param name="Brightness">Factor of all colours; 1 changes nothing.</param>
/// <param name="Contrast">Factor of the distance from the mean grey; 1 changes nothing.</param>
/// <param name="Saturation">Factor of the distance from the pixel's grey; 1 changes nothing.</param>
/// <param name="Hue">Part of the colour circle that hues are turned by, −0.5 to 0.5; 0 leaves them out.</param>
/// <param name="Order">The order of the four changes.</param>
internal readonly record struct JitterFactors(float Brightness, float Contrast, float Saturation, double Hue, JitterOrder Order);
