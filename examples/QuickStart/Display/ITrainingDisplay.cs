using MLNet.Ride.Torch.Training;

namespace QuickStart.Display;

/// <summary>Shows how far training is.</summary>
internal interface ITrainingDisplay
{
    /// <summary>Does work that reports its progress.</summary>
    T Show<T>(string title, Func<IProgress<TrainingProgress>, T> work);
}
