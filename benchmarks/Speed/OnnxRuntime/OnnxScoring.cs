using Microsoft.ML.OnnxRuntime;

namespace Speed.OnnxRuntime;

/// <summary>Scoring from bytes to probabilities with ONNX Runtime, in a process that never loads libtorch.</summary>
internal static class OnnxScoring
{
    /// <param name="what">How long, on how many threads.</param>
    /// <param name="onnx">The exported model.</param>
    /// <param name="images">Pixels (HWC) of square images.</param>
    /// <param name="size">Their side.</param>
    /// <param name="experts">Experts that a model without routing uses.</param>
    public static Result Measure(Measurement what, FileInfo onnx, IEnumerable<byte[]> images, int size, int experts)
    {
        using var options = new SessionOptions { IntraOpNumThreads = what.Threads };
        using var session = new InferenceSession(onnx.FullName, options);
        using var run = new RunOptions();
        bool routed = session.OutputNames.Contains("experts_used");
        string[] outputs = routed ? ["probabilities", "experts_used"] : ["probabilities"];
        byte[][][] batches = [.. images.Chunk(what.Batch)];
        var meter = new SpeedMeter(what);
        double scoredImages = 0, used = 0;
        byte[][] batch;
        int next = 0;
        do
        {
            batch = batches[next++ % batches.Length];
            using OrtValue image = OrtValue.CreateTensorValueFromMemory(Planes(batch, size * size), [batch.Length, 3, size, size]);
            using IDisposableReadOnlyCollection<OrtValue> scored = session.Run(run, ["image"], [image], outputs);
            _ = scored[0].GetTensorDataAsSpan<float>().ToArray();
            scoredImages += batch.Length;
            used += routed ? Sum(scored[1].GetTensorDataAsSpan<long>()) : batch.Length * experts;
        }
        while (!meter.Add(batch.Length));

        return Result.Of(meter, Math.Round(used / scoredImages, 2));
    }

    // Red, green and blue planes, from 0 to 255: normalization is in the graph.
    private static float[] Planes(byte[][] images, int pixels)
    {
        var planes = new float[images.Length * 3 * pixels];
        for (int image = 0; image < images.Length; image++)
        {
            for (int channel = 0; channel < 3; channel++)
            {
                Span<float> plane = planes.AsSpan(((image * 3) + channel) * pixels, pixels);
                for (int pixel = 0; pixel < plane.Length; pixel++)
                {
                    plane[pixel] = images[image][(pixel * 3) + channel];
                }
            }
        }

        return planes;
    }

    private static long Sum(ReadOnlySpan<long> values)
    {
        long sum = 0;
        foreach (long value in values)
        {
            sum += value;
        }

        return sum;
    }
}
