using System.IO.Compression;
using System.Text.Json.Nodes;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Ride.Tests.Support;
using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Tests.Resampling;

/// <summary>Resampling as a step of a pipeline: while training only.</summary>
public sealed class ResamplingPipelineTests : IDisposable
{
    private readonly MLContext _ml = new(seed: 1);
    private readonly TemporaryFolder _folder = new();
    private readonly List<int[]> _fittedOn = [];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Later_steps_are_fitted_on_resampled_rows_and_the_fitted_pipeline_gives_every_row_once()
    {
        IDataView rows = ClassRows.Load(_ml, 40, 10, 4);
        var model = new Recorder(this).Append(_ml.Transforms.ResampleByClass("Label", ClassSampling.ClassBalanced)).Append(new Recorder(this)).Fit(rows);
        Assert.Equal([[40, 10, 4], [18, 18, 18]], _fittedOn);
        Assert.Equal(ClassRows.Numbers(rows), ClassRows.Numbers(model.Transform(rows)));
    }

    [Fact]
    public void The_trainer_sees_resampled_images()
    {
        IDataView rows = _ml.Data.LoadFromEnumerable(PixelRow.Draw(6).Where((_, i) => i is < 9 or 12 or 15));
        using var model = _ml.Transforms.Conversion.MapValueToKey("Label")
            .Append(_ml.Transforms.ResampleByClass("Label", ClassSampling.ClassBalanced, seed: 1, epochLength: EpochLength.LargestClass))
            .Append(_ml.MulticlassClassification.Trainers.Ride(TinyRide.Options()))
            .Fit(rows);
        Assert.Equal([5, 5, 5], model.LastTransformer.TrainingCounts);
        Assert.Equal(11, model.Transform(rows).GetColumn<int>("ExpertsUsed").Count());
    }

    // LoadImages and ResizeImages hand on objects that live as long as a row: a row given twice must give them twice.
    [Fact]
    public void Images_of_repeated_rows_are_whole()
    {
        DrawnImages.SaveFolder(_folder, "train", 6, 2, 1);
        IDataView train = _ml.Data.LoadImageFolder(_folder.File("train"));
        using var model = _ml.Transforms.Conversion.MapValueToKey("Label")
            .Append(_ml.Transforms.LoadImages("Image", null, "ImagePath"))
            .Append(_ml.Transforms.ResizeImages("Image", TinyRide.ImageSize, TinyRide.ImageSize))
            .Append(_ml.Transforms.ResampleByClass(epochLength: EpochLength.LargestClass))
            .Append(_ml.MulticlassClassification.Trainers.Ride(TinyRide.Options()))
            .Fit(train);
        Assert.Equal([6, 6, 6], model.LastTransformer.TrainingCounts);
    }

    [Fact]
    public void Rows_after_a_cache_checkpoint_are_the_resampled_ones()
    {
        IDataView rows = ClassRows.Load(_ml, 40, 10, 4);
        new Recorder(this).Append(_ml.Transforms.ResampleByClass()).AppendCacheCheckpoint(_ml).Append(new Recorder(this)).Fit(rows);
        Assert.Equal([18, 18, 18], _fittedOn[1]);
    }

    [Fact]
    public void Folds_of_a_cross_validation_are_resampled_on_their_own()
    {
        IDataView rows = ClassRows.Load(_ml, 40, 10, 4);
        foreach (var fold in _ml.Data.StratifiedCrossValidationSplit(rows, numberOfFolds: 2, seed: 1))
        {
            _ml.Transforms.ResampleByClass().Append(new Recorder(this)).Fit(fold.TrainSet);
        }

        Assert.Equal([[9, 9, 9], [9, 9, 9]], _fittedOn);
    }

    [Fact]
    public void A_chain_in_a_chain_resamples_for_its_own_steps_only()
    {
        IDataView rows = ClassRows.Load(_ml, 40, 10, 4);
        var inner = _ml.Transforms.ResampleByClass().Append(new Recorder(this));
        inner.Append(new Recorder(this)).Fit(rows);
        Assert.Equal([[18, 18, 18], [18, 18, 18]], _fittedOn);
        _fittedOn.Clear();
        new Recorder(this).Append(inner).Append(new Recorder(this)).Fit(rows);
        Assert.Equal([[40, 10, 4], [18, 18, 18], [40, 10, 4]], _fittedOn);
    }

    [Fact]
    public void A_loaded_pipeline_gives_every_row_once_and_predicts_row_by_row()
    {
        IDataView rows = ClassRows.Load(_ml, 40, 10, 4);
        var pipeline = _ml.Transforms.ResampleByClass("Label", ClassSampling.SquareRoot).Append(_ml.Transforms.CopyColumns("Copy", "Number"));
        ITransformer loaded = _ml.Model.Load(Save(pipeline.Fit(rows), rows.Schema), out DataViewSchema schema);
        Assert.Equal(["Label", "Number"], schema.Select(c => c.Name));
        Assert.Equal(ClassRows.Numbers(rows), loaded.Transform(rows).GetColumn<int>("Copy"));
        using var engine = _ml.Model.CreatePredictionEngine<ClassRow, CopiedRow>(loaded);
        Assert.Equal(17, engine.Predict(new ClassRow { Number = 17 }).Copy);
        Assert.Equal(18, engine.Predict(new ClassRow { Number = 18 }).Copy);
    }

