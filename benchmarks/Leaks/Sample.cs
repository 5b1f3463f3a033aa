using Microsoft.ML.Data;

namespace Leaks;

/// <summary>An image of noise, and its class.</summary>
internal sealed class Sample
{
    public const int Size = 8;

    public string Label { get; set; } = string.Empty;

    [VectorType(3 * Size * Size)]
    public byte[] Image { get; set; } = [];

    public static Sample[] Draw(int count)
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, count).Select(i =>
        {
            var sample = new Sample { Label = $"class {i % 2}", Image = new byte[3 * Size * Size] };
            random.NextBytes(sample.Image);
            return sample;
        })];
    }
}

internal sealed class Prediction
{
    public float[] Score { get; set; } = [];
}
