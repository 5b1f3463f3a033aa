using Microsoft.ML;

namespace MLNet.Ride.Data.Checking;

/// <summary>Checks labeled images. Images are read once, in blocks; only what is found about them is kept.</summary>
internal sealed class ImageSetsCheck(ImageSets sets, DataCheckOptions options, IProgress<int>? progress, CancellationToken cancellationToken)
{
    public DataReport Run()
    {
        var inspector = new ImageInspector(options);
        var images = new List<CheckedImage>();
        foreach ((string name, IDataView part) in sets.Parts())
        {
            foreach (CheckedImage image in new PartReader(name, sets.AreFiles, inspector, cancellationToken).Read(part))
            {
                images.Add(image);
                progress?.Report(images.Count);
            }
        }

        IEnumerable<DataPart> parts = images.GroupBy(i => i.Image.Part, StringComparer.Ordinal)
            .Select(part => new DataPart(part.Key, part.Count(), part.Select(i => i.Image.Label).Distinct(StringComparer.Ordinal).Count()));
        IEnumerable<DataFault> faults = images.Where(i => i.Fault is not null).Select(i => i.Fault!)
            .Concat(CopyFaults.Find(images, cancellationToken))
            .Concat(ClassFaults.Find(images, sets.AreSplit, options.FewImages))
            .Concat(sets.Skipped.Select(note => new DataFault(DataFaultKind.Skipped, note.TrimEnd('.'), [])));
        return new DataReport([.. parts], [.. faults.OrderBy(fault => fault.Kind)]);
    }
}
