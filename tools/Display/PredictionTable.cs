using Spectre.Console;

namespace MLNet.Ride.Display;

/// <summary>Writes the most probable classes of images as a table.</summary>
/// <param name="title">What stands above it; <see langword="null"/> for nothing.</param>
public sealed class PredictionTable(string? title = null)
{
    private readonly Table _table = new Table { Border = TableBorder.Rounded, Title = title is null ? null : new(Markup.Escape(title)) }
        .AddColumns("image", "most probable classes");

    /// <summary>Adds an image.</summary>
    /// <param name="image">Its name or path.</param>
    /// <param name="classes">Its classes, the most probable one first.</param>
    /// <param name="isKnown">Whether it is of one of the classes; <see langword="null"/> if the model does not tell.</param>
    public void Add(string image, IReadOnlyList<ClassProbability> classes, bool? isKnown = null)
    {
        IEnumerable<string> lines = classes.Select(c => $"{100 * c.Probability,5:0.0}%  {c.Name}");
        _table.AddRow(new Text(image), new Text(string.Join('\n', isKnown == false ? lines.Prepend("of no known class") : lines)));
    }

    /// <summary>Writes the table, unless it is empty.</summary>
    /// <param name="console">The console to write to.</param>
    public void Write(IAnsiConsole console)
    {
        if (_table.Rows.Count > 0)
        {
            console.Write(_table);
        }
    }
}
