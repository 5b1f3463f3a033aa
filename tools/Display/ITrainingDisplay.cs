using MLNet.Ride.Torch.Training;

namespace MLNet.Ride.Display;

/// <summary>Shows the progress of training.</summary>
public interface ITrainingDisplay
{
    /// <summary>Runs work that reports its progress.</summary>
    /// <param name="title">Short name of what is trained.</param>
    /// <param name="work">The work, called with the receiver of its progress.</param>
    /// <returns>The result of the work.</returns>
    T Show<T>(string title, Func<IProgress<TrainingProgress>, T> work);
}
