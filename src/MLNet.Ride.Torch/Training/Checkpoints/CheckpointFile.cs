using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using MLNet.Ride.Torch.Formats;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Training.Checkpoints;

/// <summary>
/// The checkpoint of a run: one safetensors file whose metadata holds a <see cref="CheckpointCard"/> and a checksum of the card and all
/// tensors.
/// </summary>
internal static class CheckpointFile
{
    private const string CardEntry = "mlnet-ride-checkpoint";
    private const string HashEntry = "sha256";

    public static void Write(string path, CheckpointCard card, IReadOnlyDictionary<string, Tensor> tensors)
    {
        string json = JsonSerializer.Serialize(card);
        var metadata = new Dictionary<string, string> { [CardEntry] = json, [HashEntry] = Hash(json, tensors) };
        AtomicFile.Write(path, stream => SafeTensors.Write(stream, tensors, metadata));
    }

    /// <summary>Reads only the card.</summary>
    /// <exception cref="InvalidDataException">The file is damaged, or is not a checkpoint.</exception>
    public static CheckpointCard ReadCard(string path)
    {
        using FileStream stream = File.OpenRead(path);
        return Guarded(path, () => Card(SafeTensors.ReadMetadata(stream)));
    }

    /// <summary>Reads the tensors, which belong to the caller's dispose scope, and verifies the checksum.</summary>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public static Dictionary<string, Tensor> ReadTensors(string path)
    {
        using FileStream stream = File.OpenRead(path);
        return Guarded(path, () =>
        {
            Dictionary<string, Tensor> tensors = SafeTensors.Read(stream, out IReadOnlyDictionary<string, string> metadata);
            return Hash(metadata.GetValueOrDefault(CardEntry, ""), tensors) == metadata.GetValueOrDefault(HashEntry)
                ? tensors
                : throw new InvalidDataException("its checksum does not match");
        });
    }

    private static CheckpointCard Card(IReadOnlyDictionary<string, string> metadata)
    {
        if (!metadata.TryGetValue(CardEntry, out string? json))
        {
            throw new InvalidDataException("it contains tensors, but no state of a training run");
        }

        CheckpointCard card = JsonSerializer.Deserialize<CheckpointCard>(json) ?? throw new InvalidDataException("its description is null");
        return card.Version == CheckpointCard.CurrentVersion
            ? card
            : throw new InvalidDataException($"it has version {card.Version}, but this version of MLNet.Ride reads {CheckpointCard.CurrentVersion}");
    }

    private static T Guarded<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception cause) when (cause is InvalidDataException or JsonException)
        {
            throw new InvalidDataException(
                $"The checkpoint '{path}' cannot be used: {cause.Message.TrimEnd('.')}. "
                + "Delete it, or start over with Checkpoints.Resume = false (ride train --restart).",
                cause);
        }
    }

    /// <summary>A hash, in hexadecimal digits, of a text and of tensors with their names.</summary>
    internal static string Hash(string text, IReadOnlyDictionary<string, Tensor> tensors)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(text));
        foreach (string name in tensors.Keys.Order(StringComparer.Ordinal))
        {
            using DisposeScope scope = NewDisposeScope();
            hash.AppendData(Encoding.UTF8.GetBytes(name));
            hash.AppendData(tensors[name].detach().cpu().contiguous().bytes);
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }
}
