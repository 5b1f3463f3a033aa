using MLNet.Ride.Images;
using MLNet.Ride.Torch;
using MLNet.Ride.Torch.Batches;
using MLNet.Ride.Torch.Imaging;
using MLNet.Ride.Torch.Methods.Decoupling;
using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Models.Weights;
using MLNet.Ride.Torch.Options;
using static TorchSharp.torch;

namespace MLNet.Ride.Data.Cleaning;

/// <summary>Computes the features of image files, each once.</summary>
internal static class FileFeatures
{
    private const long MemoryBytes = (long)RideTrainer.Options.DefaultImageMemoryMegabytes << 20;

    /// <returns>The files that can be read, their features [n, F] of the first expert, in the caller's dispose scope, and the files that cannot.</returns>
    /// <exception cref="InvalidDataException">No image can be read.</exception>
    public static (LabeledFiles Files, Tensor Features, IReadOnlyList<UnreadableImage> Unreadable) Of(
        RideModel model, LabeledFiles files, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        var decoder = new EncodedImages(model.Description.ImageSize, new DecodingOptions());
        using var images = new LabeledImages(model.Description.ImageSize, files.Classes.Length, decoder, model.Description.ResizeShorterSide, MemoryBytes);
        (LabeledFiles readable, UnreadableImage[] unreadable) = Read(files, images, decoder, cancellationToken);
        var batches = new List<Tensor>();
        int done = 0;
        FeatureBatches.ForEach(model, images, cancellationToken, (ofExperts, labels) =>
        {
            batches.Add(ofExperts[0].cpu().MoveToOuterDisposeScope());
            progress?.Report(done += (int)labels.size(0));
        });
        return (readable, cat(batches, 0), unreadable);
    }

    /// <summary>The network of the package for photos, without classes of its own.</summary>
    /// <exception cref="FileNotFoundException">The app lacks the package with the weights; the message names it.</exception>
    public static RideModel Pretrained()
    {
        RideOptions options = PretrainedBackbone.Settings<RideOptions>(RideTrainer.Options.FrozenFeatures());
        options.ExpertCount = 1;
        options.Routing.Enabled = false;
        RideModel model = RideModel.Create(ModelDescription.Of(options, [1, 1]), seed: 1);
        model.LoadWeights(PretrainedBackbone.WeightsPath(options)!);
        model.Evaluate();
        return model;
    }

    private static (LabeledFiles Readable, UnreadableImage[] Unreadable) Read(
        LabeledFiles files, LabeledImages images, EncodedImages decoder, CancellationToken cancellationToken)
    {
        var unreadable = new List<UnreadableImage>();
        var read = new List<int>();
        var scratch = new RgbImage();
        var file = new ImageFile(decode: true, new DecodingOptions());
        for (int i = 0; i < files.Paths.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                byte[] bytes = File.ReadAllBytes(files.Paths[i]);
                decoder.Decode(bytes, scratch);
                images.AddEncoded(bytes, scratch.Width, scratch.Height, files.Labels[i]);
                read.Add(i);
            }
            catch (Exception cause) when (cause is InvalidDataException or IOException or UnauthorizedAccessException)
            {
                unreadable.Add(new(files.RowNumbers[i], files.Paths[i], file.Problem(files.Paths[i]) ?? cause.Message));
            }
        }

        return read.Count > 0
            ? (files.At(read), [.. unreadable])
            : throw new InvalidDataException($"None of the {unreadable.Count} images can be read: '{unreadable[0].ImagePath}': {unreadable[0].Reason}; ….");
    }
}
