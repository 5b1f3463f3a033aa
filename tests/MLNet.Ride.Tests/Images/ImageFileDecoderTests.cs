using MLNet.Ride.Images;
using MLNet.Ride.Tests.Support;
using MLNet.Ride.Torch.Imaging;
using MLNet.Ride.Torch.Options;
using SkiaSharp;

namespace MLNet.Ride.Tests.Images;

public sealed class ImageFileDecoderTests
{
    private const int JpegNoise = 24;

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public void An_image_is_upright_whatever_its_orientation(int orientation)
    {
        RgbImage upright = Decode("arrow-up.jpg");
        RgbImage turned = Decode($"arrow-up-orientation-{orientation}.jpg");

        Assert.Equal((upright.Width, upright.Height), (turned.Width, turned.Height));
        int[] differences = [.. upright.Pixels.ToArray().Zip(turned.Pixels.ToArray(), (a, b) => Math.Abs(a - b))];
        Assert.True(differences.Average() < 4, $"on average {differences.Average()}");
        Assert.True(differences.Count(difference => difference > JpegNoise) < differences.Length / 50);
    }

    [Theory]
    [InlineData("baseline-cut-at-50.jpg")]
    [InlineData("baseline-cut-at-95.jpg")]
    [InlineData("progressive-cut-at-50.jpg")]
    [InlineData("progressive-cut-at-95.jpg")]
    [InlineData("png-cut-at-50.png")]
    [InlineData("png-cut-at-95.png")]
    public void An_incomplete_image_is_refused(string name)
        => Assert.StartsWith("it is incomplete", Refused(name), StringComparison.Ordinal);

    [Theory]
    [InlineData("black-circle-on-transparent.png")]
    [InlineData("black-square-on-transparent.png")]
    public void Transparent_pixels_show_the_background(string name)
    {
        RgbImage white = Decode(name);
        RgbImage colored = Decode(name, new() { Background = "#2040ff" });

        Assert.Equal([255, 255, 255], white.Pixels[..3].ToArray());
        Assert.Equal([0x20, 0x40, 0xff], colored.Pixels[..3].ToArray());
        int middle = 3 * ((white.Height / 2 * white.Width) + (white.Width / 2));
        Assert.Equal([0, 0, 0], white.Pixels.Slice(middle, 3).ToArray());
        Assert.Equal([0, 0, 0], colored.Pixels.Slice(middle, 3).ToArray());
    }

    [Theory]
    [InlineData("green.jfif")]
    [InlineData("green-cmyk.jpg")]
    public void A_green_image_is_green(string name)
    {
        RgbImage image = Decode(name);
        double[] means = [.. Enumerable.Range(0, 3).Select(c => image.Pixels.ToArray().Where((_, i) => i % 3 == c).Average(v => v))];
        Assert.True(means[1] > 2 * means[0] && means[1] > 2 * means[2], string.Join(", ", means));
    }

    [Fact]
    public void A_format_that_cannot_be_decoded_is_named()
        => Assert.Equal("it is an image in TIFF format, which is not supported: convert it to PNG or JPEG", Refused("green.tif"));

    [Theory]
    [InlineData("<!DOCTYPE html><html>", "it is not an image, but a web page")]
    [InlineData("\uFEFF\n<html lang='en'>", "it is not an image, but a web page")]
    [InlineData("\0\0\0\u0018ftypheic\0\0\0\0", "it is an image in HEIC format, which is not supported: convert it to PNG or JPEG")]
    [InlineData("\0\0\0\u0018ftypavif\0\0\0\0", "it is an image in AVIF format, which is not supported: convert it to PNG or JPEG")]
    [InlineData("%PDF-1.7", "it is not an image, but a PDF file")]
    [InlineData("<?xml version='1.0'?><svg>", "it is an image in SVG format, which is not supported: convert it to PNG or JPEG")]
    [InlineData("BM\u0001\0\0\0\0\0\0\0damaged", "it is a damaged BMP image")]
    [InlineData("BMW makes cars", "it is not an image of a known format (PNG, JPEG, BMP, GIF, WebP)")]
    [InlineData("version https://git-lfs.github.com/spec/v1\noid sha256:0", "it is not an image, but a Git LFS pointer")]
    [InlineData("hello", "it is not an image of a known format (PNG, JPEG, BMP, GIF, WebP)")]
    [InlineData("", "it is empty (0 bytes)")]
    public void What_a_file_is_instead_of_an_image_is_said(string content, string message)
        => Assert.Equal(message, Refused(System.Text.Encoding.UTF8.GetBytes(content), new()));

