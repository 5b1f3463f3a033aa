using MLNet.Ride;

namespace QuickStart.Training;

/// <summary>A way to train, under the name that the reports give it.</summary>
internal sealed record Method(string Name, RideTrainer.Options Options);
