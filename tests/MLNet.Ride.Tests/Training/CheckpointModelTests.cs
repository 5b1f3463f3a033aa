using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Ride.Tests.Support;
using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Training;

namespace MLNet.Ride.Tests.Training;

public sealed class CheckpointModelTests : IDisposable
{
    private readonly MLContext _ml = new(seed: 1);
    private readonly TemporaryFolder _folder = new();
    private readonly IDataView _rows;

    public CheckpointModelTests() => _rows = TinyRide.Labeled(_ml, 8);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_canceled_run_gives_a_model_and_resumes()
    {
        RideTrainer.Options options = Options(epochs: 3);
        options.ScoreColumnName = "Probability";
        Cancel(options, report => report is { Stage: "experts", Epoch: 2, Step: 2 });

        using RideTransformer model = _ml.Model.LoadRideCheckpoint(_folder.Path, out RideCheckpoint checkpoint);

        Assert.Equal(("experts", 1, 3, false, null), (checkpoint.Stage, checkpoint.CompletedEpochs, checkpoint.EpochCount, checkpoint.IsFinished, checkpoint.BestEpoch));
        Assert.Equal("1 of 3 epochs of stage 'experts'", checkpoint.ToString());
        Assert.Equal(PixelRow.Names, model.ClassNames);
        Assert.Equal([8, 8, 8], model.TrainingCounts);
        float[] first = model.Transform(_rows).GetColumn<float[]>("Probability").First();
        Assert.Equal(1, first.Sum(), 3);

        _ml.Model.Save(model, _rows.Schema, _folder.File("model.zip"));
        ITransformer loaded = _ml.Model.Load(_folder.File("model.zip"), out _);
        Assert.Equal(first, loaded.Transform(_rows).GetColumn<float[]>("Probability").First());

        (options.CancellationToken, options.Progress) = (default, null);
        using RideTransformer resumed = _ml.MulticlassClassification.Trainers.Ride(options).Fit(_rows);
        Assert.True(RideCheckpoint.Find(_folder.Path)!.IsFinished);
    }

    [Fact]
    public void A_finished_run_gives_its_model()
    {
        using RideTransformer trained = _ml.MulticlassClassification.Trainers.Ride(Options(epochs: 1)).Fit(_rows);

        using RideTransformer model = _ml.Model.LoadRideCheckpoint(_folder.Path, out RideCheckpoint checkpoint);

        Assert.Equal("a finished run", checkpoint.ToString());
        Assert.Equal(trained.Transform(_rows).GetColumn<float[]>("Score"), model.Transform(_rows).GetColumn<float[]>("Score"));
    }

    [Fact]
    public void The_best_epoch_is_named()
    {
        RideTrainer.Options options = Options(epochs: 3);
        (options.Validation.Fraction, options.Validation.Keep) = (0.3, KeptEpoch.Best);
        Cancel(options, report => report is { Epoch: 3, Step: 1 });

        using RideTransformer model = _ml.Model.LoadRideCheckpoint(_folder.Path, out RideCheckpoint checkpoint);

        Assert.InRange(checkpoint.BestEpoch!.Value, 1, 2);
    }

    [Fact]
    public void A_run_without_a_model_so_far_is_refused()
    {
        RideTrainer.Options options = Options(epochs: 1);
        options.Distillation.TeacherExperts = 2;
        Cancel(options, report => report is { Stage: "teacher", Step: 1 });

        Assert.False(RideCheckpoint.Find(_folder.Path)!.HasModel);
        Assert.Contains(
            "has no model yet: the run stopped in the stage 'teacher'",
            Assert.Throws<InvalidOperationException>(() => _ml.Model.LoadRideCheckpoint(_folder.Path, out _)).Message);
    }

    [Fact]
    public void A_folder_without_a_checkpoint_is_refused()
    {
        Assert.Null(RideCheckpoint.Find(_folder.Path));
        Assert.Contains("There is no checkpoint in", Assert.Throws<FileNotFoundException>(() => _ml.Model.LoadRideCheckpoint(_folder.Path, out _)).Message);
        File.WriteAllText(_folder.File("training.safetensors"), "something else");
        Assert.Contains("cannot be used", Assert.Throws<InvalidDataException>(() => RideCheckpoint.Find(_folder.Path)).Message);
    }

    [Fact]
    public void Options_of_another_run_are_refused_before_images_are_read()
    {
        RideTrainer.Options options = Options(epochs: 2);
        Cancel(options, report => report.Step == 2);
        RideCheckpoint checkpoint = RideCheckpoint.Find(_folder.Path)!;
        checkpoint.CheckOptions(options);

        options.Optimizer.LearningRate = 0.3;

        Assert.Contains("Optimizer.LearningRate (0.1 in the checkpoint, 0.3 now)", Assert.Throws<InvalidDataException>(() => checkpoint.CheckOptions(options)).Message);
    }

    private RideTrainer.Options Options(int epochs)
    {
        RideTrainer.Options options = TinyRide.Options(epochs);
        (options.Seed, options.Checkpoints.Folder) = (1, _folder.Path);
        return options;
    }

    private void Cancel(RideTrainer.Options options, Func<TrainingProgress, bool> holds)
    {
        using var source = new CancellationTokenSource();
        options.CancellationToken = source.Token;
        options.Progress = new Canceling(source, holds);
        Assert.Throws<OperationCanceledException>(() => _ml.MulticlassClassification.Trainers.Ride(options).Fit(_rows));
    }

    private sealed class Canceling(CancellationTokenSource source, Func<TrainingProgress, bool> holds) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
            if (holds(value))
            {
                source.Cancel();
            }
        }
    }
}
