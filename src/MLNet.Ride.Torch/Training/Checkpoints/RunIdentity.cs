using System.Globalization;
using System.Text.Json;

namespace MLNet.Ride.Torch.Training.Checkpoints;

/// <summary>Everything that determines the weights of a run; runs with equal identities can resume from each other's checkpoints.</summary>
internal sealed record RunIdentity(int Seed, JsonElement Options, DataFingerprint Data, DataFingerprint? ValidationData)
{
    /// <exception cref="InvalidDataException">
    /// The checkpoint belongs to a run with other options or validation images; the message lists the differences.
    /// </exception>
    public void Check(CheckpointCard card, string path)
    {
        IEnumerable<string> seed = card.Seed == Seed ? [] : [string.Create(CultureInfo.InvariantCulture, $"Seed ({card.Seed} in the checkpoint, {Seed} now)")];
        string[] differences = [.. seed, .. OptionsFingerprint.Differences(card.Options, Options), .. ValidationDifferences(card.ValidationData)];
        if (differences.Length > 0)
        {
            throw new InvalidDataException(
                $"The checkpoint '{path}' belongs to another run. Differences: {string.Join("; ", differences)}. "
                + "To resume that run, restore these settings and data. Otherwise, choose another Checkpoints.Folder, or set Checkpoints.Resume = false "
                + "to start over and replace it.");
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
