
namespace MLNet.Ride.Torch.Imaging;

/// <summary>
/// Sets a square to 0, the mean color of the normalized image; it is centered at a random pixel and clipped at the border.
/// </summary>
/// <remarks>DeVries and Taylor, "Improved regularization of convolutional neural networks with Cutout", 2017, and their code.</remarks>
internal static class Cutout
{
    public static PixelBox Draw(Random random, int imageSize, int side)
    {
        int middleY = random.Next(imageSize);
        return PixelBox.Around(random.Next(imageSize), middleY, side, imageSize);
    }

    public static void Apply(PixelBox hole, Span<float> pixels, int imageSize)
    {
        for (int y = hole.Top; y < hole.Top + hole.Height; y++)
        {
            pixels.Slice(((y * imageSize) + hole.Left) * ImagePixels.Channels, hole.Width * ImagePixels.Channels).Clear();
        }
    }
}
