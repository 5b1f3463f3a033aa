using MLNet.Ride.Torch;
using MLNet.Ride.Torch.Options;

namespace MLNet.Ride;

public sealed partial class RideTrainer
{
    /// <content>Recipes: settings for a data set or a method.</content>
    public sealed partial class Options
    {
        /// <summary>
        /// The recipe published for CIFAR-100-LT: ResNet-32, 3 experts with three quarters of the channels, cosine heads, LDAM with
        /// deferred reweighting, diversity factor −0.45, 200 epochs, then the routing stage. The schedule scales with
        /// <see cref="RideOptions.Epochs"/>.
        /// </summary>
        /// <returns>New options.</returns>
        public static Options Cifar100LT() => Recipe(Recipes.Cifar100LT);

        /// <summary>The recipe for CIFAR-10-LT: that of <see cref="Cifar100LT"/> at full width, with learning rate 0.05.</summary>
        /// <returns>New options.</returns>
        public static Options Cifar10LT() => Recipe(Recipes.Cifar10LT);

        /// <summary>
        /// The recipe published for ImageNet-LT: 224 pixels, random resized crop, flip and color jitter, 100 epochs in batches of 256, diversity factor −0.2.
        /// </summary>
        /// <param name="backbone">Name of the backbone: <c>resnet10</c>, <c>resnet50</c> or <c>resnext50_32x4d</c>.</param>
        /// <returns>New options.</returns>
        /// <exception cref="ArgumentException">There is no recipe for this backbone; the message lists the available backbones.</exception>
        public static Options ImageNetLT(string backbone = Backbones.ResNeXt50) => Recipes.ImageNetLT(backbone).Create<Options>();

        /// <summary>
        /// The recipe published for iNaturalist 2018: ResNet-50, 224 pixels, random resized crop and flip, 100 epochs in batches of 512, diversity factor −0.2.
        /// </summary>
        /// <returns>New options.</returns>
        public static Options INaturalist2018() => Recipe(Recipes.INaturalist2018);

        /// <summary>
        /// A recipe for Places-LT: ResNet-152 at full width, 30 epochs in batches of 128, rates, schedule, and augmentation of SADE (Zhang et al.,
        /// NeurIPS 2022), diversity factor −0.2. Set <see cref="RideOptions.InitialWeights"/> to pretrained weights, as in the literature; without, a
        /// warning is logged.
        /// </summary>
        /// <returns>New options.</returns>
        public static Options PlacesLT() => Recipe(Recipes.PlacesLT);

        /// <summary>
        /// A recipe for your own small images: ResNet-32 on 32 pixels, augmentation as in <see cref="Cifar100LT"/>, diversity factor −0.2,
        /// then the routing stage. The schedule scales with the number of epochs.
        /// </summary>
        /// <param name="epochs">Passes over the training images, at least 1.</param>
        /// <returns>New options.</returns>
        public static Options SmallImages(int epochs = 200) => Recipe(Recipes.SmallImages, epochs);

        /// <summary>
        /// A recipe for a few thousand small images of your own: ResNet-20 on 32 pixels in batches of 32, with a lower learning rate and
        /// gentler steps than <see cref="Cifar100LT"/>, then a routing stage that uses later experts only where they clearly help. The
        /// schedule scales with the number of epochs.
        /// </summary>
        /// <param name="epochs">Passes over the training images, at least 1.</param>
        /// <returns>New options.</returns>
        public static Options FewImages(int epochs = 20) => Recipe(Recipes.FewImages, epochs);

        /// <summary>
        /// The plain baseline of <see cref="FewImages"/>: <see cref="PlainNetwork"/> with its backbone, batch size, and schedule.
        /// </summary>
        /// <param name="epochs">Passes over the training images, at least 1.</param>
        /// <returns>New options.</returns>
        public static Options FewImagesPlain(int epochs = 20) => Recipe(Recipes.FewImagesPlain, epochs);

        /// <summary>
        /// A recipe for your own photos: ResNet-18 on 224 pixels, augmentation as in <see cref="ImageNetLT"/>, diversity factor −0.2, then
        /// the routing stage. The schedule scales with the number of epochs.
        /// </summary>
        /// <param name="epochs">Passes over the training images, at least 1.</param>
        /// <returns>New options.</returns>
        public static Options Photos(int epochs = 100) => Recipe(Recipes.Photos, epochs);

        /// <summary>
        /// A recipe for your own photos that starts from a pretrained network: <c>resnet18-imagenet</c> on 224 pixels, one network. Its cosine classifier starts as
        /// class means and learns alone for 20 epochs, on features that are computed once; then the last of four stages learns with it, at a tenth of its
        /// learning rate, in batches of 32, with balanced softmax and a cosine schedule. Statistics of batch norm stay. The app needs the NuGet package
        /// Microsoft.ML.DnnImageFeaturizer.ResNet18, or <see cref="RideOptions.InitialWeights"/> for another backbone.
        /// </summary>
        /// <param name="epochs">Passes over the training images, at least 1.</param>
        /// <returns>New options.</returns>
        public static Options FineTune(int epochs = 2) => Recipe(Recipes.FineTune, epochs);

