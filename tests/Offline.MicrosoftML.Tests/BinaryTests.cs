using Microsoft.ML;
using Microsoft.ML.Data;

namespace Offline.MicrosoftML.Tests;

public class BinaryTests
{
    private readonly MLContext _ml = new();

    [Fact]
    public void All_types_come_back()
    {
        var rows = Enumerable.Range(0, 10_000).Select(Row.Number).ToList();

        IDataView loaded = Binary.RoundTrip(_ml, _ml.Data.LoadFromEnumerable(rows));

        Assert.Equal(10_000, loaded.GetRowCount());
        Assert.Equal(rows.Select(r => r.Text), loaded.GetColumn<string>("Text"));
        Assert.Equal(rows.Select(r => r.Flag), loaded.GetColumn<bool>("Flag"));
        Assert.Equal(rows.Select(r => r.Big), loaded.GetColumn<long>("Big"));
        Assert.Equal(rows.Select(r => r.Day), loaded.GetColumn<DateTime>("Day"));
        Assert.Equal(rows.Select(r => r.Moment), loaded.GetColumn<DateTimeOffset>("Moment"));
        Assert.Equal(rows.Select(r => r.Texts), loaded.GetColumn<string[]>("Texts"));
        Assert.Equal(rows.Select(r => r.Sparse.DenseValues()), loaded.GetColumn<float[]>("Sparse"));
        Assert.False(loaded.GetColumn<VBuffer<float>>("Sparse").First().IsDense);
        Assert.Equal(rows.Select(r => r.Key + 1), loaded.GetColumn<uint>("Key"));
        Assert.Equal("Key<UInt32, 0-4>", loaded.Schema["Key"].Type.ToString());
    }

    [Fact]
    public void Annotations_come_back()
    {
        IDataView data = _ml.Data.LoadFromEnumerable(Point.Clusters());
        data = _ml.Transforms.Conversion.MapValueToKey("Label").Fit(data).Transform(data);

        IDataView loaded = Binary.RoundTrip(_ml, data);

        VBuffer<ReadOnlyMemory<char>> values = default;
        loaded.Schema["Label"].GetKeyValues(ref values);
        Assert.Equal(["green", "red", "blue"], values.DenseValues().Select(v => v.ToString()));
        Assert.Equal(2, loaded.Schema.Count);
    }

    private sealed class Row
    {
        public string Text { get; set; } = "";

        public bool Flag { get; set; }

        public long Big { get; set; }

        public DateTime Day { get; set; }

        public DateTimeOffset Moment { get; set; }

        public string[] Texts { get; set; } = [];

        [VectorType(6)]
        public VBuffer<float> Sparse { get; set; }

        [KeyType(5)]
        public uint Key { get; set; }

        public static Row Number(int i) => new()
        {
            Text = i % 3 == 0 ? "" : $"übung {i}",
            Flag = i % 3 == 1,
            Big = long.MaxValue - i,
            Day = new DateTime(2000, 1, 1).AddDays(i),
            Moment = new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.FromMinutes(i % 600)),
            Texts = Enumerable.Range(0, i % 3).Select(k => $"{k}").ToArray(),
            Sparse = new VBuffer<float>(6, 2, [i, -i], [1, 4]),
            Key = (uint)i % 5
        };
    }
}
