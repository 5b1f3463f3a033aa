using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Ride.Tests.Support;

namespace MLNet.Ride.Tests.Training;

public sealed class TeacherTests : IDisposable
{
    private readonly MLContext _ml = new(seed: 1);
    private readonly TemporaryFolder _folder = new();
    private readonly IDataView _data;

    public TeacherTests() => _data = _ml.Data.LoadFromEnumerable(PixelRow.Draw(4));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_transformer_and_its_file_teach_the_same()
    {
        using RideTransformer teacher = TinyRide.Transformer(_ml, routerTopLogits: 3);
        _ml.Model.Save(teacher, _data.Schema, _folder.File("teacher.zip"));
        float[][] before = Scores(teacher);
        RideTrainer.Options byTransformer = Options();
        byTransformer.Teacher = teacher;
        RideTrainer.Options byPath = Options();
        byPath.TeacherPath = _folder.File("teacher.zip");

        using var first = Fit(byTransformer);
        using var second = Fit(byPath);
        using var alone = Fit(Options());

        Assert.Equal(Scores(first), Scores(second));
        Assert.NotEqual(Scores(alone), Scores(first));
        Assert.Equal(before, Scores(teacher));
    }

    [Fact]
    public void Nothing_of_the_teacher_is_saved()
    {
        using RideTransformer teacher = TinyRide.Transformer(_ml);
        RideTrainer.Options options = Options();
        options.Teacher = teacher;
        using var taught = Fit(options);
        using var alone = Fit(Options());
        _ml.Model.Save(taught, _data.Schema, _folder.File("taught.zip"));
        _ml.Model.Save(alone, _data.Schema, _folder.File("alone.zip"));

        Assert.Equal(Entries("alone.zip"), Entries("taught.zip"));
    }

    [Fact]
    public void Classes_of_another_order_are_refused_by_name()
    {
        using RideTransformer teacher = TinyRide.Transformer(_ml);
        RideTrainer.Options options = Options();
        options.Teacher = teacher;

        var error = Assert.Throws<ArgumentException>(() => Fit(options, ["red", "blue", "green"]));

        Assert.StartsWith(
            "Teacher and training data must have the same classes in the same order, but class 2 is 'green' for the teacher and 'blue'", error.Message);
        Assert.Contains(
            "the teacher has 3 classes and the training data 4", Assert.Throws<ArgumentException>(() => Fit(options, [.. PixelRow.Names, "gray"])).Message);
    }

    [Fact]
    public void Files_that_hold_no_classifier_are_refused()
    {
        RideTrainer.Options options = Options();
        options.TeacherPath = _folder.File("none.zip");
        Assert.Contains("none.zip", Assert.Throws<FileNotFoundException>(() => Fit(options)).Message);

        File.WriteAllText(_folder.File("text.zip"), "not a zip");
        options.TeacherPath = _folder.File("text.zip");
        Assert.Contains("cannot be the teacher", Assert.Throws<InvalidDataException>(() => Fit(options)).Message);

        var keys = _ml.Transforms.Conversion.MapValueToKey("Label").Fit(_data);
        _ml.Model.Save(keys, _data.Schema, _folder.File("keys.zip"));
        options.TeacherPath = _folder.File("keys.zip");
        Assert.Contains("it has no Ride/network.json", Assert.Throws<InvalidDataException>(() => Fit(options)).Message);
    }

    [Fact]
    public void Weights_that_are_too_large_are_refused_before_they_are_unpacked()
    {
        const int Excess = 100_000_000;
        using (RideTransformer teacher = TinyRide.Transformer(_ml))
        {
            _ml.Model.Save(teacher, _data.Schema, _folder.File("large.zip"));
        }

        using (FileStream file = File.Open(_folder.File("large.zip"), FileMode.Open))
        using (var zip = new System.IO.Compression.ZipArchive(file, System.IO.Compression.ZipArchiveMode.Update))
        {
            string name = ModelZip.Entry(zip, "weights.safetensors").FullName;
            ModelZip.Entry(zip, "weights.safetensors").Delete();
            using Stream weights = zip.CreateEntry(name, System.IO.Compression.CompressionLevel.Fastest).Open();
            weights.Write(new byte[Excess]);
        }

        RideTrainer.Options options = Options();
        options.TeacherPath = _folder.File("large.zip");
        long before = GC.GetTotalAllocatedBytes();

        var error = Assert.Throws<InvalidDataException>(() => Fit(options));

        Assert.Contains("it has 100000000 bytes, but the weights of 2 experts for 3 classes have", error.Message);
        Assert.True(GC.GetTotalAllocatedBytes() - before < Excess / 2);
    }

    [Fact]
    public void Only_one_teacher_may_be_named()
    {
        using RideTransformer teacher = TinyRide.Transformer(_ml);
        RideTrainer.Options options = Options();
        options.Distillation.Temperature = 2;
        Assert.StartsWith("Distillation.Temperature is set, but there is no teacher", Assert.Throws<ArgumentException>(options.Validate).Message);
        options.Teacher = teacher;
        options.Validate();
        options.TeacherPath = "teacher.zip";
        Assert.StartsWith("There is more than one teacher", Assert.Throws<ArgumentException>(options.Validate).Message);
    }

    private static RideTrainer.Options Options()
    {
        RideTrainer.Options options = TinyRide.Options();
        options.Seed = 3;
        return options;
    }

    private TransformerChain<RideTransformer> Fit(RideTrainer.Options options, IReadOnlyList<string>? classes = null)
    {
        IDataView keys = _ml.Data.LoadFromEnumerable((classes ?? PixelRow.Names).Select(name => new ClassRow { Label = name }));
        return _ml.Transforms.Conversion.MapValueToKey("Label", keyData: keys)
            .Append(_ml.MulticlassClassification.Trainers.Ride(options))
            .Fit(_data);
    }

    private float[][] Scores(ITransformer model) => [.. model.Transform(_data).GetColumn<float[]>("Score")];

    private (string Name, long Length)[] Entries(string file)
    {
        using var zip = System.IO.Compression.ZipFile.OpenRead(_folder.File(file));
        return [.. zip.Entries.Select(entry => (entry.FullName, entry.Length)).Order()];
    }

    private sealed class ClassRow
    {
        public string Label { get; set; } = string.Empty;
    }
}
