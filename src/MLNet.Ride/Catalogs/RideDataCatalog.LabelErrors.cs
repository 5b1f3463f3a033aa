using System.Text;
using MLNet.Ride;
using MLNet.Ride.Data.Cleaning;
using MLNet.Ride.Reporting.Cleaning;
using MLNet.Ride.Torch.Formats;
using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Options;
using TorchSharp;

namespace Microsoft.ML;

/// <content>Label errors.</content>
public static partial class RideDataCatalog
{
    /// <summary>
    /// Finds images whose labels are probably wrong, by confident learning (Northcutt et al., JAIR 2021) on cross-validated probabilities: an image is suspected if
    /// another class claims it with the confidence that is usual for images of that class. Features are computed once, by a pretrained network; classifiers of
    /// the folds are linear discriminants in closed form, and do not prefer frequent classes.
    /// </summary>
    /// <param name="catalog">The data catalog.</param>
    /// <param name="data">Rows with ImagePath and Label, as returned by <c>LoadImageFolder</c> and <c>LoadImageManifest</c>. Rows without a label are skipped, and those whose images
    /// cannot be read are reported.</param>
    /// <param name="options">Settings; <see langword="null"/> for the defaults.</param>
    /// <param name="progress">Receives the number of images whose features are computed; <see langword="null"/> for none.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    /// <returns>The probable errors.</returns>
    /// <exception cref="ArgumentException">A setting is out of range, a column is missing or unsuitable, or there are fewer than two classes.</exception>
    /// <exception cref="FileNotFoundException">The package with the weights of the pretrained network is missing.</exception>
    /// <exception cref="InvalidDataException">No image can be read.</exception>
    /// <exception cref="InvalidOperationException">The model classifies feature vectors.</exception>
    /// <exception cref="OperationCanceledException">The search was canceled.</exception>
    public static LabelErrorReport FindLabelErrors(
        this DataOperationsCatalog catalog,
        IDataView data,
        LabelErrorOptions? options = null,
        IProgress<int>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(data);
        options ??= new();
        OptionAnnotations.Check(options);
        LabeledFiles files = LabeledFiles.Read(data);
        using RideModel model = options.Model is null ? FileFeatures.Pretrained() : RideTransformer.FindIn(options.Model).CopyForFeatures();
        using DisposeScope scope = torch.NewDisposeScope();
        (LabeledFiles readable, torch.Tensor features, IReadOnlyList<UnreadableImage> unreadable) = FileFeatures.Of(model, files, progress, cancellationToken);
        return LabelErrorSearch.Run(readable, features, unreadable, options, cancellationToken);
    }

    /// <summary>
    /// Writes a page (.html) on which a person decides about probable label errors, copies, and images that cannot be read, with the pictures side by side, and
    /// downloads a manifest (.csv) of the cleaned data. The page is self-contained; the manifest belongs in its folder.
    /// </summary>
    /// <param name="catalog">The data catalog.</param>
    /// <param name="path">Path of the page; an existing file is replaced.</param>
    /// <param name="sets">The data, all of which is in the manifest.</param>
    /// <param name="errors">Probable label errors in its images to train on (<see cref="FindLabelErrors"/>).</param>
    /// <param name="faults">Its faults (<see cref="CheckImageSets"/>), of which copies and unreadable images are shown; <see langword="null"/> for none.</param>
    /// <exception cref="ArgumentException">The data are not image files, or are not those in which the errors were found.</exception>
    /// <exception cref="IOException">The page cannot be written.</exception>
    public static void SaveCleaningPage(
        this DataOperationsCatalog catalog, string path, ImageSets sets, LabelErrorReport errors, DataReport? faults = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(sets);
        ArgumentNullException.ThrowIfNull(errors);
        var table = new ManifestTable(sets, Path.GetDirectoryName(Path.GetFullPath(path))!);
        string page = new CleaningPage(table, errors, faults).Write();
        AtomicFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(page)));
    }
}
