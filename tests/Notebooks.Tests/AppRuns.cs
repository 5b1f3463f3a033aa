using Packaging.Tests;

namespace Notebooks.Tests;

/// <summary>Runs all apps, one after the other, with one epoch on a few drawn pictures.</summary>
public sealed class AppRuns : IAsyncLifetime
{
    private readonly Workplace _workplace = new();
    private readonly Dictionary<string, string> _shown = [];

    /// <summary>All that an app wrote.</summary>
    public string Shown(string name) => _shown[name];

    public async Task InitializeAsync()
    {
        foreach (string name in NotebookRuns.Names)
        {
            Notebook notebook = await Notebook.Load(name);
            string[] arguments = ["run", "-c", Checkout.Configuration, Path.Combine(Notebook.Folder, name + ".cs"), .. notebook.Parameters.Select(_workplace.Argument)];
            _shown.Add(name, DotNet.Run(_workplace.Folder, arguments));
        }
    }

    public Task DisposeAsync()
    {
        _workplace.Dispose();
        return Task.CompletedTask;
    }
}
