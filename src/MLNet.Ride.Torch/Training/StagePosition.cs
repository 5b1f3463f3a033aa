using System.Text.Json.Serialization;

namespace MLNet.Ride.Torch.Training;

/// <summary>The position in a stage: the current epoch and its completed steps.</summary>
/// <param name="Epoch">The current epoch, from 1; the number of epochs plus one when the stage is done.</param>
/// <param name="Steps">Completed steps of this epoch.</param>
/// <param name="LossSum">Sum of the loss over the images of those steps whose loss has been read.</param>
/// <param name="ImagesSeen">Number of these images.</param>
internal sealed record StagePosition(int Epoch, int Steps, double LossSum, int ImagesSeen)
{
    public static StagePosition Start { get; } = Beginning(1);

    [JsonIgnore]
    public bool IsStart => Epoch == 1 && Steps == 0;

    [JsonIgnore]
    public double MeanLoss => LossSum / ImagesSeen;

    public static StagePosition Beginning(int epoch) => new(epoch, 0, 0, 0);

    public StagePosition AfterStep() => this with { Steps = Steps + 1 };

    public StagePosition WithLoss(double loss, int imageCount) => this with { LossSum = LossSum + (loss * imageCount), ImagesSeen = ImagesSeen + imageCount };
}
