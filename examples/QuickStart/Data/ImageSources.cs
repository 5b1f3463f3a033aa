using Microsoft.ML;

namespace QuickStart.Data;

/// <summary>Finds out what a folder holds.</summary>
internal static class ImageSources
{
    public static IImageSource Open(MLContext ml, DirectoryInfo folder, DirectoryInfo output)
    {
        if (!folder.Exists)
        {
            throw new UserError($"The folder {folder} is not there. Name an existing one with --data, or leave --data out to have pictures drawn.");
        }

        if (Directory.Exists(Inside("train")) && Directory.Exists(Inside("test")))
        {
            return new FolderSource(ml, folder.ToString(), Inside("train"), Inside("test"));
        }

        if (File.Exists(Inside("train.bin")) && File.Exists(Inside("test.bin")))
        {
            return new CifarSource(ml, $"CIFAR-100 files in {folder}", [Inside("train.bin")], Inside("test.bin"), Names("fine_label_names.txt"));
        }

        string[] batches = [.. Directory.GetFiles(folder.FullName, "data_batch_*.bin").Order(StringComparer.Ordinal)];
        if (batches.Length > 0 && File.Exists(Inside("test_batch.bin")))
        {
            return new CifarSource(ml, $"CIFAR-10 files in {folder}", batches, Inside("test_batch.bin"), Names("batches.meta.txt"));
        }

        throw new UserError($"{folder} holds neither train.bin and test.bin (CIFAR-100), nor data_batch_*.bin and test_batch.bin (CIFAR-10), "
            + "nor train/ and test/ with a folder of images per class.");

        string Inside(string name) => Path.Combine(folder.FullName, name);

        string Names(string file) => File.Exists(Inside(file)) ? Inside(file) : CifarSource.WriteNumberedNames(output.FullName);
    }
}
