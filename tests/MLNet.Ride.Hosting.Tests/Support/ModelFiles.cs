using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Ride.Tests.Support;

namespace MLNet.Ride.Hosting.Tests.Support;

/// <summary>Models of a second's training, and images for them. They are trained once for all tests.</summary>
public sealed class ModelFiles : IDisposable
{
    private const int Size = 24;

    private static readonly (string Name, byte Red, byte Green, byte Blue, int Count)[] s_classes =
    [
        ("poppy", 214, 48, 39, 12), ("meadow", 92, 168, 60, 6), ("sky", 84, 150, 224, 3), ("sunflower", 240, 196, 40, 2), ("lavender", 150, 110, 200, 1),
    ];

    private readonly TemporaryFolder _folder = new();

    public ModelFiles()
    {
        Model = _folder.File("model.zip");
        Other = _folder.File("other.zip");
        Train(Model, experts: 3, classes: s_classes.Length);
        Train(Other, experts: 2, classes: 2);
        Suspicious = _folder.File("suspicious.zip");
        MeasureNovelty(Model, Suspicious);
        Images = [.. s_classes.Select((_, label) => Draw(label, 99))];
    }

    /// <summary>A model with three experts, routing, and five classes.</summary>
    public string Model { get; }

    /// <summary>Another, with two experts and two classes.</summary>
    public string Other { get; }

    /// <summary>The first, to which almost every image is unknown.</summary>
    public string Suspicious { get; }

    /// <summary>An image of each class, as PNG.</summary>
    public IReadOnlyList<byte[]> Images { get; }

    public void Dispose() => _folder.Dispose();

    private void Train(string path, int experts, int classes)
    {
        var ml = new MLContext(seed: 1);
        IEnumerable<Row> rows = Enumerable.Range(0, classes)
            .SelectMany(label => Enumerable.Range(0, s_classes[label].Count * 2).Select(i => new Row { Label = s_classes[label].Name, Image = Draw(label, i) }));
        IDataView images = ml.Data.LoadFromEnumerable(rows.ToList());
        using var model = ml.Transforms.Conversion.MapValueToKey("Label")
            .Append(ml.MulticlassClassification.Trainers.Ride(new RideTrainer.Options
            {
                Backbone = "resnet20",
                ExpertCount = experts,
                ImageSize = 8,
                Epochs = 3,
                BatchSize = 8,
                Seed = 1,
                Augmentation = { CropPadding = 1 },
                Routing = { Enabled = true, Epochs = 1, BatchSize = 16 },
            }))
            .Fit(images);
        ml.Model.Save(model, images.Schema, path);
    }

    private void MeasureNovelty(string path, string to)
    {
        var ml = new MLContext(seed: 1);
        ITransformer model = ml.Model.Load(path, out DataViewSchema schema);
        IDataView rows = ml.Data.LoadFromEnumerable(Enumerable.Range(0, 20).Select(i => new Row { Label = "poppy", Image = Draw(0, i) }).ToList());
        ITransformer suspicious = ml.MulticlassClassification.FitNovelty(model, rows, out _, recall: 0.01);
        ml.Model.Save(suspicious, schema, to);
        Array.ForEach([model, suspicious], transformer => (transformer as IDisposable)?.Dispose());
    }

    /// <summary>An image of a class, as PNG.</summary>
    public byte[] Draw(int label, int seed, int size = Size)
    {
        (_, byte red, byte green, byte blue, _) = s_classes[label];
        var random = new Random((100 * label) + seed);
        byte[] pixels = new byte[4 * size * size];
        for (int i = 0; i < pixels.Length; i += 4)
        {
            int noise = random.Next(-14, 15);
            (pixels[i], pixels[i + 1], pixels[i + 2], pixels[i + 3]) = (Byte(red + noise), Byte(green + noise), Byte(blue + noise), 255);
        }

        string path = _folder.File("drawn.png");
        using (MLImage image = MLImage.CreateFromPixels(size, size, MLPixelFormat.Rgba32, pixels))
        {
            image.Save(path);
        }

        return File.ReadAllBytes(path);
    }

    private static byte Byte(int value) => (byte)Math.Clamp(value, 0, 255);

    private sealed class Row
    {
        public string Label { get; set; } = "";

        public byte[] Image { get; set; } = [];
    }
}
