using System.Globalization;
using MLNet.Ride.Torch.Batches.Mixing;
using MLNet.Ride.Torch.Losses.Classification;
using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Sampling;

namespace MLNet.Ride.Torch;

/// <summary>Combinations of settings that are well-defined, and that no published method uses: a line in the log for each.</summary>
internal static class UnusualSettings
{
    private const double UsualForSgd = 0.01;

    /// <param name="options">Valid settings.</param>
    /// <param name="weightsGiven">Whether the run begins with given weights rather than random ones.</param>
    public static IEnumerable<string> In(RideOptions options, bool weightsGiven)
    {
        LossOptions loss = options.Loss;
        SamplingOptions sampling = options.Sampling;
        Loss kind = LossRegistry.Find(loss.Classification);
        bool resampled = sampling.DeferredResampling || sampling.Sampler != Samplers.InstanceBalanced;
        bool drawnBalanced = sampling.DeferredResampling || SamplerRegistry.EndsBalanced(sampling.Sampler, sampling.Power);
        string diversity = loss.DiversityFactor.ToString(CultureInfo.InvariantCulture);
        (bool Holds, string Note)[] combinations =
        [
            (kind.HasClassWeights && loss.DeferredReweighting,
                $"The loss '{loss.Classification}' has class weights from the first epoch on, and Loss.DeferredReweighting multiplies them."),
            (kind.DiffersByExpert && loss.DeferredReweighting,
                $"The loss '{loss.Classification}' compensates for the class frequencies expert by expert, and Loss.DeferredReweighting adds class weights."),
            (kind.DiffersByExpert && loss.DiversityFactor != 0,
                $"The loss '{loss.Classification}' already makes the experts differ, and Loss.DiversityFactor = {diversity} adds a diversity term."),
            (kind.DiffersByExpert && resampled,
                $"The loss '{loss.Classification}' compensates for the class frequencies expert by expert, and the sampling does so again."),
            (loss.Objective == ExpertObjective.Collaborative && loss.DiversityFactor != 0,
                $"Loss.Objective = Collaborative trains the experts' mean, and Loss.DiversityFactor = {diversity} adds a diversity term."),
            (sampling.DeferredResampling && loss.DeferredReweighting,
                "Sampling.DeferredResampling and Loss.DeferredReweighting both compensate for the class frequencies after the same epoch."),
            (MixingRegistry.All.Find(options.Mixing.Method)?.BalancedOthers == true && drawnBalanced,
                $"Mixing.Method '{options.Mixing.Method}' pastes class-balanced images on backgrounds that the sampling balances too."),
            (options.Translation.Enabled && !drawnBalanced,
                "Translation replaces repeated images of rare classes, which the sampling does not repeat: set Sampling.DeferredResampling = true."),
            (sampling.EpochLength == EpochLength.LargestClass && !resampled,
                "Sampling.EpochLength = LargestClass makes epochs longer, but the sampler does not balance the classes."),
            (options.Optimizer is { Algorithm: OptimizerAlgorithm.AdamW, LearningRate: >= UsualForSgd },
                string.Create(CultureInfo.InvariantCulture, $"Optimizer.LearningRate = {options.Optimizer.LearningRate} is usual for SGD, and large for AdamW: try 0.001 or less.")),
            (options.HeadStart == HeadStart.ClassMeans && !weightsGiven,
                "HeadStart = ClassMeans needs pretrained weights (InitialWeights.Path, or a backbone that brings them); the classifiers start at random."),
            (options.CosinePower != 1 && options.Head != HeadKind.Cosine,
                "CosinePower has no effect, because the classifiers are not cosine ones: set Head = Cosine."),
            (options.CausalEffect != RideOptions.DefaultCausalEffect && options.Head != HeadKind.Causal,
                "CausalEffect has no effect, because the classifiers are not causal ones: set Head = Causal."),
            (options.FineTuning.IsSet && !weightsGiven,
                "FineTuning is for pretrained weights, but all weights start at random: set InitialWeights.Path, or choose a backbone that brings its weights."),
        ];
        return combinations.Where(combination => combination.Holds).Select(combination => "Unusual settings: " + combination.Note);
    }
}
