using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Ride.Tests.Support;

namespace MLNet.Ride.Tests.Data;

public sealed class ImageSetsTests : IDisposable
{
    private readonly MLContext _ml = new();
    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _warnings;

    public ImageSetsTests() => _warnings = LoggedWarnings.Of(_ml);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("split-in-lower-case.csv")]
    [InlineData("empty-first-line.csv")]
    public void A_manifest_has_the_parts_of_its_column_Split(string file)
    {
        ImageSets sets = _ml.Data.LoadImageSets(CaseFiles.Path(file));
        Assert.Equal("train (18 images), test (6 images)", sets.ToString());
        Assert.All(sets.Train.GetColumn<string>("ImagePath"), path => Assert.Contains("/train/", path));
        Assert.All(sets.Test!.GetColumn<string>("ImagePath"), path => Assert.Contains("/test/", path));
        Assert.Equal(["ImagePath", "Label"], sets.Train.Schema.Select(c => c.Name));
        Assert.Null(sets.Validation);
        Assert.True(sets is { AreSplit: true, AreFiles: true });
    }

    [Theory]
    [InlineData("train", "valid", "test")]
    [InlineData("Train", "VAL", "Test")]
    [InlineData("training", "validation", "testing")]
    [InlineData("TRAINING", "dev", "Testing")]
    public void Parts_have_the_same_names_in_folders_manifests_and_CIFAR_files(string train, string validation, string test)
    {
        (string Name, int Count)[] parts = [(train, 3), (validation, 2), (test, 1)];
        foreach ((string name, int count) in parts)
        {
            for (int i = 0; i < count; i++)
            {
                File.WriteAllBytes(_folder.File("photos", name, "cat", $"{i}.png"), []);
            }

            File.WriteAllBytes(_folder.File("cifar", name + ".bin"), new byte[count * 3074]);
        }

        File.WriteAllLines(_folder.File("images.csv"), ["imagepath,label,SPLIT", .. parts.SelectMany(p => Enumerable.Repeat($"a.png,cat, {p.Name} ", p.Count))]);

        foreach (string source in new[] { "photos", "cifar", "images.csv" })
        {
            ImageSets sets = _ml.Data.LoadImageSets(_folder.File(source));
            Assert.Equal("train (3 images), validation (2 images), test (1 images)", sets.ToString());
            Assert.Equal((3, 2, 1), (sets.Train.GetRowCount(), sets.Validation!.GetRowCount(), sets.Test!.GetRowCount()));
            Assert.Equal(2, sets.Part(" Valid").GetRowCount());
            Assert.Equal(source != "cifar", sets.AreFiles);
        }

        Assert.Empty(_warnings);
    }

    [Fact]
    public void CIFAR_10_batches_are_the_training_part()
    {
        foreach (string name in new[] { "data_batch_1", "data_batch_2", "test_batch" })
        {
            File.WriteAllBytes(_folder.File(name + ".bin"), new byte[3073]);
        }

        File.WriteAllText(_folder.File("batches.meta.txt"), "airplane \ncaf\u0065\u0301\n");
        ImageSets sets = _ml.Data.LoadImageSets(_folder.Path);
        Assert.Equal(["airplane", "airplane"], sets.Train.GetColumn<string>("Label"));
        Assert.Equal(["airplane"], sets.Test!.GetColumn<string>("Label"));
        Assert.Null(sets.Validation);
    }

    [Fact]
    public void Data_without_parts_is_all_for_training()
    {
        File.WriteAllBytes(_folder.File("photos", "train", "0.png"), []);
        File.WriteAllBytes(_folder.File("photos", "bus", "0.png"), []);
        File.WriteAllText(_folder.File("list.txt"), "a.png 0\nb.png 1\n");
        File.WriteAllText(_folder.File("images.tsv"), "ImagePath\tLabel\na.png\tcat\nb.png\tdog\n");
        File.WriteAllBytes(_folder.File("records.bin"), new byte[2 * 3073]);
        foreach (string source in new[] { "photos", "list.txt", "images.tsv", "records.bin" })
        {
            ImageSets sets = _ml.Data.LoadImageSets(_folder.File(source));
            Assert.False(sets.AreSplit);
            Assert.Equal((2, null, null), (sets.Train.GetRowCount(), sets.Validation, sets.Test));
            Assert.Contains("2 images are not split into parts", Assert.Throws<InvalidOperationException>(() => sets.Part("test")).Message);
        }
    }

    [Fact]
    public void The_paths_of_a_list_start_from_its_folder_or_another_one()
    {
        File.WriteAllText(_folder.File("list.txt"), "x/a.png 0\n");
        Directory.CreateDirectory(_folder.File("elsewhere"));
        Assert.Equal([_folder.File("x", "a.png")], _ml.Data.LoadImageSets(_folder.File("list.txt")).Train.GetColumn<string>("ImagePath"));
        ImageSets moved = _ml.Data.LoadImageSets(_folder.File("list.txt"), _folder.File("elsewhere"));
        Assert.Equal([Path.Combine(_folder.File("elsewhere"), "x/a.png")], moved.Train.GetColumn<string>("ImagePath"));
        Assert.Contains("only for a list", Assert.Throws<ArgumentException>(() => _ml.Data.LoadImageSets(_folder.Path, _folder.Path)).Message);
    }

    [Fact]
    public void Unknown_values_in_the_column_Split_are_listed_with_counts()
    {
        File.WriteAllText(_folder.File("images.csv"), "ImagePath,Label,Split\na.png,x,train\nb.png,x,tset\nc.png,x,tset\nd.png,x,\n");
        Assert.Contains("'tset' (2 images), '' (1 images). Write train (or training)", Error("images.csv"));
        Assert.Contains("'tset' (2 images)", Assert.Throws<InvalidDataException>(() => _ml.Data.LoadImageManifest(_folder.File("images.csv"), "train")).Message);
        Assert.Equal(["tset", "tset"], _ml.Data.LoadImageManifest(_folder.File("images.csv"), "tset").GetColumn<string>("Split"));
    }

    [Fact]
    public void A_missing_part_is_named_with_those_that_exist()
    {
        File.WriteAllText(_folder.File("images.csv"), "ImagePath,Label,Split\na.png,x,Test\n");
        ImageSets sets = _ml.Data.LoadImageSets(_folder.File("images.csv"));
        Assert.Contains("has no train part. Its parts are test (1 images)", Assert.Throws<InvalidOperationException>(() => sets.Train).Message);
        Assert.Contains("'fold1' is not a part", Assert.Throws<ArgumentException>(() => sets.Part("fold1")).Message);
    }

    [Theory]
    [InlineData("are both the validation part", "train/cat/0.png", "val/cat/0.png", "valid/cat/0.png")]
    [InlineData("is a class or a part of the data", "train/fast/0.png", "bus/0.png")]
    [InlineData("contains the parts 'test' and 'train'", "photos/train/cat/0.png", "photos/test/cat/0.png")]
    public void Ambiguous_folders_are_refused(string message, params string[] files)
    {
        foreach (string file in files)
        {
            File.WriteAllBytes(_folder.File(["data", .. file.Split('/')]), []);
        }

        Assert.Contains(message, Error("data"));
    }

    [Fact]
    public void Folders_next_to_those_of_parts_are_reported()
    {
        foreach (string file in new[] { "train/cat/0.png", "test/0.png", "val/cat/0.png", "unlabeled/0.png" })
        {
            File.WriteAllBytes(_folder.File(file.Split('/')), []);
        }

        Assert.Equal("train (1 images), validation (1 images)", _ml.Data.LoadImageSets(_folder.Path).ToString());
        Assert.StartsWith("Ignored 'test', 'unlabeled' in", Assert.Single(_warnings));
    }

    [Fact]
    public void Labels_that_differ_by_case_between_parts_are_reported()
    {
        File.WriteAllBytes(_folder.File("train", "Cat", "0.png"), []);
        File.WriteAllBytes(_folder.File("test", "cat", "0.png"), []);
        _ml.Data.LoadImageSets(_folder.Path);
        Assert.Contains("'Cat' (1 images) and 'cat' (1 images)", Assert.Single(_warnings));
    }

    [Fact]
    public void Other_forms_are_refused()
    {
        File.WriteAllText(_folder.File("images.xls"), "");
        Assert.Contains("unsupported extension, '.xls'", Error("images.xls"));
        Assert.Contains("does not exist. Provide a folder", Assert.Throws<FileNotFoundException>(() => _ml.Data.LoadImageSets(_folder.File("nowhere"))).Message);
    }

    private string Error(string source) => Assert.Throws<InvalidDataException>(() => _ml.Data.LoadImageSets(_folder.File(source))).Message;
}
