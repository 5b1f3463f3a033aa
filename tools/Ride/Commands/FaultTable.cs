using Spectre.Console;

namespace MLNet.Ride.Tool.Commands;

/// <summary>Shows a <see cref="DataReport"/>: a table of the kinds of faults, then the first of each.</summary>
internal static class FaultTable
{
    /// <summary>Number of faults of a kind, and of images of a fault, that are shown.</summary>
    public const int Shown = 5;

    public static void Write(Terminal terminal, DataReport report, int most)
    {
        terminal.Out.WriteLine(string.Join(", ", report.Parts.Select(p => $"{p.Name}: {p.ImageCount:N0} images of {p.ClassCount:N0} classes")));
        if (report.Faults.Count == 0)
        {
            terminal.Out.WriteLine("No faults.");
            return;
        }

        IGrouping<DataFaultKind, DataFault>[] kinds = [.. report.Faults.GroupBy(f => f.Kind)];
        Table table = new Table { Border = TableBorder.Rounded }.AddColumns("level", "fault").AddColumn(new TableColumn("count").RightAligned());
        foreach (IGrouping<DataFaultKind, DataFault> kind in kinds)
        {
            table.AddRow(new Text(kind.First().Level.ToString().ToLowerInvariant()), new Text(Name(kind.Key) + Formats(kind)), new Text($"{kind.Count():N0}"));
        }

        terminal.Results.Write(table);
        foreach (IGrouping<DataFaultKind, DataFault> kind in kinds)
        {
            terminal.Out.WriteLine();
            terminal.Out.WriteLine($"{Name(kind.Key)}:");
            Write(terminal.Out, kind, most);
        }
    }

    private static void Write(TextWriter output, IEnumerable<DataFault> faults, int most)
    {
        DataFault[] all = [.. faults];
        foreach (DataFault fault in all.Take(most))
        {
            if (fault.Images is [var single])
            {
                output.WriteLine($"  {Name(single)}: {fault.Description}");
                continue;
            }

            output.WriteLine($"  {fault.Description}");
            foreach (ImageReference image in fault.Images.Take(most))
            {
                output.WriteLine($"    {Name(image)}");
            }

            WriteMore(output, "    ", fault.Images.Count, most);
        }

        WriteMore(output, "  ", all.Length, most);
    }

    private static void WriteMore(TextWriter output, string indent, int count, int most)
    {
        if (count > most)
        {
            output.WriteLine($"{indent}… and {count - most:N0} more (--all)");
        }
    }

    private static string Formats(IGrouping<DataFaultKind, DataFault> kind)
        => kind.Key == DataFaultKind.UnsupportedFormat
            ? ": " + string.Join(", ", kind.GroupBy(f => f.Format ?? "unknown").OrderByDescending(f => f.Count()).Select(f => $"{f.Count():N0} {f.Key}"))
            : string.Empty;

    private static string Name(ImageReference image) => image.ImagePath is { } path ? $"{path} ({image.Label})" : $"image {image.Row} of {image.Part} ({image.Label})";

    private static string Name(DataFaultKind kind) => kind switch
    {
        DataFaultKind.Missing => "missing or closed files",
        DataFaultKind.Empty => "empty files",
        DataFaultKind.Damaged => "incomplete or damaged images",
        DataFaultKind.TooLarge => "images that are too large",
        DataFaultKind.UnsupportedFormat => "unsupported formats",
        DataFaultKind.SameImageInOtherPart => "same image in several parts",
        DataFaultKind.SameImageWithOtherLabel => "same image with several labels",
        DataFaultKind.SimilarImageInOtherPart => "very similar images in several parts",
        DataFaultKind.SimilarImageWithOtherLabel => "very similar images with several labels",
        DataFaultKind.SameImage => "same image several times",
        DataFaultKind.SimilarImage => "very similar images",
        DataFaultKind.SimilarClassNames => "class names that differ only by case",
        DataFaultKind.ClassWithoutTrainingImages => "classes without training images",
        DataFaultKind.Skipped => "skipped",
        DataFaultKind.SmallClass => "classes with few images",
        _ => kind.ToString(),
    };
}
