using MLNet.Ride.Torch.Training;

namespace MLNet.Ride.Display;

/// <summary>Shows the progress of training.</summary>
public interface ITrainingDisplay
{
    /// <summary>Runs work that reports its progress.</summary>
    /// <param name="title">What is trained, in a few words.</param>
    /// <param name="work">The work; it is given where to report to.</param>
    /// <returns>What the work returned.</returns>
    T Show<T>(string title, Func<IProgress<TrainingProgress>, T> work);
}
