using System.Globalization;
using MLNet.Ride.Torch.Batches;

namespace MLNet.Ride.Torch.Training.Validation;

/// <summary>Splits training images, class by class, into those to train on and those to validate on.</summary>
internal static class HeldOut
{
    /// <summary>Both parts share the memory of the whole, which must live as long as they do.</summary>
    /// <exception cref="ArgumentException">The fraction is too small for any class to give an image.</exception>
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
                string.Create(CultureInfo.InvariantCulture, $"Validation.Fraction = {fraction} holds out no image of any class: raise it, or give validation images of their own."),
                nameof(images));
        }

        ILookup<bool, int> parts = Enumerable.Range(0, images.Count).ToLookup(heldOut.Contains);
        return (images.Subset([.. parts[false]]), images.Subset([.. parts[true]]));
    }
}
