using System.Globalization;
using MLNet.Ride.Torch.Batches;

namespace MLNet.Ride.Torch.Training.Validation;

/// <summary>Splits training images class by class into a training and a validation part.</summary>
internal static class HeldOut
{
    /// <summary>Splits a set into two parts that share its memory; the set must outlive them.</summary>
    /// <exception cref="ArgumentException">The fraction is too small to hold out any image.</exception>
    public static (LabeledImages Training, LabeledImages Validation) Split(LabeledImages images, double fraction, int seed)
    {
        Random random = EpochRandom.Create(seed, "validation", 0);
        var heldOut = new HashSet<int>();
        foreach (int[] indices in images.IndicesByClass())
        {
            random.Shuffle(indices);
            heldOut.UnionWith(indices.Take(Math.Min(indices.Length - 1, (int)Math.Round(fraction * indices.Length, MidpointRounding.AwayFromZero))));
        }

        if (heldOut.Count == 0)
        {
            throw new ArgumentException(
                string.Create(CultureInfo.InvariantCulture, $"Validation.Fraction = {fraction} is too small to hold out any image: increase it, or pass a separate validation set."),
                nameof(images));
        }

        ILookup<bool, int> parts = Enumerable.Range(0, images.Count).ToLookup(heldOut.Contains);
        return (images.Subset([.. parts[false]]), images.Subset([.. parts[true]]));
    }
}
