using MLNet.Ride.Data.Cleaning;

namespace MLNet.Ride.Tests.Data.Cleaning;

public sealed class ConfidentLearningTests
{
    // 20 images of each of two classes, all sure but the last two of class 0.
    private static readonly int[] s_labels = [.. Enumerable.Range(0, 40).Select(i => i / 20)];
    private static readonly float[][] s_probabilities = [.. s_labels.Select((label, i) => i switch
    {
        18 => [0.02f, 0.98f],
        19 => [0.4f, 0.6f],
        _ => label == 0 ? [0.9f, 0.1f] : (float[])[0.2f, 0.8f],
    })];

    [Fact]
    public void An_image_is_suspected_if_another_class_claims_it_with_the_confidence_usual_there()
        => Assert.Equal([(18, 1)], ConfidentLearning.Suspects(s_probabilities, s_labels, 2, leastImages: 2));

    [Fact]
    public void The_clearest_come_first()
    {
        float[][] probabilities = [.. s_probabilities];
        probabilities[3] = [0.1f, 0.9f];
        probabilities[39] = [0.995f, 0.005f];
        Assert.Equal([(39, 0), (18, 1), (3, 1)], ConfidentLearning.Suspects(probabilities, s_labels, 2, leastImages: 2));
    }

    [Fact]
    public void Classes_with_few_images_are_neither_suspected_nor_claim_images_easily()
    {
        // Of the third class, one image is hardly recognized: its own mean of 0.3 would claim every image that resembles it a little.
        int[] labels = [.. s_labels, 2];
        float[][] probabilities = [.. s_probabilities.Select(p => (float[])[0.65f * p[0], 0.65f * p[1], 0.35f]), [0.6f, 0.1f, 0.3f]];
        IReadOnlyList<(int Image, int Suggested)> suspects = ConfidentLearning.Suspects(probabilities, labels, 3, leastImages: 2);
        Assert.DoesNotContain(suspects, suspect => suspect.Suggested == 2 || suspect.Image == 40);
    }
}
