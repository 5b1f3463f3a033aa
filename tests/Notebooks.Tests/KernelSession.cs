using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.CSharp;
using Microsoft.DotNet.Interactive.Documents;
using Microsoft.DotNet.Interactive.Events;

namespace Notebooks.Tests;

/// <summary>.NET Interactive's C# kernel, with the assemblies beside the tests in place of the packages that a notebook asks for.</summary>
internal sealed class KernelSession : IDisposable
{
    private static readonly string[] s_libraries = ["MLNet.Ride*.dll", "Microsoft.ML.*.dll"];

    private readonly CSharpKernel _kernel = new CSharpKernel().UseKernelHelpers();

    public KernelSession() => _kernel.AddAssemblyReferences(s_libraries.SelectMany(pattern => Directory.GetFiles(AppContext.BaseDirectory, pattern)));

    /// <summary>Runs code and gives what it shows.</summary>
    /// <exception cref="InvalidOperationException">It does not compile, or throws.</exception>
    public async Task<IReadOnlyList<InteractiveDocumentOutputElement>> Run(string code)
    {
        KernelCommandResult result = await _kernel.SendAsync(new SubmitCode(code));
        return result.Events.OfType<CommandFailed>().FirstOrDefault() is { } failure
            ? throw new InvalidOperationException($"{failure.Message}\n{code}", failure.Exception)
            : Merge(result.Events.OfType<DisplayEvent>());
    }

    public void Dispose() => _kernel.Dispose();

    private static List<InteractiveDocumentOutputElement> Merge(IEnumerable<DisplayEvent> events)
    {
        var outputs = new List<InteractiveDocumentOutputElement>();
        foreach (DisplayEvent shown in events)
        {
            if (shown is not StandardOutputValueProduced)
            {
                outputs.Add(new DisplayElement(shown.FormattedValues.ToDictionary(value => value.MimeType, object (value) => value.Value)));
            }
            else if (outputs.LastOrDefault() is TextElement text)
            {
                outputs[^1] = new TextElement(text.Text + shown.FormattedValues.Single().Value, "stdout");
            }
            else
            {
                outputs.Add(new TextElement(shown.FormattedValues.Single().Value, "stdout"));
            }
        }

        return outputs;
    }
}
