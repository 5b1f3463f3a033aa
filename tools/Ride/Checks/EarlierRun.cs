namespace MLNet.Ride.Tool.Checks;

/// <summary>Checks that no checkpoint is discarded, or resumed from, by mistake.</summary>
internal static class EarlierRun
{
    /// <summary>Finds the checkpoint of an earlier run, before images are read.</summary>
    /// <param name="folder">The folder for the checkpoint.</param>
    /// <param name="resume">Whether an earlier run is to be resumed.</param>
    /// <param name="restart">Whether an earlier run is to be discarded.</param>
    /// <param name="output">The model to write.</param>
    /// <returns>The checkpoint to resume from, whose options must be those of the run; <see langword="null"/> for none.</returns>
    /// <exception cref="UsageError">There is nothing to resume, or there is and nobody said what to do about it.</exception>
    /// <exception cref="InvalidDataException">The checkpoint is damaged.</exception>
    public static RideCheckpoint? Find(string folder, bool resume, bool restart, FileInfo output)
    {
        if (restart)
        {
            return null;
        }

        RideCheckpoint? earlier = RideCheckpoint.Find(folder);
        if (resume && earlier is null && !RideCheckpoint.HasFeatures(folder))
        {
            throw new UsageError($"There is no checkpoint in '{folder}' to resume from. Remove --resume to start a new run.");
        }

        if (!resume && earlier is not null)
        {
            string export = earlier.HasModel ? $" To keep its model so far: ride export {CommandLine.Quoted(folder)} --output {CommandLine.Quoted(output.ToString())}" : string.Empty;
            throw new UsageError(
                $"'{folder}' has the checkpoint of {(earlier.IsFinished ? earlier : $"an interrupted run ({earlier})")}. Add --resume to continue it, or --restart to "
                + $"discard it and start over.{export}");
        }

        return earlier;
    }
}
