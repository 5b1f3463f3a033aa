using System.Runtime.InteropServices;
using System.Text.Json;
using MLNet.Ride.Torch.Batches;
using MLNet.Ride.Torch.Models;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Training.Checkpoints;

/// <summary>
/// The features of a set's images that a run with a frozen backbone has computed so far, in a file beside its checkpoint. The file's name is a hash of what
/// determines them: the weights, their precision, the images, and how images are normalized.
/// </summary>
internal sealed class FeatureFile : IDisposable
{
    private const int HashLength = 16;

    private readonly FileStream _file;
    private readonly int _length;

    private FeatureFile(FileStream file, int length) => (_file, _length) = (file, length);

    /// <summary>The file itself.</summary>
    public string Path => _file.Name;

    /// <summary>Number of images whose features are in the file.</summary>
    public int Count => checked((int)(_file.Length / (sizeof(float) * _length)));

    /// <summary>Opens the file of a set, or creates it.</summary>
    /// <param name="folder">Folder of the checkpoint.</param>
    /// <param name="model">Computes the features.</param>
    /// <param name="images">The set.</param>
    /// <param name="length">Number of features of an image.</param>
    /// <param name="resumes">Whether features of an earlier run are kept.</param>
    /// <exception cref="IOException">The file cannot be opened, or another run has it open.</exception>
    public static FeatureFile Open(string folder, RideModel model, LabeledImages images, int length, bool resumes)
    {
        string path = System.IO.Path.Combine(folder, NameOf(Hash(model, images)));
        try
        {
            return new(new FileStream(path, resumes ? FileMode.OpenOrCreate : FileMode.Create, FileAccess.ReadWrite, FileShare.None), length);
        }
        catch (IOException cause)
        {
            throw new IOException($"The features of this run cannot be kept: {cause.Message} If another run uses this checkpoint folder, wait for its end or choose another folder.", cause);
        }
    }

    /// <summary>Whether a run was interrupted in this folder after it had computed features.</summary>
    public static bool IsIn(string folder) => Directory.Exists(folder) && Directory.EnumerateFiles(folder, NameOf("*")).Any();

    /// <summary>Deletes the files of a finished run.</summary>
    public static void DeleteAll(string folder)
    {
        foreach (string file in Directory.EnumerateFiles(folder, NameOf("*")))
        {
            File.Delete(file);
        }
    }

    /// <summary>Reads the features of the next images.</summary>
    public float[] Read(int count)
    {
        var values = new float[checked(count * _length)];
        _file.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
        return values;
    }

    /// <summary>Adds the features of further images after those that were read, and forgets all that followed.</summary>
    public void Write(float[] values)
    {
        _file.Write(MemoryMarshal.AsBytes(values.AsSpan()));
        _file.SetLength(_file.Position);
        _file.Flush();
    }

    public void Dispose() => _file.Dispose();

    private static string NameOf(string hash) => $"features-{hash}.bin";

    private static string Hash(RideModel model, LabeledImages images)
    {
        string inputs = $"{DataFingerprint.Of(images)} {model.Description.Precision} {JsonSerializer.Serialize(model.Description.NoAugmentation())}";
        Dictionary<string, Tensor> weights = model.State().Where(entry => !StateNames.IsHead(entry.Key)).ToDictionary();
        return CheckpointFile.Hash(inputs, weights)[..HashLength].ToLowerInvariant();
    }
}
