using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using MLNet.Ride.Torch.Batches;

namespace MLNet.Ride.Torch.Training.Checkpoints;

/// <summary>Identifies a set of images.</summary>
/// <param name="Images">Number of images.</param>
/// <param name="Classes">Number of classes.</param>
/// <param name="Labels">Hash of the labels, in order.</param>
/// <param name="Pixels">Hash of some images, including the first and the last.</param>
internal sealed record DataFingerprint(int Images, int Classes, string Labels, string Pixels)
{
    private const int ImagesHashed = 64;
    private const int ShortLength = 12;

    /// <summary>A name for a folder, the same for the same images.</summary>
    public string ShortHash() => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(ToString())))[..ShortLength].ToLowerInvariant();

    public static DataFingerprint Of(LabeledImages images)
    {
        using var labels = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> label = stackalloc byte[sizeof(int)];
        for (int i = 0; i < images.Count; i++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(label, images.Label(i));
            labels.AppendData(label);
        }

        using var pixels = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        int hashed = Math.Min(ImagesHashed, images.Count);
        for (int i = 0; i < hashed; i++)
        {
            int index = hashed == 1 ? 0 : (int)((long)i * (images.Count - 1) / (hashed - 1));
            pixels.AppendData(images.Content(index));
        }

        return new(images.Count, images.ClassCounts.Count, Text(labels), Text(pixels));
    }

    /// <summary>Lists the differences from another validation set, as parts of a sentence.</summary>
    /// <param name="now">The other set.</param>
    public IEnumerable<string> Differences(DataFingerprint now)
    {
        if (Images != now.Images)
        {
            yield return $"the number of validation images ({Images} in the checkpoint, {now.Images} now)";
        }

        if (Classes != now.Classes)
        {
            yield return $"the number of validation classes ({Classes} in the checkpoint, {now.Classes} now)";
        }

        if (Images == now.Images && Classes == now.Classes && Labels != now.Labels)
        {
            yield return "the labels of the validation images or their order";
        }
        else if (Images == now.Images && Pixels != now.Pixels)
        {
            yield return "the pixels of the validation images";
        }
    }

    private static string Text(IncrementalHash hash) => Convert.ToHexString(hash.GetHashAndReset());
}
