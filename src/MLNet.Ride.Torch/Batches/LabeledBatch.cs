using MLNet.Ride.Torch.Batches.Mixing;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Batches;

/// <summary>A batch of labeled training images.</summary>
internal sealed class LabeledBatch(Array pixels, long[] labels, InputShape shape, int views = 1)
    : ImageBatch(pixels, labels.Length, shape, views)
{
    private readonly long[] _labels = labels;

    /// <summary>Labels of the images mixed in or added, one per image; null without them.</summary>
    public long[]? OtherLabels { get; init; }

    /// <summary>Share of the batch's own labels, 0 to 1.</summary>
    public double Share { get; init; } = 1;

    /// <summary>Labels of the whole batch if this is a part of it; null if it is the whole.</summary>
    public long[]? LabelsOfBatch { get; init; }

    /// <summary>Other labels of the whole batch if this is a part of it; null if it is the whole, or without them.</summary>
    public long[]? OtherLabelsOfBatch { get; init; }

    /// <summary>The images' indices in the training set, one per image; null where they are mixed or have others beside them.</summary>
    public long[]? Indices { get; init; }

    /// <summary>Number of images of the whole batch.</summary>
    public int CountOfBatch => LabelsOfBatch?.Length ?? Count;

    /// <summary>The labels as int64 [n].</summary>
    public Tensor Labels(Device device) => ToTensor(_labels, device);

    /// <summary>The training targets of the batch.</summary>
    public Targets Targets(Device device) => new(Labels(device), ToTensorOrNull(OtherLabels, device), Share)
    {
        LabelsOfBatch = ToTensorOrNull(LabelsOfBatch, device),
        OtherLabelsOfBatch = ToTensorOrNull(OtherLabelsOfBatch, device),
        Indices = ToTensorOrNull(Indices, device),
    };

    /// <summary>Returns the images and labels in another order, written into an array.</summary>
    public LabeledBatch Reordered(int[] order, float[] into)
    {
        int length = Shape.Length;
        for (int i = 0; i < order.Length; i++)
        {
            Pixels.AsSpan(order[i] * length, length).CopyTo(into.AsSpan(i * length, length));
        }

        return new(into, [.. order.Select(place => _labels[place])], Shape);
    }

    /// <summary>Mixes in a batch of the same size; the result reuses the memory of this batch.</summary>
    public LabeledBatch MixedWith(LabeledBatch others, Mixture mixture)
    {
        int length = Count * Shape.Length;
        mixture.Apply(Pixels.AsSpan(0, length), others.Pixels.AsSpan(0, length), Shape.Size);
        return new(Pixels, _labels, Shape)
        {
            OtherLabels = others._labels,
            Share = mixture.Share,
            LabelsOfBatch = LabelsOfBatch,
            OtherLabelsOfBatch = others.LabelsOfBatch,
        };
    }

    /// <summary>Adds a batch of the same size after the images of this one; the result reuses the memory of this batch.</summary>
    public LabeledBatch With(LabeledBatch partners)
    {
        int length = Count * Shape.Length;
        Array.Copy(partners.Memory, 0, Memory, length, length);
        return new(Memory, _labels, Shape, views: 2)
        {
            Scaling = Scaling,
            OtherLabels = partners._labels,
            LabelsOfBatch = LabelsOfBatch,
            OtherLabelsOfBatch = partners.LabelsOfBatch,
        };
    }

    private static Tensor? ToTensorOrNull(long[]? labels, Device device) => labels is null ? null : ToTensor(labels, device);

    private static Tensor ToTensor(long[] labels, Device device)
    {
        using Tensor onCpu = tensor(labels);
        return Sent(onCpu, device);
    }
}
