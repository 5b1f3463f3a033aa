using System.Numerics;
using System.Runtime.InteropServices;
using MLNet.Ride.Torch.Imaging;

namespace MLNet.Ride.Torch.Batches.Mixing;

/// <summary>How the images of a batch are mixed with others; the same for the whole batch.</summary>
/// <param name="Share">Share λ of the batch's own images.</param>
/// <param name="Box">Box into which the others are pasted; <see langword="null"/> blends all pixels: λ·own + (1 − λ)·other.</param>
public readonly record struct Mixture(double Share, PixelBox? Box)
{
    /// <summary>Blends the images with λ ~ Beta(α, α).</summary>
    /// <param name="random">Random generator.</param>
    /// <param name="alpha">α, above 0.</param>
    /// <param name="imageSize">Height and width of an image in pixels.</param>
    /// <returns>The mixture.</returns>
    /// <remarks>Zhang et al., "mixup: Beyond empirical risk minimization", ICLR 2018.</remarks>
    public static Mixture Blend(Random random, double alpha, int imageSize) => new(BetaDistribution.Draw(random, alpha), null);

    /// <summary>
    /// Pastes a box that covers 1 − λ of the image, λ ~ Beta(α, α), centered at a random pixel; λ becomes the fraction that the box,
    /// clipped at the border, leaves.
    /// </summary>
    /// <param name="random">Random generator.</param>
    /// <param name="alpha">α, above 0.</param>
    /// <param name="imageSize">Height and width of an image in pixels.</param>
    /// <returns>The mixture.</returns>
    /// <remarks>Yun et al., "CutMix: Regularization strategy to train strong classifiers with localizable features", ICCV 2019, and their code.</remarks>
    public static Mixture Paste(Random random, double alpha, int imageSize)
    {
        ArgumentNullException.ThrowIfNull(random);
        int side = (int)(imageSize * Math.Sqrt(1 - BetaDistribution.Draw(random, alpha)));
        int x = random.Next(imageSize);
        var box = PixelBox.Around(x, random.Next(imageSize), side, imageSize);
        return new(1 - ((double)box.Width * box.Height / ((double)imageSize * imageSize)), box);
    }

    /// <summary>Mixes other images into images; both are HWC and of the same number.</summary>
    internal void Apply(Span<float> images, ReadOnlySpan<float> others, int imageSize)
    {
        if (Box is not { } box)
        {
            Blend(images, others[..images.Length], (float)Share, (float)(1 - Share));
            return;
        }

        int width = box.Width * ImagePixels.Channels;
        for (int image = 0; image < images.Length; image += ImagePixels.Length(imageSize))
        {
            for (int y = box.Top; y < box.Top + box.Height; y++)
            {
                int start = image + (((y * imageSize) + box.Left) * ImagePixels.Channels);
                others.Slice(start, width).CopyTo(images.Slice(start, width));
            }
        }
    }

    private static void Blend(Span<float> images, ReadOnlySpan<float> others, float share, float rest)
    {
        Span<Vector<float>> wide = MemoryMarshal.Cast<float, Vector<float>>(images);
        ReadOnlySpan<Vector<float>> wideOthers = MemoryMarshal.Cast<float, Vector<float>>(others);
        for (int i = 0; i < wide.Length; i++)
        {
            wide[i] = (wide[i] * share) + (wideOthers[i] * rest);
        }

        for (int i = wide.Length * Vector<float>.Count; i < images.Length; i++)
        {
            images[i] = (images[i] * share) + (others[i] * rest);
        }
    }
}
