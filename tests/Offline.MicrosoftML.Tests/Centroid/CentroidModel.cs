using Microsoft.ML.Data;

namespace Offline.MicrosoftML.Tests.Centroid;

/// <summary>The smallest classifier there is: one mean per class, scores from the distances.</summary>
internal sealed record CentroidModel(string[] Labels, float[][] Means)
{
    public float[] Score(in VBuffer<float> features)
    {
        float[] point = features.DenseValues().ToArray();
        double[] closeness = Means.Select(m => Math.Exp(-m.Zip(point, (a, b) => (double)(a - b) * (a - b)).Sum())).ToArray();
        return closeness.Select(c => (float)(c / closeness.Sum())).ToArray();
    }

    public static CentroidModel Read(BinaryReader reader)
    {
        string[] labels = Enumerable.Range(0, reader.ReadInt32()).Select(_ => reader.ReadString()).ToArray();
        int dimension = reader.ReadInt32();
        return new CentroidModel(labels, labels.Select(_ => Enumerable.Range(0, dimension).Select(_ => reader.ReadSingle()).ToArray()).ToArray());
    }

    public void Write(BinaryWriter writer)
    {
        writer.Write(Labels.Length);
        foreach (string label in Labels)
            writer.Write(label);
        writer.Write(Means[0].Length);
        foreach (float value in Means.SelectMany(m => m))
            writer.Write(value);
    }
}
