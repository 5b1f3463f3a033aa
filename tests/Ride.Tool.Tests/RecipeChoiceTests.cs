using Microsoft.ML;
using MLNet.Ride.Tool.Data;
using MLNet.Ride.Tool.Options;
using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Tool.Tests;

/// <summary>The recipe of a run without <c>--recipe</c>.</summary>
public sealed class RecipeChoiceTests : IDisposable
{
    private static readonly string[] s_quick = ["--image-size", "32", "--batch-size", "8", "--epochs", "1", "--expert-count", "1", "--routing.enabled", "false", "--seed", "1"];

    private readonly MLContext _ml = new();
    private readonly TemporaryFolder _folder = new();

    private string Images => _folder.File("images");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Photos_are_classified_by_a_pretrained_network_that_the_tool_has_and_the_choice_is_named()
    {
        Write(90, 4);
        ProgramRun run = await ToolRun.InProcess(["train", Images, "-o", _folder.File("m.zip"), .. s_quick]);

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Contains("These are photos (median 90 pixels on the shorter side): fine-tuning resnet18-imagenet (recipe 'fine-tune').", run.Error);
        Assert.Contains("--recipe small-images", run.Error);
        string model = (await ToolRun.InProcess("inspect", _folder.File("m.zip"))).Out;
        Assert.Contains("resnet18-imagenet", model);
        Assert.Contains("32 × 32 pixels", model);
    }

    [Fact]
    public async Task A_recipe_that_was_chosen_is_used_for_photos_too()
    {
        Write(90, 2);
        ProgramRun run = await ToolRun.InProcess(["train", Images, "-o", _folder.File("m.zip"), "--recipe", "plain", "--backbone", "resnet20", .. s_quick]);

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.DoesNotContain("These are photos", run.Error);
    }

    [Theory]
    [InlineData(64, Backbones.ResNet18ImageNet, null, "small-images")]
    [InlineData(65, Backbones.ResNet18ImageNet, null, "fine-tune")]
    [InlineData(65, Backbones.ResNet50, null, "photos")]
    [InlineData(65, Backbones.ResNet50, "resnet50.pth", "fine-tune")]
    public void Size_and_weights_decide(int pixels, string backbone, string? weights, string recipe)
    {
        Write(pixels, 1);
        RideTrainer.Options chosen = RecipeChoice.BeforeImages();
        chosen.Backbone = backbone;
        chosen.InitialWeights.Path = weights;

        Assert.Equal(recipe, RecipeChoice.For(_ml.Data.LoadImageSets(Images), chosen, ToolRun.Discarded));
    }

    [Fact]
    public void Unreadable_images_do_not_count_and_pixels_are_small_images()
    {
        Write(90, 1);
        foreach (int i in Enumerable.Range(1, 5))
        {
            File.WriteAllText(_folder.File("images", "robin", $"{i}.png"), "no image");
        }

        IDataView rows = _ml.Data.LoadImageManifest(Manifest());
        Assert.Equal(90, ImageSizes.MedianShorterSide(rows, new DecodingOptions()));
        Assert.Null(ImageSizes.MedianShorterSide(_ml.Data.LoadFromEnumerable([new { Image = new byte[3] }]), new DecodingOptions()));
        Assert.Null(ImageSizes.MedianShorterSide(_ml.Data.SkipRows(rows, 8), new DecodingOptions()));
    }

    private void Write(int pixels, int perClass) => ClassImages.Write(Images, [("robin", perClass), ("magpie", perClass), ("jay", perClass)], pixels);

    private string Manifest()
    {
        string file = _folder.File("all.csv");
        File.WriteAllLines(file, ["ImagePath,Label", .. Directory.GetFiles(Images, "*.png", SearchOption.AllDirectories).Select(path => $"{path},{Path.GetFileName(Path.GetDirectoryName(path))}")]);
        return file;
    }
}
