using Microsoft.ML.Data;
using MLNet.Ride.Torch.Tests.Support;
using WebApp.Predictions;

namespace WebApp.Tests;

public sealed class ImageHeaderTests
{
    [Theory]
    [InlineData("89504E470D0A1A0A 0000000D49484452 00000140 000000F0")]
    [InlineData("FFD8 FFE000044A46 FFFF C4000411AA FFC2 0011 08 00F0 0140 03")]
    [InlineData("424D000000000000000000000000 28000000 40010000 10FFFFFF")]
    [InlineData("424D000000000000000000000000 0C000000 4001 F000 01001800")]
    [InlineData("474946383961 4001 F000 000000 21F90400000000002C 0000 0000 0100 0100 00")]
    [InlineData("474946383961 0100 0100 800000 AABBCCDDEEFF 2C 3C00 2800 0401 C800 00")]
    [InlineData("5249464600000000574542505650382000000000 000000 9D012A 4001 F000")]
    [InlineData("5249464600000000574542505650384C00000000 2F 3FC13B00")]
    [InlineData("5249464600000000574542505650385800000000 00000000 3F0100 EF0000")]
    public void The_head_tells_the_size(string head)
    {
        byte[] bytes = Convert.FromHexString(head.Replace(" ", "", StringComparison.Ordinal));

        Assert.Equal((320, 240), ImageHeader.Size(bytes));
        Assert.All(Enumerable.Range(0, bytes.Length), length => Assert.True(ImageHeader.Size(bytes.AsSpan(0, length)) is null or (320, 240)));
    }

    [Theory]
    [InlineData("image.png")]
    [InlineData("image.jpg")]
    public void So_it_does_in_files_that_were_written(string name)
    {
        using var folder = new TemporaryFolder();
        using (MLImage image = MLImage.CreateFromPixels(32, 20, MLPixelFormat.Rgba32, new byte[4 * 32 * 20]))
        {
            image.Save(folder.File(name));
        }

        Assert.Equal((32, 20), ImageHeader.Size(File.ReadAllBytes(folder.File(name))));
    }

    [Theory]
    [InlineData("")]
    [InlineData("6E6F20696D616765")]
    [InlineData("FFD8FFDA000000000000000000")]
    [InlineData("FFD8FFE0000000000000000000")]
    public void What_is_no_image_has_none(string bytes) => Assert.Null(ImageHeader.Size(Convert.FromHexString(bytes)));
}
