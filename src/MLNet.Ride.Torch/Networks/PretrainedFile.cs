namespace MLNet.Ride.Torch.Networks;

/// <summary>Weights that a NuGet package lays beside an app, and the normalization of the images that they were trained on.</summary>
/// <param name="Package">ID of the package.</param>
/// <param name="RelativePath">Path of the file, relative to the app's folder.</param>
/// <param name="Mean">Mean of red, green, and blue on a scale of 0 to 1.</param>
/// <param name="StandardDeviation">Standard deviation of red, green, and blue on a scale of 0 to 1.</param>
internal sealed record PretrainedFile(string Package, string RelativePath, IReadOnlyList<float> Mean, IReadOnlyList<float> StandardDeviation)
{
    /// <summary>ResNet-18 of Microsoft.ML.DnnImageFeaturizer.ResNet18, trained on ImageNet with pixels of 0 to 255 minus their mean.</summary>
    public static PretrainedFile ResNet18 { get; } = new(
        "Microsoft.ML.DnnImageFeaturizer.ResNet18",
        "DnnImageModels/ResNet18Onnx/ResNet18.onnx",
        [123.15f / 255, 115.90f / 255, 103.06f / 255],
        [1 / 255f, 1 / 255f, 1 / 255f]);

    /// <summary>Returns the path of the file.</summary>
    /// <param name="backbone">Name of the backbone, for the message.</param>
    /// <param name="folder">The app's folder.</param>
    /// <exception cref="FileNotFoundException">The app does not have the package; the message says how to add it.</exception>
    public string Find(string backbone, string folder)
    {
        string path = Path.Combine([folder, .. RelativePath.Split('/')]);
        return File.Exists(path) ? path : throw new FileNotFoundException(
            $"The backbone '{backbone}' starts from the pretrained weights of the NuGet package {Package}, but the app does not have them: there is no file "
            + $"'{path}'. Run 'dotnet add package {Package}' in the folder of the app's project and build it, or set InitialWeights.Path to a file of weights.",
            path);
    }
}
