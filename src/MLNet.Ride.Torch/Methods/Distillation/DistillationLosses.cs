using MLNet.Ride.Torch.Losses;
using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Torch.Methods.Distillation;

/// <summary>Makes the loss of a <see cref="DistillationMethod"/>.</summary>
internal static class DistillationLosses
{
    /// <param name="options">Method and strengths.</param>
    /// <param name="expertLoss">The loss of stage one, which whoever made it disposes.</param>
    public static IDistillationLoss Create(DistillationOptions options, ExpertLoss expertLoss)
        => options.Method == DistillationMethod.VirtualExamples
            ? new VirtualExampleLoss(expertLoss, options.TemperatureOrPublished, options.Alpha, options.Power)
            : new DistillationLoss(expertLoss, options.TemperatureOrPublished);
}
