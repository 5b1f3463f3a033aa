using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Ride.Evaluation;
using MLNet.Ride.Tests.Support;

namespace MLNet.Ride.Tests.Scoring;

/// <summary>A model that tells images by a small square finds that square.</summary>
public sealed class ExplanationTests : IClassFixture<ExplanationTests.SquaresModel>
{
    private const int Size = 32;
    private const int Side = 10;

    private readonly SquaresModel _trained;

    public ExplanationTests(SquaresModel trained) => _trained = trained;

    private RideTransformer Ride => RideTransformer.FindIn(_trained.Pipeline);

    [Fact]
    public void The_heat_lies_on_what_tells_the_class()
    {
        int onSquare = 0;
        foreach (int seed in Enumerable.Range(1000, 20))
        {
            (byte[] image, int left, int top) = Draw(seed % 2, seed);
            HeatMap mean = Ride.Explain(image, s_classes[seed % 2]).Mean;
            int hottest = mean.Values.Index().MaxBy(value => value.Item).Index;
            (int x, int y) = (hottest % Size, hottest / Size);
            // Maps of 8 × 8 are enlarged to 32 × 32.
            onSquare += x >= left - 4 && x < left + Side + 4 && y >= top - 4 && y < top + Side + 4 ? 1 : 0;
        }

        Assert.InRange(onSquare, 17, 20);
    }

    [Fact]
    public void A_class_is_explained_with_its_probability_and_drawn()
    {
        byte[] image = Draw(0, 1).Image;
        ImageExplanation best = Ride.Explain(image);
        ImageExplanation other = Ride.Explain(image, s_classes[1]);
        IReadOnlyList<ClassProbability> classes = Ride.Predict(image, out int used);

        Assert.Equal((classes[0].Name, classes[0].Key), (best.Class.Name, best.Class.Key));
        Assert.Equal(classes[0].Probability, best.Class.Probability, 1e-5);
        Assert.Equal(classes.Single(c => c.Name == s_classes[1]).Probability, other.Class.Probability, 1e-5);
        Assert.Equal(Enumerable.Range(1, used).Select(k => $"expert {k}"), best.Experts.Select(map => map.Name));
        Assert.Equal((Size, Size), SizeOf(best.ToPng(best.Mean)));
        Assert.Equal((Size * (2 + (used > 1 ? used : 0)), Size), SizeOf(best.ToPng()));
    }

    [Fact]
    public void The_most_probable_class_with_offsets_is_explained()
    {
        byte[] image = Draw(0, 1).Image;
        using RideTransformer offset = Ride.WithClassOffsets([-50, 50]);

        Assert.Equal(offset.Predict(image)[0].Name, offset.Explain(image).Class.Name);
        Assert.NotEqual(Ride.Explain(image).Class.Name, offset.Explain(image).Class.Name);
    }

    [Fact]
    public void Mistakes_show_where_the_model_saw_the_wrong_class()
    {
        var ml = new MLContext(seed: 1);
        IDataView mislabeled = ml.Data.LoadFromEnumerable(Enumerable.Range(0, 6).Select(i => new Row { Label = s_classes[1 - (i % 2)], Image = Draw(i % 2, i).Image }).ToList());
        ml.MulticlassClassification.EvaluateWithMistakes(_trained.Pipeline.Transform(mislabeled), _trained.Pipeline, out IReadOnlyList<Mistake> mistakes);

        Assert.NotEmpty(mistakes);
        Assert.All(mistakes, mistake => Assert.StartsWith("data:image/jpeg;base64,", mistake.Heat));
        Assert.All(mistakes, mistake => Assert.NotEqual(mistake.Thumbnail, mistake.Heat));
        Assert.All(ml.MulticlassClassification.WorstMistakes(_trained.Pipeline.Transform(mislabeled)), mistake => Assert.Null(mistake.Heat));
    }

    [Fact]
    public void Unknown_classes_and_what_is_no_image_are_refused()
    {
        Assert.Contains("no class 'blue'", Assert.Throws<ArgumentException>(() => Ride.Explain(Draw(0, 1).Image, "blue")).Message);
        Assert.Throws<InvalidDataException>(() => Ride.Explain("text"u8.ToArray()));
    }

    private static readonly string[] s_classes = ["orange", "violet"];

    /// <summary>A square in the color of its class somewhere on gray noise, as PNG, and its place.</summary>
    private static (byte[] Image, int Left, int Top) Draw(int label, int seed)
    {
        var random = new Random(seed);
        (int left, int top) = (random.Next(Size - Side), random.Next(Size - Side));
        var pixels = new byte[4 * Size * Size];
        for (int i = 0; i < Size * Size; i++)
        {
            bool inside = i % Size >= left && i % Size < left + Side && i / Size >= top && i / Size < top + Side;
            byte gray = (byte)random.Next(90, 170);
            (pixels[4 * i], pixels[(4 * i) + 1], pixels[(4 * i) + 2], pixels[(4 * i) + 3])
                = inside ? label == 0 ? ((byte)250, (byte)130, (byte)20, byte.MaxValue) : ((byte)130, (byte)40, (byte)220, byte.MaxValue) : (gray, gray, gray, byte.MaxValue);
        }

        using var folder = new TemporaryFolder();
        string file = folder.File("image.png");
        using (MLImage image = MLImage.CreateFromPixels(Size, Size, MLPixelFormat.Rgba32, pixels))
        {
            image.Save(file);
        }

        return (File.ReadAllBytes(file), left, top);
    }

    private static (int Width, int Height) SizeOf(byte[] png)
    {
        using MLImage image = MLImage.CreateFromStream(new MemoryStream(png));
        return (image.Width, image.Height);
    }

    private sealed class Row
    {
        public string Label { get; set; } = "";

        public byte[] Image { get; set; } = [];
    }

    /// <summary>A model of images with orange and violet squares.</summary>
    public sealed class SquaresModel : IDisposable
    {
        public SquaresModel()
        {
            var ml = new MLContext(seed: 1);
            IDataView images = ml.Data.LoadFromEnumerable(Enumerable.Range(0, 80).Select(i => new Row { Label = s_classes[i % 2], Image = Draw(i % 2, i).Image }).ToList());
            RideTrainer.Options options = TinyRide.Options(epochs: 8);
            options.ImageSize = Size;
            options.Optimizer.LearningRate = 0.05;
            options.Routing.Enabled = false;
            Pipeline = ml.Transforms.Conversion.MapValueToKey("Label").Append(ml.MulticlassClassification.Trainers.Ride(options)).Fit(images);
        }

        public ITransformer Pipeline { get; }

        public void Dispose() => (Pipeline as IDisposable)?.Dispose();
    }
}
