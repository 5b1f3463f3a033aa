namespace MLNet.Ride.Tool.Checks;

/// <summary>Checks that no checkpoint is discarded, or resumed from, by mistake.</summary>
internal static class EarlierRun
{
    /// <summary>Checks the checkpoint of an earlier run, if there is one, before images are read.</summary>
    /// <param name="folder">The folder for the checkpoint.</param>
    /// <param name="options">The options of the run.</param>
    /// <param name="restart">Whether an earlier run is to be discarded.</param>
    /// <param name="output">The model to write.</param>
    /// <exception cref="UsageError">There is nothing to resume, or there is and nobody said what to do about it.</exception>
    /// <exception cref="InvalidDataException">The checkpoint is damaged, or belongs to a run with other options.</exception>
    public static void Check(string folder, RideTrainer.Options options, bool restart, FileInfo output)
    {
        if (restart)
        {
            return;
        }

        RideCheckpoint? earlier = RideCheckpoint.Find(folder);
        if (options.Checkpoints.Resume)
        {
            if (earlier is null)
            {
                throw new UsageError($"There is no checkpoint in '{folder}' to resume from. Remove --resume to start a new run.");
            }

            earlier.CheckOptions(options);
        }
        else if (earlier is not null)
        {
            string export = earlier.HasModel ? $" To keep its model so far: ride export {CommandLine.Quoted(folder)} --output {CommandLine.Quoted(output.ToString())}" : string.Empty;
            throw new UsageError(
                $"'{folder}' has the checkpoint of {(earlier.IsFinished ? earlier : $"an interrupted run ({earlier})")}. Add --resume to continue it, or --restart to "
                + $"discard it and start over.{export}");
        }
    }
}
