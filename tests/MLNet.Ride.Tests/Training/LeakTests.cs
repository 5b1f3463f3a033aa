using Microsoft.ML;
using MLNet.Ride.Tests.Support;
using MLNet.Ride.Torch.Options;
using TorchSharp;

namespace MLNet.Ride.Tests.Training;

/// <summary>Nothing stays behind of trainings, cursors and engines; benchmarks/Leaks does the same for hours.</summary>
public sealed class LeakTests
{
    private const long MostGrowth = 48L << 20;
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void Two_hundred_trainings_leave_neither_tensors_nor_memory()
    {
        IDataView data = Keyed();
        var options = new RideTrainer.Options
        {
            Backbone = "resnet20",
            ExpertCount = 1,
            ImageSize = TinyRide.ImageSize,
            Epochs = 1,
            BatchSize = 4,

            // TorchSharp goes on counting the tensor that a Parameter is made from, so the head is one that needs no Parameter of its own.
            Head = HeadKind.Linear,
        };
        RideTrainer trainer = _ml.MulticlassClassification.Trainers.Ride(options);
        trainer.Fit(data).Dispose();
        long resident = Resident();
        long tensors = torch.Tensor.TotalCount;
        for (int fit = 1; fit <= 200; fit++)
        {
            trainer.Fit(data).Dispose();
            resident = fit == 60 ? Resident() : resident;
        }

        long growth = Resident() - resident;
        Assert.Equal(tensors, torch.Tensor.TotalCount);
        Assert.InRange(growth, long.MinValue, MostGrowth);
    }

    [Fact]
    public void Engines_and_abandoned_cursors_leave_no_tensors()
    {
        using RideTransformer model = TinyRide.Transformer(_ml, routerTopLogits: 3);
        IDataView scored = model.Transform(Keyed());
        PixelRow row = PixelRow.Draw(1).First();
        var shared = new PredictionEngineOptions { OwnsTransformer = false };
        long tensors = 0;
        for (int round = 0; round < 20; round++)
        {
            using (var engine = _ml.Model.CreatePredictionEngine<PixelRow, KeyedPredictionRow>(model, shared))
            {
                _ = engine.Predict(row);
                _ = engine.Predict(row);
            }

            using DataViewRowCursor cursor = scored.GetRowCursor(scored.Schema);
            Assert.True(cursor.MoveNext());
            _ = Resident();
            tensors = round == 0 ? torch.Tensor.TotalCount : tensors;
        }

        Assert.Equal(tensors, torch.Tensor.TotalCount);
    }

    private IDataView Keyed()
    {
        IDataView rows = _ml.Data.LoadFromEnumerable(PixelRow.Draw(1).Take(2).ToList());
        return _ml.Transforms.Conversion.MapValueToKey("Label").Fit(rows).Transform(rows);
    }

    /// <summary>Resident memory without what only waits to be finalized.</summary>
    private static long Resident()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return Environment.WorkingSet;
    }
}
