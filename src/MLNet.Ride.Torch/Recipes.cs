using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Torch;

/// <summary>The registry of recipes. To add one, add an entry.</summary>
public static class Recipes
{
    /// <summary>For your own small images.</summary>
    public const string SmallImages = "small-images";

    /// <summary>For your own photos.</summary>
    public const string Photos = "photos";

    /// <summary>For your own photos, from a pretrained network.</summary>
    public const string FineTune = "fine-tune";

    /// <summary>For your own photos in minutes: classifiers on the features of a pretrained network.</summary>
    public const string FrozenFeatures = "frozen-features";

    /// <summary>For a few thousand small images of your own.</summary>
    public const string FewImages = "few-images";

    /// <summary>The plain baseline of <see cref="FewImages"/>.</summary>
    public const string FewImagesPlain = "few-images-plain";

    /// <summary>CIFAR-100-LT, as published.</summary>
    public const string Cifar100LT = "cifar100-lt";

    /// <summary>CIFAR-10-LT.</summary>
    public const string Cifar10LT = "cifar10-lt";

    /// <summary>iNaturalist 2018, as published.</summary>
    public const string INaturalist2018 = "inaturalist2018";

    /// <summary>Places-LT.</summary>
    public const string PlacesLT = "places-lt";

    /// <summary>The plain baseline network.</summary>
    public const string PlainNetwork = "plain";

    /// <summary>SADE on CIFAR-100-LT, as published.</summary>
    public const string Sade = "sade";

    /// <summary>BalPoE on CIFAR-100-LT, as published.</summary>
    public const string BalPoE = "balpoe";

    /// <summary>MDCS on CIFAR-100-LT, as published.</summary>
    public const string Mdcs = "mdcs";

    /// <summary>DiVE on CIFAR-100-LT, as published.</summary>
    public const string DiVE = "dive";

    /// <summary>Learning from multiple experts.</summary>
    public const string Lfme = "lfme";

    /// <summary>BBN on CIFAR-100-LT, as published.</summary>
    public const string Bbn = "bbn";

    /// <summary>Major-to-minor translation on CIFAR-100-LT.</summary>
    public const string M2m = "m2m";

    /// <summary>Self-supervision to distillation.</summary>
    public const string Ssd = "ssd";

    private const string ImageNetPrefix = "imagenet-lt-";

    private static readonly string[] s_imageNetBackbones = [Backbones.ResNet10, Backbones.ResNet50, Backbones.ResNeXt50];

