using Microsoft.ML;
using MLNet.Ride.Tests.Support;

namespace MLNet.Ride.Tests.Documentation;

/// <summary>The code of docs/explaining.md, run.</summary>
public sealed class ExplainingSnippets : IDisposable
{
    private readonly MLContext ml = new(seed: 1);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_document_has_this_code() => Snippets.Check("explaining.md", "ExplainingSnippets.cs");

    [Fact]
    public void A_class_and_another_are_explained()
    {
        (string imagePath, string picturePath) = (_folder.File("image.png"), _folder.File("explained.png"));
        DrawnImages.Save(imagePath, label: 0, seed: 1);
        using RideTransformer trained = TinyRide.Transformer(ml);
        ITransformer model = trained;

        RideTransformer ride = RideTransformer.FindIn(model);
        ImageExplanation explanation = ride.Explain(File.ReadAllBytes(imagePath));
        Console.WriteLine($"{explanation.Class.Name}: {explanation.Class.Probability:P1}, {explanation.Experts.Count} experts used");
        File.WriteAllBytes(picturePath, explanation.ToPng());
        Assert.True(new FileInfo(picturePath).Length > 100);

        ImageExplanation other = ride.Explain(File.ReadAllBytes(imagePath), "green");
        byte[] picture = other.ToPng(other.Mean);
        Assert.Equal("green", other.Class.Name);
        Assert.NotEmpty(picture);
    }
}
