using Microsoft.ML;

namespace Methods;

/// <summary>Training and test images: CIFAR-100 records in train.bin and test.bin.</summary>
internal sealed class Cifar100(MLContext ml, DirectoryInfo folder)
{
    public IDataView Train { get; } = Load(ml, folder, "train.bin");

    public IDataView Test { get; } = Load(ml, folder, "test.bin");

    private static IDataView Load(MLContext ml, DirectoryInfo folder, string file)
        => ml.Data.LoadCifarBinary(Path.Combine(folder.FullName, file), classNamesFile: Path.Combine(folder.FullName, "fine_label_names.txt"));
}
