using MLNet.Ride.Torch.Losses;
using MLNet.Ride.Torch.Losses.Classification;
using MLNet.Ride.Torch.Options;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Tests.Losses;

public class LossOfPartsTests
{
    private static readonly int[] Counts = [120, 30, 5];

    public static TheoryData<string, bool> Names
    {
        get
        {
            var cases = new TheoryData<string, bool>();
            foreach (string name in LossRegistry.All.Names)
            {
                cases.Add(name, false);
                cases.Add(name, true);
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_losses_of_parts_weighted_by_their_images_add_up_to_that_of_the_batch(string name, bool reweighted)
    {
        using DisposeScope scope = NewDisposeScope();
        using var loss = new ExpertLoss(new LossOptions { Classification = name, ReweightAfterEpoch = reweighted ? 0 : 9 }, Counts, 10, expertCount: 3);
        using Generator generator = new(1);
        Tensor[] logits = [.. Enumerable.Range(0, 3).Select(_ => randn([7, 3], generator: generator))];
        Tensor labels = tensor(new long[] { 0, 2, 0, 1, 0, 0, 2 });

        double sum = new[] { (First: 0, Count: 3), (First: 3, Count: 4) }.Sum(part => part.Count * loss.Compute(
            [.. logits.Select(ofExpert => ofExpert.narrow(0, part.First, part.Count))], new(labels.narrow(0, part.First, part.Count), labels), 1).item<float>());

        Assert.Equal(loss.Compute(logits, labels, 1).item<float>(), sum / 7, 1e-5);
    }
}
