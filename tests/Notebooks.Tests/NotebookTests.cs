namespace Notebooks.Tests;

public class NotebookTests(Session session) : IClassFixture<Session>
{
    public static TheoryData<string> Names => [.. Directory.GetFiles(Session.Folder, "*.ipynb").Select(file => Path.GetFileNameWithoutExtension(file))];

    [Theory]
    [InlineData("Train on your folder", "experts 1/1", "classes", "experts asked", "taken for", "shapes.zip: ")]
    [InlineData("Compare methods on a long tail", "| cross-entropy |", "| balanced softmax |", "| RIDE, 3 experts |", "3 methods in comparison.json")]
    [InlineData("Load a .zip in an app", "resnet20 with 3 experts, 24 classes", "experts asked", "cannot be read")]
    public void A_notebook_runs_and_shows_what_it_promises(string name, params string[] promised)
        => Assert.All(promised, text => Assert.Contains(text, session.Shown(name), StringComparison.Ordinal));

    [Theory]
    [MemberData(nameof(Names))]
    public void A_notebook_is_run_here_and_has_pictures(string name) => Assert.True(session.Shown(name).Split("data:image/png;base64,").Length > 2 || session.Shown(name).Contains("<div style='background:", StringComparison.Ordinal));

    [Theory]
    [MemberData(nameof(Names))]
    public void A_notebook_shows_its_reader_what_a_run_gave(string name)
    {
        var notebook = new Notebook(Path.Combine(Session.Folder, name + ".ipynb"));
        Assert.Equal("C#", notebook.Language);
        Assert.Contains(notebook.Outputs, line => line.Contains("<table>", StringComparison.Ordinal) || line.Contains("<img", StringComparison.Ordinal));
    }
}
