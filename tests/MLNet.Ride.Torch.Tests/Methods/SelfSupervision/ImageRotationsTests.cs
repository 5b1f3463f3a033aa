using MLNet.Ride.Torch.Methods.SelfSupervision;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Tests.Methods.SelfSupervision;

public class ImageRotationsTests
{
    private const int Size = 4;

    [Fact]
    public void Each_image_is_turned_counter_clockwise_pixel_for_pixel()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor images = arange(2 * 3 * Size * Size, float32).view(2, 3, Size, Size);

        Tensor all = ImageRotations.Of(images);

        Assert.Equal([8, 3, Size, Size], all.shape);
        for (int image = 0; image < 2; image++)
        {
            for (int channel = 0; channel < 3; channel++)
            {
                for (int y = 0; y < Size; y++)
                {
                    for (int x = 0; x < Size; x++)
                    {
                        float Was(int row, int column) => images[image, channel, row, column].item<float>();
                        float Is(int rotation) => all[(rotation * 2) + image, channel, y, x].item<float>();
                        Assert.Equal(Was(y, x), Is(0));
                        Assert.Equal(Was(x, Size - 1 - y), Is(1));
                        Assert.Equal(Was(Size - 1 - y, Size - 1 - x), Is(2));
                        Assert.Equal(Was(Size - 1 - x, y), Is(3));
                    }
                }
            }
        }
    }

    [Fact]
    public void Labels_are_in_the_order_of_the_images()
    {
        using DisposeScope scope = NewDisposeScope();

        Assert.Equal([0, 0, 1, 1, 2, 2, 3, 3], ImageRotations.Labels(2, CPU).data<long>().ToArray());
    }
}
