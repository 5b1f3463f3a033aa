using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Ride.Tests.Support;

namespace MLNet.Ride.Tests.Resampling;

public sealed class MakeLongTailedTests
{
    private readonly MLContext _ml = new(seed: 1);

    // The sizes of CIFAR-10-LT with imbalance factor 100, as published.
    [Fact]
    public void Exponential_sizes_are_those_of_the_published_sets()
    {
        IDataView tail = _ml.Data.MakeLongTailed(ClassRows.Load(_ml, [.. Enumerable.Repeat(5000, 10)]), "Label", 100);
        Assert.Equal([5000, 2997, 1796, 1077, 645, 387, 232, 139, 83, 50], ClassRows.Count(tail, 10));
        Assert.Equal(12406, tail.GetRowCount());
    }

    [Fact]
    public void Step_halves_the_classes()
    {
        IDataView tail = _ml.Data.MakeLongTailed(ClassRows.LoadKeys(_ml, 50, 50, 50, 50, 50), "Label", 10, LongTail.Step);
        Assert.Equal([50, 50, 5, 5, 5], tail.GetColumn<uint>("Label").GroupBy(l => l).OrderBy(g => g.Key).Select(g => g.Count()));
    }

    [Fact]
    public void Classes_of_unequal_size_set_the_most_that_none_runs_short()
    {
        // Shares 1, 1/2, 1/4: the second class allows 60, the others more.
        Assert.Equal([60, 30, 15], ClassRows.Count(_ml.Data.MakeLongTailed(ClassRows.Load(_ml, 100, 30, 20), "Label", 4), 3));
    }

    // The field sorts by class number, whatever class the first row has.
    [Fact]
    public void Classes_that_are_integers_are_in_their_order()
    {
        IDataView rows = _ml.Data.LoadFromEnumerable(Enumerable.Range(0, 40).SelectMany(_ => new[] { 10, 9, -1 }).Select(n => new { Label = n }));
        IEnumerable<int> labels = _ml.Data.MakeLongTailed(rows, "Label", 4).GetColumn<int>("Label");
        Assert.Equal([(-1, 40), (9, 20), (10, 10)], labels.GroupBy(n => n).Select(g => (g.Key, g.Count())).Order());
    }

    [Fact]
    public void The_order_of_classes_may_be_given()
    {
        IDataView rows = ClassRows.Load(_ml, 40, 40, 40);
        Assert.Equal([10, 40, 20], ClassRows.Count(_ml.Data.MakeLongTailed(rows, "Label", 4, classOrder: ["c1", "c2", "c0"]), 3));
        string message = Assert.Throws<ArgumentException>(() => _ml.Data.MakeLongTailed(rows, "Label", 4, classOrder: ["c1", "c2", "x"])).Message;
        Assert.Contains("'x' is in only one of them", message);
        Assert.Contains("a class is listed twice", Assert.Throws<ArgumentException>(
            () => _ml.Data.MakeLongTailed(rows, "Label", 4, classOrder: ["c1", "c2", "c0", "c0"])).Message);
    }

    [Fact]
    public void Rows_are_drawn_at_random_under_the_seed_and_keep_their_order()
    {
        IDataView rows = ClassRows.Load(_ml, 40, 40);
        int[] kept = ClassRows.Numbers(_ml.Data.MakeLongTailed(rows, "Label", 4, seed: 3));
        Assert.Equal(kept, ClassRows.Numbers(_ml.Data.MakeLongTailed(rows, "Label", 4, seed: 3)));
        Assert.NotEqual(kept, ClassRows.Numbers(_ml.Data.MakeLongTailed(rows, "Label", 4, seed: 4)));
        Assert.Equal(kept.Order(), kept);
        Assert.Equal(50, kept.Distinct().Count());
        Assert.Equal(ClassRows.Numbers(rows), ClassRows.Numbers(_ml.Data.MakeLongTailed(rows, "Label", 1)));
    }

    [Fact]
    public void What_cannot_be_made_is_reported()
    {
        IDataView rows = ClassRows.Load(_ml, 40, 40);
        Assert.Contains("at least 1", Assert.ThrowsAny<ArgumentException>(() => _ml.Data.MakeLongTailed(rows, "Label", 0.5)).Message);
        Assert.Contains("at least 1", Assert.ThrowsAny<ArgumentException>(() => _ml.Data.MakeLongTailed(rows, "Label", double.NaN)).Message);
        Assert.Contains("'c1' of label column 'Label' has 40 rows and would lose all of them", Assert.ThrowsAny<ArgumentException>(
            () => _ml.Data.MakeLongTailed(rows, "Label", 41)).Message);
        Assert.Contains("only one class, 'c0'", Assert.ThrowsAny<ArgumentException>(
            () => _ml.Data.MakeLongTailed(ClassRows.Load(_ml, 4), "Label", 2)).Message);
        Assert.Contains("no label column 'Class'", Assert.ThrowsAny<ArgumentException>(() => _ml.Data.MakeLongTailed(rows, "Class")).Message);
        Assert.Contains("Exponential, Step", Assert.ThrowsAny<ArgumentException>(() => _ml.Data.MakeLongTailed(rows, profile: (LongTail)5)).Message);
    }
}
