using System.IO.Compression;
using MLNet.Ride.Torch.Formats;
using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Models.Weights;
using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Tests.Support;
using MLNet.Ride.Torch.Tests.Training;
using TorchSharp;

namespace MLNet.Ride.Torch.Tests.Models.Weights;

public sealed class WeightsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Saved_weights_come_back()
    {
        using RideModel saved = TinyRide.Model(3);
        saved.AddRouter(2, 5);
        saved.SaveWeights(Path);
        using RideModel loaded = RideModel.Create(saved.Description, 9);

        WeightsReport report = loaded.LoadWeights(Path);

        Assert.Equal(ResumeTests.Values(saved), ResumeTests.Values(loaded));
        Assert.Contains($"{saved.State().Count} tensors loaded, 0 missing, 0 unexpected, 0 of another shape", report.ToString());
        Assert.Equal([Path], Directory.GetFiles(_folder.Folder));
    }

    [Fact]
    public void A_saved_model_has_weights_too()
    {
        using RideModel saved = TinyRide.Model(3);
        Archive(saved, "TransformerChain/Transform_001/Ride/weights.safetensors");
        using RideModel loaded = RideModel.Create(saved.Description, 9);

        loaded.LoadWeights(Path);

        Assert.Equal(ResumeTests.Values(saved), ResumeTests.Values(loaded));
        Archive(saved, "a/weights.safetensors", "b/weights.safetensors");
        Assert.Contains("2 networks: a/weights.safetensors, b/weights.safetensors", Assert.Throws<InvalidDataException>(() => loaded.LoadWeights(Path)).Message);
        Archive(saved, "a/other");
        Assert.Contains("not a PyTorch file", Assert.Throws<InvalidDataException>(() => loaded.LoadWeights(Path)).Message);
    }

    [Fact]
    public void A_write_that_fails_leaves_the_file_before()
    {
        File.WriteAllText(Path, "before");

        Assert.Throws<NotSupportedException>(() => AtomicFile.Write(Path, stream =>
        {
            stream.WriteByte(1);
            throw new NotSupportedException();
        }));

        Assert.Equal("before", File.ReadAllText(Path));
        Assert.Equal([Path], Directory.GetFiles(_folder.Folder));
    }

    [Fact]
    public void What_does_not_fit_is_named_and_nothing_is_copied()
    {
        using RideModel saved = TinyRide.Model(3);
        saved.SaveWeights(Path);
        using RideModel other = TinyRide.Model(4);
        Dictionary<string, byte[]> before = ResumeTests.Values(other);

        var error = Assert.Throws<InvalidDataException>(() => other.LoadWeights(Path));

        Assert.Contains("of another shape: backbone.linears.0.weight (Float32 [48, 3] instead of Float32 [48, 4])", error.Message);
        Assert.Contains("AllButHeads", error.Message);
        Assert.Equal(before, ResumeTests.Values(other));
        WeightsReport report = other.LoadWeights(Path, WeightMatching.AllButHeads);
        Assert.Equal(2, report.OtherShape.Count);
        Assert.Equal(other.State().Count - 2, report.Matched.Count);
    }

    [Fact]
    public void Whatever_fits_can_be_taken()
    {
        using RideModel saved = TinyRide.Model(3);
        saved.SaveWeights(Path);
        using RideModel wide = RideModel.Create(saved.Description with { ReducedWidth = false, ExpertCount = 3 }, 9);

        Assert.Contains("missing", Assert.Throws<InvalidDataException>(() => wide.LoadWeights(Path, WeightMatching.AllButHeads)).Message);
        WeightsReport report = wide.LoadWeights(Path, WeightMatching.WhateverFits);

        Assert.Contains("backbone.conv1.weight", report.Matched);
        Assert.NotEmpty(report.Missing);
        Assert.NotEmpty(report.OtherShape);
        using var nothing = new FileStream(_folder.File("none"), FileMode.Create);
        SafeTensors.Write(nothing, new Dictionary<string, torch.Tensor>());
        nothing.Dispose();
        Assert.Contains("No tensor", Assert.Throws<InvalidDataException>(() => wide.LoadWeights(_folder.File("none"), WeightMatching.WhateverFits)).Message);
    }

    [Fact]
    public void Half_precision_and_the_prefix_of_parallel_training_are_understood()
    {
        using RideModel saved = TinyRide.Model(3);
        using (torch.NewDisposeScope())
        {
            using FileStream stream = File.Create(Path);
            SafeTensors.Write(stream, saved.State().ToDictionary(
                entry => $"module.{entry.Key}",
                entry => entry.Value.is_floating_point() ? entry.Value.detach().to_type(torch.ScalarType.Float16) : entry.Value));
        }

        using RideModel loaded = RideModel.Create(saved.Description, 9);
        loaded.LoadWeights(Path);

        using torch.Tensor difference = (loaded.State()["backbone.conv1.weight"] - saved.State()["backbone.conv1.weight"]).abs().max();
        Assert.InRange(difference.item<float>(), 0, 1e-3f);
    }

    [Fact]
    public void Classes_that_both_have_keep_their_heads()
    {
        foreach (HeadKind head in new[] { HeadKind.Linear, HeadKind.Cosine })
        {
            ModelDescription description;
            using (RideModel three = TinyRide.Model(3))
            {
                description = three.Description with { Head = head };
            }

            using RideModel trained = RideModel.Create(description, 1);
            using RideModel model = RideModel.Create(description with { ClassCount = 4, TrainingCounts = [1, 1, 1, 1] }, 2);
            Dictionary<string, float[]> fresh = Head(model);
            using (torch.NewDisposeScope())
            {
                WeightsLoader.Load(model, HeadTransfer.State(trained, model, [2, -1, 0, -1]), WeightMatching.Exact, "initial model");
            }

            Dictionary<string, float[]> old = Head(trained);
            Dictionary<string, float[]> now = Head(model);
            Assert.Equal(Class(old, head, 3, 2), Class(now, head, 4, 0));
            Assert.Equal(Class(fresh, head, 4, 1), Class(now, head, 4, 1));
            Assert.Equal(Class(old, head, 3, 0), Class(now, head, 4, 2));
            Assert.Equal(Class(fresh, head, 4, 3), Class(now, head, 4, 3));
        }
    }

    private string Path => _folder.File("weights.safetensors");

    private void Archive(RideModel model, params string[] entries)
    {
        using FileStream file = File.Create(Path);
        using var archive = new ZipArchive(file, ZipArchiveMode.Create);
        foreach (string name in entries)
        {
            using Stream entry = archive.CreateEntry(name).Open();
            model.Save(entry);
        }
    }

    private static Dictionary<string, float[]> Head(RideModel model)
        => model.State().Where(entry => entry.Key.StartsWith("backbone.linears.0.", StringComparison.Ordinal))
            .ToDictionary(entry => entry.Key, entry => entry.Value.data<float>().ToArray());

    private static float[] Class(Dictionary<string, float[]> state, HeadKind head, int classes, int index)
        => head == HeadKind.Cosine
            ? [.. state["backbone.linears.0.weight"].Where((_, i) => i % classes == index)]
            : [.. state["backbone.linears.0.weight"].Chunk(state["backbone.linears.0.weight"].Length / classes).ElementAt(index), state["backbone.linears.0.bias"][index]];
}
