using System.Globalization;
using MLNet.Ride.Torch.Batches;
using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Training.Validation;

namespace MLNet.Ride.Torch.Tests.Options;

/// <summary>Messages read the same wherever a program runs, so that they can be searched for.</summary>
public class CultureTests
{
    [Fact]
    public void Messages_write_numbers_with_a_point()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("de-DE");

            Assert.Contains("must be between 0 and 1, but is 1.5.", Refused(o => (o.Distillation.TeacherExperts, o.Distillation.WarmUpFraction) = (6, 1.5)));
            Assert.Contains("must be increasing, but is 0.25, 0.2.", Refused(o => o.Optimizer.StepFractions = [0.25, 0.2]));
            Assert.Contains("Loss.DiversityFactor = -0.25 ", UnusualSettings.In(new RideOptions { Loss = { Classification = Torch.Options.Losses.BalPoE, DiversityFactor = -0.25 } }, false).Last());
            using LabeledImages images = DrawnImages.Create([2, 2], TinyRide.ImageSize);
            Assert.Contains("Validation.Fraction = 0.01 ", Assert.Throws<ArgumentException>(() => HeldOut.Split(images, 0.01, 1)).Message);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static string Refused(Action<RideOptions> set)
    {
        var options = new RideOptions();
        set(options);
        string message = Assert.ThrowsAny<ArgumentException>(() => RideTraining.Check(options)).Message;
        Assert.DoesNotContain("0,25", message);
        Assert.DoesNotContain("1,5", message);
        return message;
    }
}
