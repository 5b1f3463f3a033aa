using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Ride.Tests.Support;

/// <summary>A numbered row of a class.</summary>
internal sealed class ClassRow
{
    public string Label { get; set; } = string.Empty;

    public int Number { get; set; }
}

/// <summary>Rows of classes "c0", "c1", … of given sizes, the classes mixed.</summary>
internal static class ClassRows
{
    public static IDataView Load(MLContext ml, params int[] sizes) => ml.Data.LoadFromEnumerable(Make(sizes));

    /// <summary>The rows with the label as a key.</summary>
    public static IDataView LoadKeys(MLContext ml, params int[] sizes)
    {
        IDataView rows = Load(ml, sizes);
        return ml.Transforms.Conversion.MapValueToKey("Label").Fit(rows).Transform(rows);
    }

    // Round and round over the classes, so that c0 comes first, then c1, ….
    public static List<ClassRow> Make(params int[] sizes)
        => [.. Enumerable.Range(0, sizes.Max())
            .SelectMany(round => Enumerable.Range(0, sizes.Length).Where(c => round < sizes[c]))
            .Select((c, i) => new ClassRow { Label = $"c{c}", Number = i })];

    /// <summary>How many rows each class has.</summary>
    public static int[] Count(IDataView rows, int classes)
    {
        string[] labels = [.. rows.GetColumn<string>("Label")];
        return [.. Enumerable.Range(0, classes).Select(c => labels.Count(l => l == $"c{c}"))];
    }

    public static int[] Numbers(IDataView rows) => [.. rows.GetColumn<int>("Number")];
}
