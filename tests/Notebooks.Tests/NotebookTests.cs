namespace Notebooks.Tests;

public class NotebookTests(NotebookRuns runs) : IClassFixture<NotebookRuns>
{
    public static TheoryData<string> Names => [.. Directory.GetFiles(Notebook.Folder, "*.ipynb").Select(file => Path.GetFileNameWithoutExtension(file))];

    [Theory]
    [InlineData("train-on-your-folder", "classes, from", "experts 1/1", "experts used per image", " mistaken for ", "shapes.zip: ")]
    [InlineData("compare-methods-on-a-long-tail", "| cross-entropy |", "| balanced softmax |", "| RIDE, 3 experts |", "comparison.json: 3 methods")]
    [InlineData("load-a-zip-in-an-app", "resnet20 with 3 experts", "it is not an image of a known format", "experts used: ")]
    public void A_notebook_runs_and_shows_what_it_promises(string name, params string[] promised)
        => Assert.All(promised, text => Assert.Contains(text, runs.Shown(name), StringComparison.Ordinal));

    [Theory]
    [MemberData(nameof(Names))]
    public void A_notebook_shows_pictures_when_it_runs(string name) => Assert.Matches("data:image/png;base64,|<div style='background:#", runs.Shown(name));

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_notebook_shows_its_reader_what_a_run_gave(string name)
    {
        Notebook notebook = await Notebook.Load(name);
        string[] shown = [.. notebook.CodeCells.SelectMany(cell => cell.Outputs).Select(NotebookRuns.Text)];
        Assert.Contains(shown, output => output.Contains("<table>", StringComparison.Ordinal) || output.Contains("<img", StringComparison.Ordinal));
        Assert.Contains(shown, output => !output.Contains('<', StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_notebook_asks_for_the_packages_of_this_version(string name)
    {
        static string VersionOf(Type type) => type.Assembly.GetName().Version!.ToString(3);

        Notebook notebook = await Notebook.Load(name);
        Assert.Equal([("MLNet.Ride", VersionOf(typeof(MLNet.Ride.RideTrainer))), ("TorchSharp-cpu", VersionOf(typeof(TorchSharp.torch)))], notebook.Packages);
    }
}
