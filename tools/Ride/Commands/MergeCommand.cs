using System.CommandLine;
using System.Text;
using MLNet.Ride.Tool.Checks;
using MLNet.Ride.Tool.Parts;
using MLNet.Ride.Torch.Formats;

namespace MLNet.Ride.Tool.Commands;

/// <summary><c>ride merge</c>.</summary>
internal static class MergeCommand
{
    private const string Description = """
        Merges the parts that 'ride predict --part' wrote into one file, in the order of the images, and checks that no image is missing or there
        twice.

        Example:
          ride merge part-*.jsonl --output predictions.jsonl
        """;

    public static Command Create(Terminal terminal)
    {
        Argument<string[]> parts = new("PART") { Description = "The files of all parts, in any order.", Arity = ArgumentArity.OneOrMore };
        Option<FileInfo> output = new("--output", "-o") { Description = "The file to write (.jsonl).", HelpName = "FILE", Required = true };
        Command command = new("merge", Description) { parts, output };
        command.SetAction(parsed =>
        {
            FileInfo file = parsed.GetRequiredValue(output);
            string[] files = parsed.GetRequiredValue(parts);
            OutputPath.CheckFile(file, "--output");
            if (files.Any(part => Path.GetFullPath(part) == file.FullName))
            {
                throw new UsageError($"--output '{file}' is one of the parts.");
            }

            file.Directory!.Create();
            long images = 0;
            AtomicFile.Write(file.FullName, stream =>
            {
                using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
                images = MergedParts.Write(files, writer);
            });
            terminal.Out.WriteLine($"Wrote {file}: {images} images in {files.Length} parts.");
            return 0;
        });
        return command;
    }
}
