using System.Diagnostics;
using Microsoft.ML.OnnxRuntime;

namespace Quantization;

/// <summary>An exported model in ONNX Runtime.</summary>
internal sealed class Graph : IDisposable
{
    private const int Batch = 32;
    private const int Channels = 3;

    private readonly InferenceSession _session;

    public Graph(string file, int threads)
    {
        using var options = new SessionOptions { IntraOpNumThreads = threads };
        _session = new InferenceSession(file, options);
    }

    /// <summary>Predicts the classes of images (HWC).</summary>
    public Predictions Score(byte[][] images, int size)
    {
        Run(images[..Math.Min(Batch, images.Length)], size, [], []);
        List<int> classes = [];
        List<long> used = [];
        var clock = Stopwatch.StartNew();
        foreach (byte[][] batch in images.Chunk(Batch))
        {
            Run(batch, size, classes, used);
        }

        return new([.. classes], used.Count == 0 ? null : used.Average(), images.Length / clock.Elapsed.TotalSeconds);
    }

    public void Dispose() => _session.Dispose();

    private void Run(byte[][] images, int size, List<int> classes, List<long> used)
    {
        int pixels = size * size;
        var planes = new float[images.Length * Channels * pixels];
        for (int i = 0; i < planes.Length; i++)
        {
            planes[i] = images[i / (Channels * pixels)][(i % pixels * Channels) + (i / pixels % Channels)];
        }

        using var run = new RunOptions();
        using OrtValue image = OrtValue.CreateTensorValueFromMemory(planes, [images.Length, Channels, size, size]);
        string[] outputs = [.. _session.OutputNames.Where(name => name is "logits" or "experts_used").Order(StringComparer.Ordinal)];
        using IDisposableReadOnlyCollection<OrtValue> scored = _session.Run(run, ["image"], [image], outputs);
        if (outputs[0] == "experts_used")
        {
            used.AddRange(scored[0].GetTensorDataAsSpan<long>());
        }

        float[] logits = scored[outputs.Length - 1].GetTensorDataAsSpan<float>().ToArray();
        classes.AddRange(logits.Chunk(logits.Length / images.Length).Select(image => Array.IndexOf(image, image.Max())));
    }
}
