
namespace MLNet.Ride.Torch.Losses.Classification;

internal static class ClassCountCheck
{
    public static void AllPresent(IReadOnlyList<int> counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        if (counts.Count == 0)
        {
            throw new ArgumentException("There are no classes: pass one count per class.", nameof(counts));
        }

        for (int c = 0; c < counts.Count; c++)
        {
            if (counts[c] < 1)
            {
                throw new ArgumentException($"Class {c} has {counts[c]} training images, but every class needs at least one: add images, or remove the class.", nameof(counts));
            }
        }
    }
}
