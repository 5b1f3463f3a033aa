using MLNet.Ride.Torch.Losses.Classification;
using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Tests.Reference;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Tests.Losses;

/// <summary>Losses with label smoothing, compared with PyTorch 1.13.1.</summary>
/// <remarks>
/// import torch
/// z, y, w = torch.tensor([[2., 0, -1], [-.5, 1, .25]]), torch.tensor([0, 2]), torch.tensor([.5, 1, 1.5])
/// n = torch.tensor([6., 3, 1]); log = (n/10).log(); margins = n**-.25; margins = margins/margins.max()*15
/// f = lambda z, w=None: torch.nn.functional.cross_entropy(z, y, weight=w, label_smoothing=.1).item()
/// inverse = 1/n; inverse = inverse/inverse.sum()*3
/// print(f(z), f(z, w), f(z + log), f(z + log, w), f(z - margins*torch.nn.functional.one_hot(y, 3)), f(z + 2*log), f(z + log - 2*log.flip(0)),
///       f(z, inverse), f(z, inverse*w))
/// </remarks>
public class LabelSmoothingTests
{
    private static readonly int[] Counts = [6, 3, 1];

    [Theory]
    [InlineData("cross-entropy", 0, false, 0.8072443)]
    [InlineData("cross-entropy", 0, true, 1.0753233)]
    [InlineData("balanced-softmax", 0, false, 1.2736526)]
    [InlineData("balanced-softmax", 0, true, 1.8280016)]
    [InlineData("ldam", 0, false, 11.1884584)]
    [InlineData("ldam", 0, true, 13.0644083)]
    [InlineData("logit-adjustment", 0, false, 1.8933682)]
    [InlineData("inverse-frequency", 0, false, 1.1709443)]
    [InlineData("inverse-frequency", 0, true, 1.2609333)]
    [InlineData("sade", 0, false, 0.8072443)]
    [InlineData("sade", 1, false, 1.2736526)]
    [InlineData("sade", 2, false, 2.5216632)]
    [InlineData("balpoe", 0, false, 0.8072443)]
    [InlineData("balpoe", 1, false, 1.8933682)]
    public void A_smoothed_loss_is_that_of_PyTorch(string name, int expert, bool weighted, double expected)
    {
        var options = new LossOptions { Classification = name, LabelSmoothing = 0.1, Tau = name == "logit-adjustment" ? 2 : 1 };
        using DisposeScope scope = NewDisposeScope();
        using ClassificationLoss loss = LossRegistry.Create(options, Counts, expert, name == "balpoe" ? 2 : 3);
        Tensor logits = tensor((float[])[2, 0, -1, -0.5f, 1, 0.25f], [2, 3]);

        Tensor value = loss.Compute(logits, tensor((long[])[0, 2]), weighted ? tensor((float[])[0.5f, 1, 1.5f]) : null);

        Close.Value(expected, value.item<float>(), 1e-6, name);
    }

    [Fact]
    public void A_loss_that_is_no_cross_entropy_refuses_it_and_names_those_that_take_it()
    {
        var options = new LossOptions { Classification = Torch.Options.Losses.Focal, LabelSmoothing = 0.1 };

        string message = Assert.Throws<ArgumentException>(() => LossCheck.Check(options, 3)).Message;

        Assert.Contains("The loss 'focal' has no label smoothing: set Loss.LabelSmoothing = 0, or Loss.Classification to one of cross-entropy,", message);
        Assert.DoesNotContain("class-balanced-focal", message);
    }
}
