using System.Reflection;
using Packaging.Tests;
using QuickStart.Drawing;

namespace Notebooks.Tests;

/// <summary>
/// Compiles the cells of all notebooks and runs them, in a folder of its own beside the pictures that QuickStart draws, with one epoch each;
/// or, where RIDE_WRITE_NOTEBOOKS is 1, with all of them, and writes what they showed into the notebooks.
/// </summary>
public sealed class Session : IDisposable
{
    private static readonly string[] s_order = ["Train on your folder", "Compare methods on a long tail", "Load a .zip in an app"];
    private static readonly bool s_write = Environment.GetEnvironmentVariable("RIDE_WRITE_NOTEBOOKS") == "1";

    private readonly string _root = Directory.CreateTempSubdirectory("ride-notebooks-").FullName;
    private readonly Dictionary<string, string> _shown = [];

    public Session()
    {
        Notebook[] notebooks = [.. s_order.Select(name => new Notebook(Path.Combine(Folder, name + ".ipynb")))];
        string work = Directory.CreateDirectory(Path.Combine(_root, "examples", "Notebooks")).FullName;
        SampleImages.Write(Path.Combine(_root, "quickstart-output", "images"), 1, CancellationToken.None);
        Assembly session = Compile(notebooks);
        string before = Environment.CurrentDirectory;
        TextWriter console = Console.Out;
        Environment.CurrentDirectory = work;
        try
        {
            for (int i = 0; i < notebooks.Length; i++)
            {
                Run(session, notebooks[i], NotebookSource.ClassName(i));
            }
        }
        finally
        {
            Console.SetOut(console);
            Environment.CurrentDirectory = before;
        }
    }

    public static string Folder => Path.Combine(Checkout.Root, "examples", "Notebooks");

    /// <summary>All that a notebook showed.</summary>
    public string Shown(string notebook) => _shown[notebook];

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private void Run(Assembly session, Notebook notebook, string className)
    {
        Type kernel = session.GetType("Kernel", throwOnError: true)!;
        kernel.GetMethod("Clear")!.Invoke(null, null);
        Console.SetOut((TextWriter)kernel.GetProperty("Output")!.GetValue(null)!);
        session.GetType(className, throwOnError: true)!.GetMethod("Run")!.Invoke(null, null);
        var shown = (IReadOnlyList<IReadOnlyList<(string Kind, string Text)>>)kernel.GetProperty("Cells")!.GetValue(null)!;
        _shown[notebook.Name] = string.Concat(shown.SelectMany(cell => cell).Select(output => output.Text));
        if (s_write)
        {
            notebook.Write(shown);
        }
    }

    private Assembly Compile(IReadOnlyList<Notebook> notebooks)
    {
        string project = Directory.CreateDirectory(Path.Combine(_root, "session")).FullName;
        string templates = Path.Combine(AppContext.BaseDirectory, "Session");
        File.WriteAllText(
            Path.Combine(project, "Session.csproj"),
            File.ReadAllText(Path.Combine(templates, "Session.csproj.txt")).Replace("LIBRARIES", AppContext.BaseDirectory.TrimEnd('/'), StringComparison.Ordinal));
        File.Copy(Path.Combine(templates, "Kernel.cs.txt"), Path.Combine(project, "Kernel.cs"));
        for (int i = 0; i < notebooks.Count; i++)
        {
            File.WriteAllText(Path.Combine(project, $"Notebook{i}.cs"), NotebookSource.Write(notebooks[i], i, s_write ? null : "epochs = 1;"));
        }

        DotNet.Run(project, ["build", "-c", "Release", "-v", "q", "--nologo", "-o", Path.Combine(project, "out")]);
        // A file that is loaded by its name cannot be deleted on Windows.
        return Assembly.Load(File.ReadAllBytes(Path.Combine(project, "out", "Session.dll")));
    }
}
