using MLNet.Ride.Torch.Batches;
using MLNet.Ride.Torch.Imaging;

namespace MLNet.Ride.Torch.Tests;

/// <summary>"Decodes" 3 bytes (width, height, value) to an image whose pixels all differ; a value of 255 is an error.</summary>
internal sealed class ScaledDecoder : IImageDecoder
{
    public void Decode(ReadOnlyMemory<byte> encoded, RgbImage image, int leastShorterSide = int.MaxValue)
    {
        if (encoded.Span[2] == 255)
        {
            throw new InvalidDataException("it is damaged");
        }

        image.SetSize(encoded.Span[0], encoded.Span[1]);
        for (int i = 0; i < image.Pixels.Length; i++)
        {
            image.Pixels[i] = (byte)(encoded.Span[2] + (i * 7));
        }
    }

    /// <summary>Encoded images of many sizes.</summary>
    public static LabeledImages Images(int count, int imageSize, int? resizeShorterSide = null, long memoryBudget = long.MaxValue)
    {
        var images = new LabeledImages(imageSize, 2, new ScaledDecoder(), resizeShorterSide, memoryBudget);
        for (int i = 0; i < count; i++)
        {
            (byte width, byte height) = ((byte)(5 + (i % 23)), (byte)(4 + (i % 17)));
            images.AddEncoded([width, height, (byte)(i % 250)], width, height, i % 2);
        }

        return images;
    }
}
