using Microsoft.ML;
using MLNet.Ride.Tests.Support;

namespace MLNet.Ride.Tests.Scoring;

/// <summary>MLContext decides on the device, and the log and the transformer tell which it became.</summary>
public sealed class DeviceTests
{
    private const int NoSuchGpu = 99;

    [Fact]
    public void A_GPU_that_is_not_there_is_refused_without_the_fallback()
    {
        var ml = new MLContext { GpuDeviceId = NoSuchGpu, FallbackToCpu = false };
        string message = Assert.Throws<InvalidOperationException>(() => Fit(ml)).Message;
        Assert.Contains("GPU 99 was requested", message);
        Assert.Contains("FallbackToCpu = true", message);
        Assert.Contains("GPU 99 was requested", Messages(Assert.ThrowsAny<Exception>(() => Load(ml))));
    }

    [Fact]
    public void The_CPU_takes_the_place_of_a_missing_GPU_and_says_so()
    {
        var ml = new MLContext { GpuDeviceId = NoSuchGpu, FallbackToCpu = true };
        var log = new List<string>();
        ml.Log += (_, e) => log.Add(e.Message);
        using (RideTransformer trained = Fit(ml))
        {
            Assert.Equal("cpu", trained.Device);
        }

        Assert.Contains(log, line => line.Contains("GPU 99 is not available. Using the CPU instead"));
        Assert.Contains(log, line => line.Contains("Training resnet20 with 2 experts on cpu"));
        log.Clear();
        using (RideTransformer loaded = Load(ml))
        {
            Assert.Equal("cpu", loaded.Device);
        }

        Assert.Contains(log, line => line.Contains("GPU 99 is not available. Using the CPU instead"));
        Assert.Contains(log, line => line.Contains("Scoring on cpu."));
    }

    [Fact]
    public void The_GPU_may_be_chosen_after_the_trainer_was_made()
    {
        var ml = new MLContext(seed: 1);
        RideTrainer trainer = ml.MulticlassClassification.Trainers.Ride(TinyRide.Options());
        (ml.GpuDeviceId, ml.FallbackToCpu) = (NoSuchGpu, false);
        Assert.Throws<InvalidOperationException>(() => trainer.Fit(Rows(ml)));
    }

    [Fact]
    public void A_GPU_number_below_0_is_refused()
        => Assert.Throws<ArgumentOutOfRangeException>(() => Fit(new MLContext { GpuDeviceId = -1 }));

    private static RideTransformer Fit(MLContext ml) => ml.MulticlassClassification.Trainers.Ride(TinyRide.Options()).Fit(Rows(ml));

    private static IDataView Rows(MLContext ml)
    {
        IDataView rows = ml.Data.LoadFromEnumerable(PixelRow.Draw(2));
        return ml.Transforms.Conversion.MapValueToKey("Label").Fit(rows).Transform(rows);
    }

    private static RideTransformer Load(MLContext ml)
    {
        var saving = new MLContext();
        using RideTransformer model = TinyRide.Transformer(saving);
        using var stream = new MemoryStream();
        saving.Model.Save(model, null, stream);
        stream.Position = 0;
        return (RideTransformer)ml.Model.Load(stream, out _);
    }

    private static string Messages(Exception? exception)
        => exception is null ? string.Empty : $"{exception.Message} | {Messages(exception.InnerException)}";
}
