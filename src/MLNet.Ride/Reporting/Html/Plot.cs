using System.Text;

namespace MLNet.Ride.Reporting.Html;

/// <summary>The frame of a figure: an SVG of fixed proportions with space for axes around the plot.</summary>
internal sealed class Plot
{
    private readonly List<Element> _back = [];
    private readonly List<Element> _front = [];

    public Plot(double width, double height, double left = 46, double top = 12, double right = 20, double bottom = 40)
    {
        Width = width;
        Height = height;
        (Left, Top, Right, Bottom) = (left, top, width - right, height - bottom);
    }

    public double Width { get; }

    public double Height { get; }

    public double Left { get; }

    public double Top { get; }

    public double Right { get; }

    public double Bottom { get; }

    public void Add(Element element) => _front.Add(element);

    public void Add(IEnumerable<Element> elements) => _front.AddRange(elements);

    /// <summary>Lines across for the ticks of the vertical axis, with labels on the left.</summary>
    public void RowsOf(Scale y)
    {
        foreach ((double value, string label) in y.Ticks)
        {
            _back.Add(Line("grid", Left, y[value], Right, y[value]));
            _back.Add(Text("tick end", Left - 8, y[value] + 4, label));
        }
    }

    /// <summary>Labels below for the ticks of the horizontal axis.</summary>
    public void ColumnsOf(Scale x, bool withLines = false)
    {
        foreach ((double value, string label) in x.Ticks)
        {
            _back.Add(withLines ? Line("grid", x[value], Top, x[value], Bottom) : Line("axis", x[value], Bottom, x[value], Bottom + 4));
            _back.Add(Text("tick middle", x[value], Bottom + 17, label));
        }
    }

    /// <summary>The line at the bottom, and its label.</summary>
    public void Base(string? title = null)
    {
        _back.Add(Line("axis", Left, Bottom, Right, Bottom));
        if (title is not null)
        {
            _back.Add(Text("label middle", (Left + Right) / 2, Height - 6, title));
        }
    }

    /// <summary>The SVG, with a title and description for screen readers.</summary>
    public Element Svg(string title, string description)
        => new("svg")
        {
            { "viewBox", $"0 0 {Numbers.Place(Width)} {Numbers.Place(Height)}" }, { "style", $"max-width:{Numbers.Place(Width)}px" },
            { "role", "img" }, { "aria-label", $"{title}. {description}" },
            _back, _front,
        };

    public static Element Line(string style, double x1, double y1, double x2, double y2)
        => new("line") { { "class", style }, { "x1", x1 }, { "y1", y1 }, { "x2", x2 }, { "y2", y2 } };

    public static Element Text(string style, double x, double y, string text)
        => new("text") { { "class", style }, { "x", x }, { "y", y }, text };

    /// <summary>A rectangle with an optional tooltip.</summary>
    public static Element Box(string style, double x, double y, double width, double height, string? title = null)
        => new("rect") { { "class", style }, { "x", x }, { "y", y }, { "width", Math.Max(width, 0) }, { "height", Math.Max(height, 0) }, Title(title) };

    public static Element Path(string style, string points, string? title = null) => new("path") { { "class", style }, { "d", points }, Title(title) };

    /// <summary>The outline of a line through points.</summary>
    public static string Through(IEnumerable<(double X, double Y)> points)
    {
        var path = new StringBuilder();
        foreach ((double x, double y) in points)
        {
            path.Append(path.Length == 0 ? 'M' : 'L').Append(Numbers.Place(x)).Append(' ').Append(Numbers.Place(y));
        }

        return path.ToString();
    }

    private static Element? Title(string? title) => title is null ? null : new Element("title") { title };
}
