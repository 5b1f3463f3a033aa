using System.Runtime.InteropServices;
using MLNet.Ride.Torch.Imaging;

namespace MLNet.Ride.Torch.Batches;

/// <content>Feature vectors in place of images.</content>
public sealed partial class LabeledImages
{
    /// <summary>Creates an empty set of feature vectors.</summary>
    /// <param name="length">Length D of the vectors, at least 1.</param>
    /// <param name="classCount">Number of classes C, at least 1; labels are 0 to C − 1.</param>
    /// <param name="memoryBudget">Maximum number of bytes held in memory; the rest is kept in a temporary file.</param>
    /// <param name="temporaryFolder">Folder of that file; <see langword="null"/> for the system's.</param>
    internal static LabeledImages OfVectors(int length, int classCount, long memoryBudget = long.MaxValue, string? temporaryFolder = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        return new(1, classCount, memoryBudget: memoryBudget, temporaryFolder: temporaryFolder) { VectorLength = length };
    }

    /// <summary>Length D of the vectors; 0 for images.</summary>
    internal int VectorLength { get; private init; }

    internal bool AreVectors => VectorLength > 0;

    internal InputShape Shape => AreVectors ? InputShape.Vector(VectorLength) : InputShape.Image(ImageSize);

    /// <summary>Adds a feature vector.</summary>
    /// <param name="vector">D values.</param>
    /// <param name="label">Class, 0 to C − 1.</param>
    internal void AddVector(ReadOnlySpan<float> vector, int label)
    {
        if (vector.Length != VectorLength)
        {
            throw new ArgumentException($"The vector has {vector.Length} values, but the vectors of the set have {VectorLength}.", nameof(vector));
        }

        Add(MemoryMarshal.AsBytes(vector).ToArray(), new Entry(label, 1, 1, Form.Vector));
    }

    /// <summary>Returns a vector as it was added.</summary>
    internal ReadOnlySpan<float> Vector(int index, ImageBuffers buffers)
        => MemoryMarshal.Cast<byte, float>(_store.Read(Place(index), ref buffers.Stored).Span);

    /// <summary>The bytes of a vector, or the pixels of an image as the network sees it.</summary>
    internal ReadOnlySpan<byte> Content(int index) => AreVectors ? MemoryMarshal.AsBytes(Vector(index, NewBuffers())) : Pixels(index);
}