        /// <summary>
        /// A recipe for your own photos in minutes: a cosine classifier on the features of <c>resnet18-imagenet</c> at 224 pixels, which are computed once
        /// (<see cref="RideOptions.FrozenBackbone"/>). It starts as class means and learns with balanced softmax. The app needs the package
        /// Microsoft.ML.DnnImageFeaturizer.ResNet18.
        /// </summary>
        /// <param name="epochs">Passes over the features, at least 1.</param>
        /// <returns>New options.</returns>
        public static Options FrozenFeatures(int epochs = 20) => Recipe(Recipes.FrozenFeatures, epochs);

        /// <summary>Returns the recipe with a name.</summary>
        /// <param name="name">Name of one of <see cref="Recipes.All"/>.</param>
        /// <param name="epochs">Passes over the training images, at least 1; <see langword="null"/> uses the recipe's value.</param>
        /// <returns>New options.</returns>
        /// <exception cref="ArgumentException">The name is unknown; the message lists the available recipes.</exception>
        public static Options Recipe(string name, int? epochs = null)
        {
            ArgumentException.ThrowIfNullOrEmpty(name);
            Options options = Recipes.Find(name).Create<Options>();
            options.Epochs = epochs ?? options.Epochs;
            return options;
        }

        /// <summary>
        /// The plain baseline network: one expert at full width, linear head, cross-entropy, no reweighting, and no diversity term,
        /// momentum 0.9 without Nesterov, weight decay 2e-4; schedule and augmentation as in <see cref="Cifar100LT"/>.
        /// </summary>
        /// <returns>New options.</returns>
        public static Options PlainNetwork() => Recipe(Recipes.PlainNetwork);

        /// <summary>
        /// SADE as published for CIFAR-100-LT (Zhang et al., NeurIPS 2022): the network of <see cref="Cifar100LT"/>, three experts with
        /// different losses, learning rate × 0.1 at 80% and 90% of 200 epochs, no routing. <see cref="RideTransformer.WeightExperts"/> is
        /// its second part.
        /// </summary>
        /// <returns>New options.</returns>
        public static Options Sade() => Recipe(Recipes.Sade);

        /// <summary>
        /// BalPoE as published for CIFAR-100-LT (Aimar et al., CVPR 2023): three experts at full width, cosine heads, logit adjustment of
        /// 0, 1, and 2, mixup; schedule as in <see cref="Sade"/>.
        /// </summary>
        /// <returns>New options.</returns>
        public static Options BalPoE() => Recipe(Recipes.BalPoE);

        /// <summary>
        /// MDCS as published for CIFAR-100-LT (Zhao et al., ICCV 2023): three experts with biases −0.5, 1, and 2.5, which are consistent on a weakly and a strongly augmented
        /// view of each image; 400 epochs in batches of 64.
        /// </summary>
        /// <returns>New options.</returns>
        public static Options Mdcs() => Recipe(Recipes.Mdcs);

        /// <summary>
        /// DiVE as published for CIFAR-100-LT (He, Wu and Wei, ICCV 2021): <see cref="PlainNetwork"/> with balanced softmax, learning rate
        /// × 0.01 at 60% and 80% of 200 epochs, and no rotation, trained twice: as the teacher, and as the student of its virtual examples.
        /// </summary>
        /// <returns>New options.</returns>
        public static Options DiVE() => Recipe(Recipes.DiVE);

        /// <summary>
        /// Learning from multiple experts (LFME) for CIFAR-100-LT: <see cref="PlainNetwork"/> with class-balanced sampling, and three teachers, of the classes with many,
        /// medium, and few images. A tenth of the images is held out to compare the networks; set <c>Validation.Fraction</c> to 0 if you pass a validation set.
        /// </summary>
        /// <returns>New options.</returns>
        /// <remarks>Xiang, Ding and Han, ECCV 2020; their code covers only ImageNet-LT.</remarks>
        public static Options Lfme() => Recipe(Recipes.Lfme);

        /// <summary>
        /// BBN as published for CIFAR-100-LT (Zhou et al., CVPR 2020): two branches that share all of ResNet-32 but its last block, cumulative learning, learning
        /// rate × 0.01 at 60% and 80% of 200 epochs, and no rotation; otherwise as <see cref="PlainNetwork"/>.
        /// </summary>
        /// <returns>New options.</returns>
        public static Options Bbn() => Recipe(Recipes.Bbn);

        /// <summary>
        /// Major-to-minor translation as published for CIFAR (Kim, Jeong, and Shin, CVPR 2020): <see cref="PlainNetwork"/> with deferred resampling and no rotation,
        /// trained twice: as the translator, and as the network that also learns from translated images.
        /// </summary>
        /// <returns>New options.</returns>
        public static Options M2m() => Recipe(Recipes.M2m);

        /// <summary>
        /// Self-supervision to distillation for CIFAR-100-LT: the plain network with momentum contrast, soft labels at temperature 2 and learnable
        /// weight scaling, weight decay 5e-4, cosine schedule; epochs, batches and augmentation as in <see cref="PlainNetwork"/>.
        /// </summary>
        /// <returns>New options.</returns>
        /// <remarks>Li et al., ICCV 2021; their code covers only ImageNet-LT.</remarks>
        public static Options Ssd() => Recipe(Recipes.Ssd);
    }
}
