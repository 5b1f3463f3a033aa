using System.Globalization;
using System.Text.Json;
using MLNet.Ride.Torch.Runtime.Mpi;

namespace MLNet.Ride.Torch.Training.Checkpoints;

/// <summary>Everything that determines the weights of a run; runs with equal identities can resume from each other's checkpoints.</summary>
internal sealed record RunIdentity(int Seed, JsonElement Options, DataFingerprint Data, DataFingerprint? ValidationData)
{
    /// <exception cref="InvalidDataException">
    /// The checkpoint belongs to a run with other options or validation images; the message lists the differences.
    /// </exception>
    public void Check(CheckpointCard card, string path)
        => Refuse([.. OptionDifferences(card, Seed, Options), .. ValidationDifferences(card.ValidationData)], path);

    /// <summary>Checks only the options, before images are read.</summary>
    /// <param name="card">The checkpoint.</param>
    /// <param name="path">Its file.</param>
    /// <param name="seed">The seed, if it is set.</param>
    /// <param name="options">The options that determine the weights.</param>
    /// <exception cref="InvalidDataException">The checkpoint belongs to a run with other options; the message lists the differences.</exception>
    public static void CheckOptions(CheckpointCard card, string path, int? seed, JsonElement options)
        => Refuse([.. OptionDifferences(card, seed ?? card.Seed, options)], path);

    /// <summary>Checks that all processes of a run have the same options and images, and resume from the same checkpoint.</summary>
    /// <param name="from">The checkpoint to resume from; null to start.</param>
    /// <param name="group">The processes.</param>
    /// <exception cref="InvalidOperationException">This process has others than the first one.</exception>
    public void CheckSame(CheckpointCard? from, ProcessGroup group)
    {
        group.CheckSame(Options.GetRawText(), Difference("settings"));
        group.CheckSame($"{Data} {ValidationData}", Difference("images"));
        group.CheckSame(JsonSerializer.Serialize(from), Difference("a checkpoint") + " The checkpoint folder must be the same for all processes, on a file system that their hosts share.");

        string Difference(string what) => $"Process {group.Rank} has other {what.Replace("a checkpoint", "checkpoints", StringComparison.Ordinal)} than process 0, but processes that train together need the same.";
    }

    private static IEnumerable<string> OptionDifferences(CheckpointCard card, int seed, JsonElement options)
    {
        IEnumerable<string> ofSeed = card.Seed == seed ? [] : [string.Create(CultureInfo.InvariantCulture, $"Seed ({card.Seed} in the checkpoint, {seed} now)")];
        return ofSeed.Concat(OptionsFingerprint.Differences(card.Options, options));
    }

    private static void Refuse(string[] differences, string path)
    {
        if (differences.Length > 0)
        {
            throw new InvalidDataException(
                $"The checkpoint '{path}' belongs to another run. Differences: {string.Join("; ", differences)}. "
                + "To resume that run, restore these settings and data. Otherwise, choose another Checkpoints.Folder, or start over and replace it with "
                + "Checkpoints.Resume = false (ride train --restart).");
        }
    }

    private IEnumerable<string> ValidationDifferences(DataFingerprint? then)
        => (then, ValidationData) switch
        {
            (null, null) => [],
            ({ } before, { } now) => before.Differences(now),
            _ => [$"the validation set ({(then is null ? "none" : "one")} in the checkpoint, {(ValidationData is null ? "none" : "one")} now)"],
        };
}
