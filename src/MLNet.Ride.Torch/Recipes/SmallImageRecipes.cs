namespace MLNet.Ride.Torch;

/// <summary>Recipes for images of 32×32 pixels: pad and crop, flip and rotate; ResNet-32.</summary>
internal static class SmallImageRecipes
{
    // The defaults of the options are this recipe.
    public static void Cifar100LT(RideOptions options) => options.Routing.Enabled = true;

    public static void Cifar10LT(RideOptions options)
    {
        options.ReducedWidth = false;
        options.Optimizer.LearningRate = 0.05;
        options.Routing.Enabled = true;
    }

    public static void Own(RideOptions options)
    {
        options.Loss.DiversityFactor = PhotoRecipes.DiversityFactor;
        options.Routing.Enabled = true;
    }

    public static void PlainNetwork(RideOptions options)
    {
        options.ExpertCount = 1;
        options.ReducedWidth = false;
        options.Head = HeadKind.Linear;
        options.Loss.Classification = "cross-entropy";
        options.Loss.DeferredReweighting = false;
        options.Loss.DiversityFactor = 0;
        options.Optimizer.Nesterov = false;
        options.Optimizer.WeightDecay = 2e-4;
    }
}