    [Theory]
    [InlineData("12000-pixels-square.png", "it has 12000×12000 pixels, more than the limit of 100 megapixels (Decoding.MaxMegapixels)")]
    [InlineData("header-says-100000-pixels-square.png", "it has 100000×100000 pixels, more than the limit of 100 megapixels (Decoding.MaxMegapixels)")]
    public void A_large_image_is_refused_by_its_header_without_taking_memory(string name, string message)
    {
        byte[] encoded = File.ReadAllBytes(CaseFiles.Image(name));
        long before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Equal(message, Refused(encoded, new()));

        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1 << 20);
    }

    [Fact]
    public void The_limit_is_an_option()
    {
        byte[] encoded = Jpeg(1500, 1000);
        Assert.Contains("1500×1000 pixels, more than the limit of 1 megapixels", Refused(encoded, new() { MaxMegapixels = 1 }), StringComparison.Ordinal);
        Assert.Equal(1500, Decode(encoded, new() { MaxMegapixels = 2 }).Width);
    }

    [Fact]
    public void A_jpeg_of_more_than_sixteen_megapixels_is_decoded_smaller()
    {
        RgbImage image = Decode(Jpeg(6000, 4000), new());
        Assert.Equal((3000, 2000), (image.Width, image.Height));
    }

    [Theory]
    [InlineData(2000, 1500, 128, 250, 188)]
    [InlineData(2000, 1500, 188, 250, 188)]
    [InlineData(2000, 1500, 189, 500, 375)]
    [InlineData(2000, 1500, 800, 2000, 1500)]
    [InlineData(1501, 2003, 200, 376, 501)]
    [InlineData(1600, 1200, 128, 1600, 1200)]
    [InlineData(6000, 4000, 1500, 3000, 2000)]
    public void A_large_jpeg_is_decoded_only_as_large_as_it_needs_to_be(int width, int height, int least, int newWidth, int newHeight)
    {
        var image = new RgbImage();
        new ImageFileDecoder(new()).Decode(Jpeg(width, height), image, least);

        Assert.Equal((newWidth, newHeight), (image.Width, image.Height));
        int divisor = width * height > 16_000_000 ? 2 : 1;
        Assert.Equal((width / divisor, height / divisor), (image.FullWidth, image.FullHeight));
    }

    [Fact]
    public void A_reduced_image_looks_as_the_whole_one()
    {
        byte[] encoded = Jpeg(2000, 1500);
        var reduced = new RgbImage();
        new ImageFileDecoder(new()).Decode(encoded, reduced, 2 * 73);
        byte[] expected = Decode(encoded, new()).ToSquare(64, 73);

        int[] differences = [.. expected.Zip(reduced.ToSquare(64, 73), (a, b) => Math.Abs(a - b))];

        Assert.Equal(250, reduced.Width);
        Assert.InRange(differences.Average(), 0, 2);
        Assert.InRange(differences.Max(), 0, 24);
    }

    [Fact]
    public void An_incomplete_file_is_refused_also_when_it_is_reduced()
    {
        byte[] encoded = Jpeg(2000, 1500);

        string message = Assert.Throws<InvalidDataException>(() => new ImageFileDecoder(new()).Decode(encoded[..(encoded.Length / 2)], new RgbImage(), 1)).Message;

        Assert.Equal("it is incomplete: the end of the file is missing", message);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(17)]
    public void The_pixels_of_an_opaque_image_are_copied_as_they_are(int width)
    {
        byte[] rgba = [.. Enumerable.Range(0, width * 4).Select(i => (byte)(i % 4 == 3 ? 255 : i))];
        var rgb = new byte[width * 3];

        OpaquePixels.Copy(rgba, rgb);

        Assert.Equal(rgba.Where((_, i) => i % 4 != 3), rgb);
    }

    // Soft waves, as in photos.
    private static byte[] Jpeg(int width, int height)
    {
        using var bitmap = new SKBitmap(width, height);
        using (var canvas = new SKCanvas(bitmap))
        using (SKShader shader = SKShader.CreateSweepGradient(new(width / 3f, height / 2f), [SKColors.Green, SKColors.Orange, SKColors.Navy, SKColors.White, SKColors.Green]))
        using (var paint = new SKPaint { Shader = shader })
        {
            canvas.DrawPaint(paint);
        }

        using SKData data = bitmap.Encode(SKEncodedImageFormat.Jpeg, 50);
        return data.ToArray();
    }

    private static RgbImage Decode(string name, DecodingOptions? options = null) => Decode(File.ReadAllBytes(CaseFiles.Image(name)), options ?? new());

    private static RgbImage Decode(byte[] encoded, DecodingOptions options)
    {
        var image = new RgbImage();
        new ImageFileDecoder(options).Decode(encoded, image);
        return image;
    }

    private static string Refused(string name) => Refused(File.ReadAllBytes(CaseFiles.Image(name)), new());

    private static string Refused(byte[] encoded, DecodingOptions options)
        => Assert.Throws<InvalidDataException>(() => new ImageFileDecoder(options).Decode(encoded, new RgbImage())).Message;
}