    [Fact]
    public void A_fitted_pipeline_needs_no_label()
    {
        IDataView rows = ClassRows.Load(_ml, 4, 2);
        var model = _ml.Transforms.ResampleByClass().Append(_ml.Transforms.CopyColumns("Copy", "Number")).Fit(rows);
        Assert.Equal(6, model.Transform(_ml.Transforms.DropColumns("Label").Fit(rows).Transform(rows)).GetColumn<int>("Copy").Count());
    }

    [Theory]
    [InlineData(0.3)]
    [InlineData(null)]
    public void The_file_holds_the_settings(double? power)
    {
        IDataView rows = ClassRows.Load(_ml, 4, 2);
        var step = _ml.Transforms.ResampleByClass("Label", ClassSampling.Of(power), seed: 7, EpochLength.LargestClass, epochs: 3).Fit(rows);
        using Stream file = Save(step, rows.Schema);
        using (var zip = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true))
        {
            JsonNode json = JsonNode.Parse(Entry(zip).Open())!;
            Assert.Empty(DataSchemas.Errors(DataSchemas.Resampling, json));
            Assert.Equal(power, (double?)json["power"]);
            Assert.Equal("largestClass", (string?)json["epochLength"]);
        }

        // Saved once more, the loaded step says the same.
        ITransformer loaded = _ml.Model.Load(file, out _);
        using var again = new ZipArchive(Save(loaded, rows.Schema));
        Assert.Equal(7, (int?)JsonNode.Parse(Entry(again).Open())!["seed"]);
    }

    [Theory]
    [InlineData("\"seed\": 7", "\"seed\": true")]
    [InlineData("\"epochs\": 1", "\"epochs\": 0")]
    [InlineData("\"power\": 0", "\"power\": 3")]
    public void A_damaged_file_is_reported(string from, string to)
    {
        IDataView rows = ClassRows.Load(_ml, 4, 2);
        Stream file = Save(_ml.Transforms.ResampleByClass(seed: 7).Fit(rows), rows.Schema);
        using (var zip = new ZipArchive(file, ZipArchiveMode.Update, leaveOpen: true))
        {
            ZipArchiveEntry entry = Entry(zip);
            using var reader = new StreamReader(entry.Open());
            string json = reader.ReadToEnd();
            Assert.Contains(from, json);
            string name = entry.FullName;
            reader.Dispose();
            entry.Delete();
            using var writer = new StreamWriter(zip.CreateEntry(name).Open());
            writer.Write(json.Replace(from, to));
        }

        Exception error = Assert.ThrowsAny<Exception>(() => _ml.Model.Load(file, out _));
        Assert.Contains("Ride/resampling.json' cannot be used", (error.InnerException ?? error).ToString());
    }

    [Fact]
    public void Wrong_settings_and_columns_are_reported_before_training()
    {
        IDataView rows = ClassRows.Load(_ml, 4, 2);
        var chain = new Recorder(this).Append(_ml.Transforms.ResampleByClass("Class"));
        Assert.Contains("no label column 'Class'. The columns are: Label, Number", Assert.ThrowsAny<ArgumentException>(() => chain.Fit(rows)).Message);
        Assert.Empty(_fittedOn);
        Assert.Contains("epochs must be between 1", Assert.ThrowsAny<ArgumentException>(() => _ml.Transforms.ResampleByClass(epochs: 0)).Message);
        Assert.Contains("needs at least two epochs", Assert.ThrowsAny<ArgumentException>(
            () => _ml.Transforms.ResampleByClass(sampling: ClassSampling.ProgressivelyBalanced)).Message);
        Assert.Contains("between 0 (class-balanced) and 1", Assert.ThrowsAny<ArgumentException>(() => ClassSampling.Power(1.5)).Message);
        Assert.Contains("TrainingSet, LargestClass", Assert.ThrowsAny<ArgumentException>(
            () => _ml.Transforms.ResampleByClass(epochLength: (EpochLength)9)).Message);
        Assert.Contains("'Price' is of type", Assert.ThrowsAny<ArgumentException>(
            () => _ml.Data.ResampleByClass(_ml.Data.LoadFromEnumerable([new PriceRow()]), "Price")).Message);
        Assert.Contains("no rows with a label", Assert.ThrowsAny<ArgumentException>(
            () => _ml.Data.ResampleByClass(_ml.Data.LoadFromEnumerable(Array.Empty<ClassRow>()))).Message);
        Assert.Contains("missing in all rows (1)", Assert.ThrowsAny<ArgumentException>(
            () => _ml.Data.ResampleByClass(_ml.Data.LoadFromEnumerable([new ClassRow()]))).Message);
    }

    private Stream Save(ITransformer model, DataViewSchema schema)
    {
        var stream = new MemoryStream();
        _ml.Model.Save(model, schema, stream);
        stream.Position = 0;
        return stream;
    }

    private static ZipArchiveEntry Entry(ZipArchive zip) => zip.Entries.Single(e => e.FullName.Replace('\\', '/').EndsWith("Ride/resampling.json"));

    /// <summary>Records the sizes of the classes it is fitted on.</summary>
    private sealed class Recorder(ResamplingPipelineTests tests) : IEstimator<ITransformer>
    {
        public ITransformer Fit(IDataView input)
        {
            tests._fittedOn.Add(ClassRows.Count(input, 3));
            return Copy.Fit(input);
        }

        public SchemaShape GetOutputSchema(SchemaShape inputSchema) => Copy.GetOutputSchema(inputSchema);

        private Microsoft.ML.Transforms.ColumnCopyingEstimator Copy => tests._ml.Transforms.CopyColumns("Label", "Label");
    }

    private sealed class CopiedRow
    {
        public int Copy { get; set; }
    }

    private sealed class PriceRow
    {
        public float Price { get; set; }
    }
}
