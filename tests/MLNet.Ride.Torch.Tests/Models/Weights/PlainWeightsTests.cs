using MLNet.Ride.Torch.Formats;
using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Models.Weights;
using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Tests.Support;
using MLNet.Ride.Torch.Tests.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Tests.Models.Weights;

public sealed class PlainWeightsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string File => _folder.File("plain.safetensors");

    [Fact]
    public void The_weights_of_a_ResNet_of_torchvision_give_every_expert_its_features()
    {
        Save(Backbones.ResNet18);
        using RideModel model = RideModel.Create(PlainResNet.Description(Backbones.ResNet18, 3), 1);
        using RideModel before = model.Copy();

        WeightsReport report = model.LoadWeights(File);

        PlainResNet.CheckFeatures(model);
        Assert.Equal("layer3.0.conv1.weight", report.Origins["backbone.layer3s.2.0.conv1.weight"]);
        Assert.Equal("conv1.weight", report.Origins["backbone.conv1.weight"]);
        Assert.Contains("layer4.1.bn2.bias", report.CopiedToExperts);
        Assert.DoesNotContain("layer2.0.conv1.weight", report.CopiedToExperts);
        Assert.Equal(["fc.weight", "fc.bias"], report.Ignored);
        Assert.Equal(6, report.Initial.Count);
        Assert.Contains("60 tensors (layer3, layer4) were copied to each of 3 experts", report.ToString());
        Assert.Contains("0 missing, 0 unexpected, 0 of another shape", report.ToString());
        Assert.Contains("Ignored: fc.weight, fc.bias.", report.ToString());
        Dictionary<string, byte[]> heads = ResumeTests.Values(model);
        Assert.Equal(ResumeTests.Values(before)["backbone.linears.1.weight"], heads["backbone.linears.1.weight"]);
        Assert.NotEqual(heads["backbone.linears.0.weight"], heads["backbone.linears.1.weight"]);
    }

    [Theory]
    [InlineData("module.")]
    [InlineData("model.")]
    [InlineData("module.model.")]
    public void Prefixes_of_wrappers_are_removed(string prefix)
    {
        Save(Backbones.ResNet20, name => prefix + name);
        using RideModel model = RideModel.Create(PlainResNet.Description(Backbones.ResNet20, 2), 1);

        model.LoadWeights(File);

        PlainResNet.CheckFeatures(model);
    }

    [Fact]
    public void Batch_counters_may_be_missing_and_one_expert_is_enough()
    {
        Save(Backbones.ResNet20, name => name.EndsWith("num_batches_tracked", StringComparison.Ordinal) ? null : name);
        using RideModel model = RideModel.Create(PlainResNet.Description(Backbones.ResNet20, 1), 1);

        WeightsReport report = model.LoadWeights(File);

        PlainResNet.CheckFeatures(model);
        Assert.Empty(report.CopiedToExperts);
        Assert.Contains("backbone.bn1.num_batches_tracked", report.Initial);
    }

    [Fact]
    public void Narrow_experts_are_refused_with_what_to_do_and_may_take_the_shared_stages()
    {
        Save(Backbones.ResNet18);
        using RideModel narrow = RideModel.Create(PlainResNet.Description(Backbones.ResNet18, 2, reducedWidth: true), 1);

        string message = Assert.Throws<InvalidDataException>(() => narrow.LoadWeights(File)).Message;
        WeightsReport report = narrow.LoadWeights(File, WeightMatching.WhateverFits);

        Assert.Contains("of another shape: backbone.layer3s.0.0.conv1.weight (Float32 [256, 128, 3, 3] instead of Float32 [192, 128, 3, 3])", message);
        Assert.Contains("set ReducedWidth = false", message);
        Assert.Contains("set ReducedWidth = false", report.ToString());
        Assert.Contains("backbone.layer2.0.conv1.weight", report.Matched);
        Assert.DoesNotContain(report.Matched, name => name.StartsWith("backbone.layer4s.0.0.conv1", StringComparison.Ordinal));
    }

    [Fact]
    public void Tensors_of_another_architecture_are_named()
    {
        Save(Backbones.ResNet18);
        using RideModel deeper = RideModel.Create(PlainResNet.Description(Backbones.ResNet34, 1), 1);
        Assert.Contains("Tensors missing: backbone.layer1.2.conv1.weight", Assert.Throws<InvalidDataException>(() => deeper.LoadWeights(File)).Message);
        using RideModel shallower = RideModel.Create(PlainResNet.Description(Backbones.ResNet10, 1), 1);
        Assert.Contains("Tensors unexpected: layer1.1.conv1.weight", Assert.Throws<InvalidDataException>(() => shallower.LoadWeights(File)).Message);

        Save(Backbones.ResNet20, name => $"features.{name}");
        string other = Assert.Throws<InvalidDataException>(() => shallower.LoadWeights(File)).Message;
        Assert.Contains("Tensors missing: backbone.conv1.weight", other);
        Assert.Contains("Tensors unexpected: features.conv1.weight", other);
    }

    private void Save(string backbone, Func<string, string?>? rename = null)
    {
        using DisposeScope scope = NewDisposeScope();
        using FileStream stream = System.IO.File.Create(File);
        SafeTensors.Write(
            stream,
            PlainResNet.State(backbone).Select(entry => (Name: rename is null ? entry.Key : rename(entry.Key), entry.Value)).Where(entry => entry.Name is not null)
                .ToDictionary(entry => entry.Name!, entry => entry.Value));
    }
}
