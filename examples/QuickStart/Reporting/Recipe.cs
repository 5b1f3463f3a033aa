using MLNet.Ride;
using MLNet.Ride.Torch;

namespace QuickStart.Reporting;

/// <summary>Training options in a sentence.</summary>
internal static class Recipe
{
    public static string Describe(RideTrainer.Options options)
    {
        OptimizerOptions optimizer = options.Optimizer;
        string steps = optimizer.Steps is { } epochs ? string.Join(" and ", epochs) : "80 % and 90 % of them";
        string reweighting = options.Loss.DeferredReweighting
            ? $", reweighted after {options.Loss.ReweightAfterEpoch?.ToString() ?? "80 %"}"
            : "";
        string diversity = options.Loss.DiversityFactor == 0 ? "" : $", diversity factor {options.Loss.DiversityFactor:0.##}";
        string routing = options.Routing.Enabled ? $"; routing: {options.Routing.Epochs} epochs of batches of {options.Routing.BatchSize}" : "";
        return $"{options.Backbone}, {options.Epochs} {(options.Epochs == 1 ? "epoch" : "epochs")} of batches of {options.BatchSize}, "
            + $"learning rate {optimizer.LearningRate} times {optimizer.StepFactor} after {steps}, weight decay {optimizer.WeightDecay}, "
            + $"{options.Loss.Classification} loss{reweighting}{diversity}, seed {options.Seed}{routing}.";
    }
}
