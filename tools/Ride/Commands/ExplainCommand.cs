using System.CommandLine;
using MLNet.Ride.Tool.Data;

namespace MLNet.Ride.Tool.Commands;

/// <summary><c>ride explain</c>.</summary>
internal static class ExplainCommand
{
    private const string Description = """
        Shows where in images the evidence for a class is, for each expert used and for their mean (Grad-CAM). Writes a picture for each image:
        the image, the mean, and the experts.

        Examples:
          ride explain model.zip bird.jpg
          ride explain model.zip photos --class jay --output explained
        """;

    public static Command Create(Terminal terminal)
    {
        Argument<FileInfo> model = Arguments.Model();
        Argument<string[]> files = new("IMAGE") { Description = "Images, or folders of images.", Arity = ArgumentArity.OneOrMore };
        Option<string?> name = new("--class") { Description = "Class to explain. Default: the most probable one.", HelpName = "NAME" };
        Option<DirectoryInfo?> output = new("--output", "-o") { Description = "Folder of the pictures, which are named NAME.explained.png. Default: that of each image.", HelpName = "DIR" };
        Command command = new("explain", Description) { model, files, name, output };
        command.SetAction(parsed =>
        {
            using SavedModel saved = SavedModel.Load(terminal.CreateContext(), parsed.GetRequiredValue(model));
            DirectoryInfo? folder = parsed.GetValue(output);
            folder?.Create();
            var written = new HashSet<string>();
            int failures = 0;
            foreach (string file in parsed.GetRequiredValue(files).SelectMany(path => ImageFiles.In(path, terminal.Warn)))
            {
                try
                {
                    ImageExplanation explanation = saved.Ride.Explain(File.ReadAllBytes(file), parsed.GetValue(name));
                    string picture = Picture(folder?.FullName ?? Path.GetDirectoryName(Path.GetFullPath(file))!, Path.GetFileNameWithoutExtension(file), written);
                    File.WriteAllBytes(picture, explanation.ToPng());
                    terminal.Out.WriteLine(
                        $"{file}: {explanation.Class.Name} ({100 * explanation.Class.Probability:0.0}%), {string.Join(", ", Maps(explanation))}: {picture}");
                }
                catch (InvalidDataException problem)
                {
                    failures++;
                    terminal.Fail($"{file}: {(problem.InnerException ?? problem).Message}", Program.Failed);
                }
            }

            return failures == 0 ? 0 : Program.Failed;
        });
        return command;
    }

    // Images of several folders may have the same name.
    private static string Picture(string folder, string name, HashSet<string> written)
    {
        string path = Path.Combine(folder, name + ".explained.png");
        for (int number = 2; !written.Add(path); number++)
        {
            path = Path.Combine(folder, $"{name}-{number}.explained.png");
        }

        return path;
    }

    // In the order in which they are drawn.
    private static IEnumerable<string> Maps(ImageExplanation explanation)
        => (explanation.Experts.Count > 1 ? explanation.Experts.Prepend(explanation.Mean) : [explanation.Mean]).Select(map => map.Name).Prepend("image");
}