    private static readonly Dictionary<string, Recipe> s_registry = new Recipe[]
    {
        new(
            SmallImages,
            "For your own small images: ResNet-32 on 32×32 pixels with RIDE's loss settings; the schedule scales with the number of epochs.",
            SmallImageRecipes.Own),
        new(
            Photos,
            "For your own photos: ResNet-18 on 224×224 pixels with RIDE's loss settings; the schedule scales with the number of epochs.",
            PhotoRecipes.Own),
        new(
            FineTune,
            "For your own photos, from a pretrained network: ResNet-18 on 224×224 pixels, whose cosine classifier learns alone first; then the last stage learns with it, at a "
            + "tenth of its learning rate, with balanced softmax.",
            PhotoRecipes.FineTune),
        new(
            FrozenFeatures,
            "For your own photos in minutes: a cosine classifier on the features of a pretrained ResNet-18 on 224×224 pixels, which are computed once; it starts as class "
            + "means and learns with balanced softmax.",
            PhotoRecipes.FrozenFeatures),
        new(
            FewImages,
            "For a few thousand small images of your own: ResNet-20 in batches of 32 with a lower learning rate and gentler steps, because the published settings need "
            + "more training steps than so few images provide, and routers that use later experts only where they clearly help.",
            SmallImageRecipes.FewImages),
        new(
            FewImagesPlain,
            "The plain baseline of few-images: one expert at full width with a linear head and cross-entropy, and the batch size and schedule of few-images.",
            SmallImageRecipes.FewImagesPlain),
        new(Cifar100LT, "CIFAR-100-LT with ResNet-32, as published (Wang et al., ICLR 2021).", SmallImageRecipes.Cifar100LT),
        new(Cifar10LT, "CIFAR-10-LT with ResNet-32 at full width and half the learning rate; otherwise as for CIFAR-100-LT.", SmallImageRecipes.Cifar10LT),
        new(INaturalist2018, "iNaturalist 2018 with ResNet-50, as published (Wang et al., ICLR 2021).", PhotoRecipes.INaturalist2018),
        new(
            PlacesLT,
            "Places-LT with ResNet-152 from pretrained weights (InitialWeights.Path): rates, schedule, and augmentation of SADE (Zhang et al., NeurIPS 2022), with RIDE's loss settings.",
            PhotoRecipes.PlacesLT),
        new(
            PlainNetwork,
            "The plain baseline: one expert at full width with a linear head and cross-entropy, otherwise as for CIFAR-100-LT.",
            SmallImageRecipes.PlainNetwork),
        new(Sade, "SADE on CIFAR-100-LT: three experts, each specialized in different class frequencies (Zhang et al., NeurIPS 2022).", SmallImageRecipes.Sade),
        new(BalPoE, "BalPoE on CIFAR-100-LT: a balanced product of three experts at full width, with mixup (Aimar et al., CVPR 2023).", SmallImageRecipes.BalPoE),
        new(
            Mdcs,
            "MDCS on CIFAR-100-LT: three experts with different biases, and consistency of a weakly and a strongly augmented view (Zhao et al., ICCV 2023).",
            SmallImageRecipes.Mdcs),
        new(
            DiVE,
            "DiVE on CIFAR-100-LT: a plain network trained with balanced softmax on the virtual examples of a teacher (He et al., ICCV 2021).",
            SmallImageRecipes.DiVE),
        new(
            Lfme,
            "Learning from multiple experts (Xiang, Ding and Han, ECCV 2020) for CIFAR-100-LT: a plain network with class-balanced sampling that also learns from teachers of "
            + "the classes with many, medium, and few images, easy images first; a tenth of the images is held out to compare it with them.",
            SmallImageRecipes.Lfme),
        new(
            Bbn,
            "BBN on CIFAR-100-LT: two branches on a shared network, the second one for rare classes, whose share grows by the epoch (Zhou et al., CVPR 2020).",
            SmallImageRecipes.Bbn),
        new(
            M2m,
            "M2m on CIFAR-100-LT: a plain network whose last epochs are class-balanced, with images of rare classes that a first network makes of others (Kim et al., CVPR 2020).",
            SmallImageRecipes.M2m),
        new(
            Ssd,
            "Self-supervision to distillation (Li et al., ICCV 2021) for CIFAR-100-LT: the plain network with momentum contrast, soft labels, and learnable weight scaling, "
            + "with the settings published for ImageNet-LT where they apply, and otherwise the epochs and batch size of the plain network.",
            SmallImageRecipes.Ssd),
    }
        .Concat(s_imageNetBackbones.Select(backbone => new Recipe(
            ImageNetPrefix + backbone,
            $"ImageNet-LT with {backbone}, as published (Wang et al., ICLR 2021).",
            options => PhotoRecipes.ImageNetLT(options, backbone))))
        .ToDictionary(recipe => recipe.Name, StringComparer.Ordinal);

    /// <summary>All recipes.</summary>
    public static IReadOnlyCollection<Recipe> All => s_registry.Values;

    /// <summary>Finds a recipe.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The recipe.</returns>
    /// <exception cref="ArgumentException">The name is unknown; the message lists the available recipes.</exception>
    public static Recipe Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return s_registry.TryGetValue(name, out Recipe? recipe)
            ? recipe
            : throw new ArgumentException($"Unknown recipe '{name}'. Available recipes: {string.Join(", ", s_registry.Keys)}.", nameof(name));
    }

    /// <summary>Finds the recipe for ImageNet-LT.</summary>
    /// <param name="backbone">Name of the backbone: one for which the recipe was published.</param>
    /// <returns>The recipe.</returns>
    /// <exception cref="ArgumentException">There is no recipe for this backbone; the message lists the available backbones.</exception>
    public static Recipe ImageNetLT(string backbone)
    {
        OptionCheck.Known(backbone, s_imageNetBackbones, "Backbone of the ImageNet-LT recipe");
        return s_registry[ImageNetPrefix + backbone];
    }
}
