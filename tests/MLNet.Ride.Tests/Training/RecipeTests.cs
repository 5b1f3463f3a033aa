using MLNet.Ride.Torch;
using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Tests.Training;

public sealed class RecipeTests
{
    public static TheoryData<string> Names => [.. Recipes.All.Select(recipe => recipe.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_recipe_makes_options_of_the_trainer(string name)
    {
        RideTrainer.Options options = RideTrainer.Options.Recipe(name, epochs: 7);
        options.Validate();
        Assert.Equal(7, options.Epochs);
        Assert.Equal("Image", options.FeatureColumnName);
    }

    [Fact]
    public void Presets_are_the_recipes_of_their_names()
    {
        Assert.Equal((200, true), Shape(RideTrainer.Options.Cifar100LT()));
        Assert.Equal((200, false), Shape(RideTrainer.Options.Cifar10LT()));
        Assert.Equal("resnext50_32x4d", RideTrainer.Options.ImageNetLT().Backbone);
        Assert.Equal("resnet10", RideTrainer.Options.ImageNetLT("resnet10").Backbone);
        Assert.Equal(512, RideTrainer.Options.INaturalist2018().BatchSize);
        Assert.Equal("resnet152", RideTrainer.Options.PlacesLT().Backbone);
        Assert.Equal((30, true), Shape(RideTrainer.Options.SmallImages(30)));
        Assert.Equal("resnet18", RideTrainer.Options.Photos().Backbone);
        Assert.Equal((12, true), Shape(RideTrainer.Options.FewImages(12)));
        Assert.Equal((2, false), Shape(RideTrainer.Options.FineTune()));
        Assert.True(RideTrainer.Options.FrozenFeatures().FrozenBackbone);
        Assert.Equal((12, false), Shape(RideTrainer.Options.FewImagesPlain(12)));
        Assert.Equal((200, false), Shape(RideTrainer.Options.PlainNetwork()));
        Assert.True(RideTrainer.Options.Ssd().SoftLabels.Enabled);
        Assert.Equal(("sade", 3), Guided(RideTrainer.Options.Sade()));
        Assert.Equal(("balpoe", 3), Guided(RideTrainer.Options.BalPoE()));
        Assert.Equal(("balpoe", 3), Guided(RideTrainer.Options.Mdcs()));
        Assert.Equal(DistillationMethod.VirtualExamples, RideTrainer.Options.DiVE().Distillation.Method);

        Assert.Equal(DistillationMethod.MultipleTeachers, RideTrainer.Options.Lfme().Distillation.Method);
        Assert.True(RideTrainer.Options.M2m().Translation.Enabled);
        Assert.Equal(ExpertObjective.Bilateral, RideTrainer.Options.Bbn().Loss.Objective);

        static (string, int) Guided(RideTrainer.Options options) => (options.Loss.Classification, options.ExpertCount);

        static (int, bool) Shape(RideTrainer.Options options) => (options.Epochs, options.ReducedWidth);
    }

    [Fact]
    public void An_unknown_recipe_is_told_with_those_there_are()
        => Assert.Contains("cifar100-lt", Assert.Throws<ArgumentException>(() => RideTrainer.Options.Recipe("cifar")).Message);
}
