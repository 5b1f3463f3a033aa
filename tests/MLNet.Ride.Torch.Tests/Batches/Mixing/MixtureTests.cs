using MLNet.Ride.Torch.Batches.Mixing;
using MLNet.Ride.Torch.Imaging;

namespace MLNet.Ride.Torch.Tests.Batches.Mixing;

public class MixtureTests
{
    private const int Size = 5;
    private const int Length = Size * Size * 3;

    private readonly float[] _own = Values(1);
    private readonly float[] _others = Values(2);

    [Fact]
    public void Blends_every_pixel()
    {
        float[] expected = [.. _own.Zip(_others, (own, other) => (own * 0.3f) + (other * 0.7f))];

        new Mixture(0.3, null).Apply(_own, _others, Size);

        Assert.Equal(expected, _own);
    }

    [Fact]
    public void Pastes_the_box_alone()
    {
        float[] before = [.. _own];
        var box = new PixelBox(1, 2, 3, 2);

        new Mixture(0.76, box).Apply(_own, _others, Size);

        for (int i = 0; i < _own.Length; i++)
        {
            (int x, int y) = (i % Length / 3 % Size, i % Length / 3 / Size);
            Assert.Equal(x is >= 1 and < 4 && y is >= 2 and < 4 ? _others[i] : before[i], _own[i]);
        }
    }

    [Fact]
    public void The_share_is_what_the_box_leaves()
    {
        var random = new Random(1);
        Mixture[] drawn = [.. Enumerable.Range(0, 5000).Select(_ => Mixture.Paste(random, 1, 32))];

        Assert.All(drawn, mixture =>
        {
            PixelBox box = mixture.Box!.Value;
            Assert.Equal(1 - (box.Width * box.Height / 1024.0), mixture.Share);
            Assert.InRange(box.Left, 0, 32);
            Assert.InRange(box.Left + box.Width, 0, 32);
            Assert.InRange(box.Top + box.Height, 0, 32);
        });
        Assert.Contains(drawn, mixture => mixture.Share > 0.99);
        Assert.Contains(drawn, mixture => mixture.Share < 0.13);
    }

    [Fact]
    public void Boxes_are_those_of_the_published_arithmetic()
    {
        for (int side = 0; side <= 32; side++)
        {
            int expected = Enumerable.Range(0, 32).Sum(x => Math.Clamp(x + (side / 2), 0, 32) - Math.Clamp(x - (side / 2), 0, 32));

            Assert.Equal(expected, Enumerable.Range(0, 32).Sum(x => PixelBox.Around(x, 3, side, 32).Width));
            Assert.Equal(expected, Enumerable.Range(0, 32).Sum(y => PixelBox.Around(30, y, side, 32).Height));
        }
    }

    private static float[] Values(int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, 3 * Length).Select(_ => random.NextSingle())];
    }
}
