using Microsoft.ML.Data;

namespace QuickStart.Prediction;

/// <summary>Pixels as CIFAR files have them: 32 rows of 32, the red plane, then the green and the blue one.</summary>
internal static class PlanarPixels
{
    public const int Side = 32;
    public const int Length = 3 * Plane;
    private const int Plane = Side * Side;

    public static MLImage ToImage(byte[] planes)
    {
        var pixels = new byte[4 * Plane];
        for (int i = 0; i < Plane; i++)
        {
            (pixels[4 * i], pixels[(4 * i) + 1], pixels[(4 * i) + 2]) = (planes[i], planes[Plane + i], planes[(2 * Plane) + i]);
            pixels[(4 * i) + 3] = byte.MaxValue;
        }

        return MLImage.CreateFromPixels(Side, Side, MLPixelFormat.Rgba32, pixels);
    }

    /// <exception cref="UserError">The image is not of 32×32 pixels.</exception>
    public static byte[] FromFile(string file)
    {
        using MLImage image = MLImage.CreateFromFile(file);
        if (image.Width != Side || image.Height != Side)
        {
            throw new UserError($"{file} has {image.Width}×{image.Height} pixels, but this model was trained on CIFAR files and takes {Side}×{Side}.");
        }

        bool blueFirst = image.PixelFormat == MLPixelFormat.Bgra32;
        ReadOnlySpan<byte> pixels = image.Pixels;
        var planes = new byte[Length];
        for (int i = 0; i < Plane; i++)
        {
            planes[i] = pixels[(4 * i) + (blueFirst ? 2 : 0)];
            planes[Plane + i] = pixels[(4 * i) + 1];
            planes[(2 * Plane) + i] = pixels[(4 * i) + (blueFirst ? 0 : 2)];
        }

        return planes;
    }
}
