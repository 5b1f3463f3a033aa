using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;

namespace Offline.MicrosoftML.Tests;

public sealed class ImageTests : IDisposable
{
    private readonly MLContext _ml = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("mlnet-images-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Pixels_are_four_bytes_in_the_format_given()
    {
        using var image = MLImage.CreateFromPixels(1, 2, MLPixelFormat.Rgba32, [1, 2, 3, 255, 4, 5, 6, 255]);

        Assert.Equal([1, 2, 3, 255, 4, 5, 6, 255], image.Pixels.ToArray());
        Assert.Equal([3, 2, 1, 6, 5, 4], image.GetBGRPixels);
        Assert.Equal((1, 2, 32, MLPixelFormat.Rgba32), (image.Width, image.Height, image.BitsPerPixel, image.PixelFormat));
        Assert.Throws<ArgumentException>(() => MLImage.CreateFromPixels(2, 2, MLPixelFormat.Rgba32, [1, 2, 3, 4]));
        Assert.Throws<ArgumentException>(() => MLImage.CreateFromPixels(1, 1, MLPixelFormat.Unknown, [1, 2, 3, 4]));
    }

    [Fact]
    public void A_disposed_image_has_no_pixels()
    {
        MLImage image = Solid(2, 2, 10, 20, 30);
        image.Dispose();

        Assert.Throws<InvalidOperationException>(() => image.Pixels.Length);
        Assert.Throws<InvalidOperationException>(() => image.Width);
    }

    [Theory]
    [InlineData(".png", 0)]
    [InlineData(".jpg", 6)]
    [InlineData(".webp", 12)]
    public void An_image_is_saved_and_read(string extension, int tolerance)
    {
        string path = Path.Combine(_folder, $"image{extension}");
        using (MLImage image = Solid(16, 8, 200, 100, 50))
            image.Save(path);

        using MLImage read = MLImage.CreateFromFile(path);

        Assert.Equal((16, 8), (read.Width, read.Height));
        byte[] bgr = read.GetBGRPixels;
        Assert.InRange(bgr[0], 50 - tolerance, 50 + tolerance);
        Assert.InRange(bgr[1], 100 - tolerance, 100 + tolerance);
        Assert.InRange(bgr[2], 200 - tolerance, 200 + tolerance);
    }

    [Fact]
    public void What_is_no_image_is_refused()
    {
        string path = Path.Combine(_folder, "text.png");
        File.WriteAllText(path, "no image");

        Assert.Throws<ArgumentException>(() => MLImage.CreateFromFile(path));
        Assert.Throws<ArgumentException>(() => MLImage.CreateFromFile(Path.Combine(_folder, "absent.png")));
        Assert.Throws<ArgumentException>(() => MLImage.CreateFromStream(new MemoryStream([1, 2, 3])));
        using MLImage image = Solid(1, 1, 0, 0, 0);
        Assert.Throws<ArgumentException>(() => image.Save(Path.Combine(_folder, "image.txt")));
    }

    [Fact]
    public void Decoding_closes_the_stream()
    {
        string path = Path.Combine(_folder, "image.png");
        using MLImage image = Solid(1, 1, 0, 0, 0);
        image.Save(path);
        var good = new MemoryStream(File.ReadAllBytes(path));
        var bad = new MemoryStream([1, 2, 3]);
        MLImage.CreateFromStream(good).Dispose();
        Assert.Throws<ArgumentException>(() => MLImage.CreateFromStream(bad));

        Assert.False(good.CanRead);
        Assert.False(bad.CanRead);
    }

    [Fact]
    public void Images_are_loaded_resized_and_extracted()
    {
        IDataView data = Files(Solid(20, 10, 250, 0, 10));
        var pipeline = _ml.Transforms.LoadImages("Image", _folder, "Path")
            .Append(_ml.Transforms.ResizeImages("Image", 4, 4))
            .Append(_ml.Transforms.ExtractPixels("Pixels", "Image"));

        IDataView extracted = pipeline.Fit(data).Transform(data);

        Assert.Equal("Image<4, 4>", extracted.Schema["Image"].Type.ToString());
        Assert.Equal("Vector<Single, 3, 4, 4>", extracted.Schema["Pixels"].Type.ToString());
        float[] pixels = extracted.GetColumn<float[]>("Pixels").Single();
        Assert.Equal([250, 0, 10], [pixels[0], pixels[16], pixels[32]]);
    }

    [Fact]
    public void Bytes_are_those_of_the_file()
    {
        IDataView data = Files(Solid(3, 3, 1, 2, 3));

        IDataView loaded = _ml.Transforms.LoadRawImageBytes("Bytes", _folder, "Path").Fit(data).Transform(data);

        Assert.Equal("Vector<Byte>", loaded.Schema["Bytes"].Type.ToString());
        Assert.Equal(File.ReadAllBytes(Path.Combine(_folder, "0.png")), loaded.GetColumn<byte[]>("Bytes").Single());
        Assert.Throws<ArgumentException>(() => _ml.Transforms.LoadRawImageBytes("Bytes", Path.Combine(_folder, "absent"), "Path"));
    }

    [Theory]
    [InlineData(ImageResizingEstimator.ResizingKind.IsoPad)]
    [InlineData(ImageResizingEstimator.ResizingKind.IsoCrop)]
    [InlineData(ImageResizingEstimator.ResizingKind.Fill)]
    public void Resized_images_have_the_size_asked_for(ImageResizingEstimator.ResizingKind kind)
    {
        IDataView data = Files(Solid(31, 7, 9, 9, 9));
        var pipeline = _ml.Transforms.LoadImages("Image", _folder, "Path").Append(_ml.Transforms.ResizeImages("Image", 12, 10, resizing: kind))
            .Append(_ml.Transforms.ExtractPixels("Pixels", "Image", interleavePixelColors: true));

        float[] pixels = pipeline.Fit(data).Transform(data).GetColumn<float[]>("Pixels").Single();

        Assert.Equal(12 * 10 * 3, pixels.Length);
        Assert.Equal(9, pixels[(4 * 12 + 6) * 3]);
        Assert.Equal(kind == ImageResizingEstimator.ResizingKind.IsoPad ? 0 : 9, pixels[0]);
    }

    [Fact]
    public void Image_steps_are_saved_and_loaded()
    {
        IDataView data = Files(Solid(8, 8, 77, 88, 99));
        var model = _ml.Transforms.LoadImages("Image", _folder, "Path").Append(_ml.Transforms.ResizeImages("Image", 2, 2))
            .Append(_ml.Transforms.ExtractPixels("Pixels", "Image", orderOfExtraction: ImagePixelExtractingEstimator.ColorsOrder.ABGR)).Fit(data);
        using var archive = new MemoryStream();
        _ml.Model.Save(model, data.Schema, archive);
        archive.Position = 0;

        ITransformer loaded = new MLContext().Model.Load(archive, out _);

        Assert.Equal(model.Transform(data).GetColumn<float[]>("Pixels").Single(), loaded.Transform(data).GetColumn<float[]>("Pixels").Single());
    }

    [Fact]
    public void An_image_can_be_a_member()
    {
        var ml = new MLContext();
        IDataView data = ml.Data.LoadFromEnumerable(new[] { new WithImage { Image = Solid(4, 2, 5, 6, 7) } });

        Assert.Equal("Image<2, 4>", data.Schema["Image"].Type.ToString());
        Assert.Equal(4, ml.Data.CreateEnumerable<WithImage>(data, reuseRowObject: false).Single().Image.Width);
    }

    private static MLImage Solid(int width, int height, byte red, byte green, byte blue)
        => MLImage.CreateFromPixels(width, height, MLPixelFormat.Bgra32,
            Enumerable.Repeat(new[] { blue, green, red, (byte)255 }, width * height).SelectMany(p => p).ToArray());

    private IDataView Files(params MLImage[] images)
    {
        for (int i = 0; i < images.Length; i++)
        {
            images[i].Save(Path.Combine(_folder, $"{i}.png"));
            images[i].Dispose();
        }

        return _ml.Data.LoadFromEnumerable(images.Select((_, i) => new FileName { Path = $"{i}.png" }));
    }

    private sealed class FileName
    {
        public string Path { get; set; } = "";
    }

    private sealed class WithImage
    {
        [ImageType(2, 4)]
        public MLImage Image { get; set; } = null!;
    }
}
