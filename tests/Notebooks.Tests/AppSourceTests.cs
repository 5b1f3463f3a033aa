namespace Notebooks.Tests;

public class AppSourceTests
{
    public static TheoryData<string> Names => NotebookTests.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public async Task An_app_has_the_code_of_its_notebook(string name)
    {
        string file = Path.Combine(Notebook.Folder, name + ".cs");
        string source = AppSource.Of(await Notebook.Load(name));
        if (NotebookRuns.Writes)
        {
            File.WriteAllText(file, source);
        }

        Assert.Equal(source, File.ReadAllText(file));
    }
}
