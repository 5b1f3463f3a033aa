using Microsoft.ML.OnnxRuntime;

namespace Speed.OnnxRuntime;

/// <summary>Scoring from bytes to probabilities with ONNX Runtime, in a process that never loads libtorch.</summary>
internal static class OnnxScoring
{
    private const int Plane = CifarRecords.ImageSize * CifarRecords.ImageSize;

    public static Result Measure(Measurement what, FileInfo onnx)
    {
        using var options = new SessionOptions { IntraOpNumThreads = what.Threads };
        using var session = new InferenceSession(onnx.FullName, options);
        using var run = new RunOptions();
        bool routed = session.OutputNames.Contains("experts_used");
        string[] outputs = routed ? ["probabilities", "experts_used"] : ["probabilities"];
        byte[][][] batches = [.. CifarRecords.Read(what.TestFile).Select(record => record.Pixels).Chunk(what.Batch)];
        var meter = new SpeedMeter(what);
        double images = 0, experts = 0;
        byte[][] batch;
        int next = 0;
        do
        {
            batch = batches[next++ % batches.Length];
            using OrtValue image = OrtValue.CreateTensorValueFromMemory(Planes(batch), [batch.Length, 3, CifarRecords.ImageSize, CifarRecords.ImageSize]);
            using IDisposableReadOnlyCollection<OrtValue> scored = session.Run(run, ["image"], [image], outputs);
            _ = scored[0].GetTensorDataAsSpan<float>().ToArray();
            images += batch.Length;
            experts += routed ? Sum(scored[1].GetTensorDataAsSpan<long>()) : batch.Length * Measurement.Experts;
        }
        while (!meter.Add(batch.Length));

        return Result.Of(meter, Math.Round(experts / images, 2));
    }

    // Red, green and blue planes, from 0 to 255: normalization is in the graph.
    private static float[] Planes(byte[][] images)
    {
        var planes = new float[images.Length * 3 * Plane];
        for (int image = 0; image < images.Length; image++)
        {
            for (int channel = 0; channel < 3; channel++)
            {
                Span<float> plane = planes.AsSpan(((image * 3) + channel) * Plane, Plane);
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
