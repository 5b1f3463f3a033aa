using MLNet.Ride.Scoring;
using WebApp.Models;

namespace WebApp.Predictions;

/// <summary>What the model says about an image.</summary>
/// <param name="Classes">The most probable classes, by falling probability.</param>
/// <param name="ExpertsUsed">How many experts looked at the image.</param>
/// <param name="ExpertCount">How many experts there are.</param>
internal sealed record ImagePrediction(IReadOnlyList<PredictedClass> Classes, int ExpertsUsed, int ExpertCount)
{
    public static ImagePrediction Of(IReadOnlyList<ClassProbability> classes, int expertsUsed, ModelDescription model)
        => new(
            [.. classes.Select(c => new PredictedClass(c.Name, c.Probability, model.Classes[(int)c.Key - 1].TrainingImages))],
            expertsUsed,
            model.ExpertCount);
}

/// <param name="Name">Name of the class.</param>
/// <param name="Probability">Its probability, 0 to 1.</param>
/// <param name="TrainingImages">How many images of it the model was trained on.</param>
internal sealed record PredictedClass(string Name, float Probability, int TrainingImages);
