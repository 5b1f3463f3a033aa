namespace Notebooks.Tests;

public class AppTests(AppRuns runs) : IClassFixture<AppRuns>
{
    [Theory]
    [InlineData("train-on-your-folder", "40 images of 3 classes", "experts 1/1: loss", "experts used per image", "shapes.zip: ")]
    [InlineData("compare-methods-on-a-long-tail", "| cross-entropy |", "| balanced softmax |", "| RIDE, 3 experts |", "comparison.json: 3 methods")]
    [InlineData("load-a-zip-in-an-app", "resnet20 with 3 experts, 3 classes: blue, green, red", "it is not an image of a known format", "experts used: ")]
    public void An_app_runs_and_shows_what_it_promises(string name, params string[] promised)
        => Assert.All(promised, text => Assert.Contains(text, runs.Shown(name), StringComparison.Ordinal));
}
