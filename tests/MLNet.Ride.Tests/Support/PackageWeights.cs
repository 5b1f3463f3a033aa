namespace MLNet.Ride.Tests.Support;

/// <summary>
/// While it lives, the weights of Microsoft.ML.DnnImageFeaturizer.ResNet18 lie where its build targets would lay them. Tests with and without them are in one
/// collection, so that they do not run at the same time.
/// </summary>
internal sealed class PackageWeights : IDisposable
{
    public const string Collection = "The package's weights";

    private const string Folder = "DnnImageModels";

    private static readonly string s_here = Path.Combine(AppContext.BaseDirectory, Folder);
    private static readonly string s_away = Path.Combine(AppContext.BaseDirectory, nameof(PackageWeights), Folder);

    public PackageWeights() => Directory.Move(s_away, s_here);

    public void Dispose() => Directory.Move(s_here, s_away);
}
