namespace Speed;

/// <summary>CIFAR-100 records: coarse label, fine label, then a red, a green and a blue plane of 32×32 bytes.</summary>
internal static class CifarRecords
{
    public const int Classes = 100;
    public const int ImageSize = 32;

    public static readonly double[] Mean = [0.4914, 0.4822, 0.4465];
    public static readonly double[] StandardDeviation = [0.2023, 0.1994, 0.2010];

    private const int Plane = ImageSize * ImageSize;
    private const int Length = 2 + (3 * Plane);

    /// <summary>Labels and pixels (HWC) of all records.</summary>
    public static IEnumerable<(int Label, byte[] Pixels)> Read(string file)
    {
        byte[] bytes = File.ReadAllBytes(file);
        for (int start = 0; start + Length <= bytes.Length; start += Length)
        {
            var pixels = new byte[3 * Plane];
            for (int i = 0; i < pixels.Length; i++)
            {
                pixels[i] = bytes[start + 2 + (i % 3 * Plane) + (i / 3)];
            }

            yield return (bytes[start + 1], pixels);
        }
    }
}
