using System.Text.Json.Nodes;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Ride.Tests.Documentation;
using MLNet.Ride.Tests.Support;
using MLNet.Ride.Torch.Batches.Mixing;
using MLNet.Ride.Torch.Imaging.Policies;
using MLNet.Ride.Torch.Losses.Classification;
using MLNet.Ride.Torch.Methods.Decoupling;
using MLNet.Ride.Torch.Methods.SelfSupervision;
using MLNet.Ride.Torch.Networks;
using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Sampling;
using MLNet.Ride.Torch.Training.Schedules;

namespace MLNet.Ride.Tests.OwnParts;

/// <summary>Users add entries to the registries by what is public alone, and models made with them are saved and loaded.</summary>
public class OwnPartsTests
{
    private const string Name = "own";

    private readonly MLContext _ml = new(seed: 1);

    static OwnPartsTests()
    {
        BackboneRegistry.All.Add(Name, new(network => new TinyBackbone(network), TinyBackbone.Measure));
        LossRegistry.All.Add(Name, new((_, _) => new SmoothedLoss(0.1)));
        SamplerRegistry.All.Add(Name, (_, _, epochLength, _) => new SamplerInOrder(epochLength));
        AugmentationRegistry.All.Add(Name, (_, _) => new InvertingPolicy());
        MixingRegistry.All.Add(Name, new((_, _, _) => Used.Note(Used.Mixing, new Mixture(0.5, null)), Alpha: 1, Probability: 1));
        ClassifierRegistry.All.Add(Name, new ZeroedClassifier());
        SelfSupervisionRegistry.All.Add(Name, (_, _, _, _, _) => new SmallFeaturesTask());
        ScheduleRegistry.All.Add(Name, (_, _, _) => new ConstantSchedule());
    }

    [Fact]
    public void One_of_each_is_trained_saved_and_loaded()
    {
        RideTrainer.Options options = TinyRide.Options();
        options.Backbone = Name;
        options.Loss.Classification = Name;
        options.Sampling.Sampler = Name;
        options.Augmentation.Policy = Name;
        options.Mixing.Method = Name;
        options.Classifier.Method = Name;
        options.Optimizer.Schedule = Name;

        TrainSaveAndLoad(options);

        Assert.Superset(new HashSet<string> { Used.Sampler, Used.Policy, Used.Mixing, Used.Classifier, Used.Schedule }, Used.All());
    }

    [Fact]
    public void An_own_self_supervised_task_is_learned()
    {
        RideTrainer.Options options = TinyRide.Options();
        options.Backbone = Name;
        options.SelfSupervision.Task = Name;

        TrainSaveAndLoad(options);

        Assert.Contains(Used.Task, Used.All());
    }

    [Fact]
    public void A_model_of_an_unknown_backbone_is_refused_with_the_name_and_where_to_add_it()
    {
        var file = new MemoryStream();
        using (RideTransformer model = TinyRide.Transformer(_ml))
        {
            _ml.Model.Save(model, null, file);
        }

        ModelZip.ChangeJson(file, "network.json", json => json["network"]!["backbone"] = JsonValue.Create("absent"));
        file.Position = 0;

        string message = Assert.ThrowsAny<Exception>(() => _ml.Model.Load(file, out _)).ToString();

        Assert.Contains("'absent' is unknown. Available: resnet20,", message, StringComparison.Ordinal);
        Assert.Contains("BackboneRegistry.All.Add(\"absent\", …)", message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_name_is_refused_when_the_trainer_is_made()
    {
        RideTrainer.Options options = TinyRide.Options();
        options.Loss.Classification = "absent";

        string message = Assert.Throws<ArgumentException>(() => _ml.MulticlassClassification.Trainers.Ride(options)).Message;

        Assert.Contains("Loss.Classification 'absent' is unknown. Available: cross-entropy,", message, StringComparison.Ordinal);
        Assert.Contains("LossRegistry.All.Add(\"absent\", …)", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_is_added_once()
    {
        Assert.Contains("'resnet50'", Assert.Throws<ArgumentException>(() => BackboneRegistry.All.Add(Backbones.ResNet50, BackboneRegistry.All.Find(Name))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => BackboneRegistry.All.Add(" ", BackboneRegistry.All.Find(Name)));
        Assert.Equal(Name, BackboneRegistry.All.Names.Single(name => name == Name));
    }

    private void TrainSaveAndLoad(RideTrainer.Options options)
    {
        IDataView rows = TinyRide.Labeled(_ml, 6);
        using RideTransformer trained = _ml.MulticlassClassification.Trainers.Ride(options).Fit(rows);
        var file = new MemoryStream();
        _ml.Model.Save(trained, rows.Schema, file);
        file.Position = 0;
        using var loaded = (RideTransformer)new MLContext().Model.Load(file, out _);
        Assert.Equal(Scores(trained, rows), Scores(loaded, rows));
    }

    private static float[][] Scores(ITransformer model, IDataView rows)
        => [.. model.Transform(rows).GetColumn<VBuffer<float>>("Score").Select(score => score.DenseValues().ToArray())];
}
