using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace Offline.MicrosoftML.Tests;

public class KeyTests
{
    private readonly MLContext _ml = new();

    [Theory]
    [InlineData(ValueToKeyMappingEstimator.KeyOrdinality.ByOccurrence, "pear,apple,fig", new uint[] { 1, 2, 1, 3 })]
    [InlineData(ValueToKeyMappingEstimator.KeyOrdinality.ByValue, "apple,fig,pear", new uint[] { 3, 1, 3, 2 })]
    public void Values_become_keys_in_the_order_asked_for(ValueToKeyMappingEstimator.KeyOrdinality order, string values, uint[] keys)
    {
        IDataView data = Texts("pear", "apple", "pear", "fig");

        IDataView mapped = _ml.Transforms.Conversion.MapValueToKey("Key", "Text", keyOrdinality: order).Fit(data).Transform(data);

        Assert.Equal(keys, mapped.GetColumn<uint>("Key"));
        Assert.Equal("Key<UInt32, 0-2>", mapped.Schema["Key"].Type.ToString());
        Assert.Equal(values, string.Join(',', KeyValues<ReadOnlyMemory<char>>(mapped.Schema["Key"])));
    }

    [Fact]
    public void A_new_column_of_the_same_name_hides_the_old_one()
    {
        IDataView data = Texts("a", "b");

        DataViewSchema schema = _ml.Transforms.Conversion.MapValueToKey("Text").Fit(data).GetOutputSchema(data.Schema);

        Assert.Equal(2, schema.Count);
        Assert.True(schema[0].IsHidden);
        Assert.IsType<KeyDataViewType>(schema["Text"].Type);
        Assert.Equal(1, schema["Text"].Index);
    }

    [Fact]
    public void Values_not_seen_while_fitting_get_the_missing_key()
    {
        IDataView train = Texts("a", "b", "");
        var model = _ml.Transforms.Conversion.MapValueToKey("Text").Append(_ml.Transforms.Conversion.MapKeyToValue("Back", "Text")).Fit(train);

        IDataView mapped = model.Transform(Texts("b", "c", ""));

        Assert.Equal([2u, 0u, 0u], mapped.GetColumn<uint>("Text"));
        Assert.Equal(["b", "", ""], mapped.GetColumn<string>("Back"));
    }

    [Fact]
    public void Numbers_and_vectors_are_mapped_too()
    {
        IDataView data = _ml.Data.LoadFromEnumerable(new[] { new Numbers { One = 2.5f, Many = [3, 1] }, new Numbers { One = 1.5f, Many = [1, 1] } });
        var estimator = _ml.Transforms.Conversion.MapValueToKey(
            [new InputOutputColumnPair("OneKey", "One"), new InputOutputColumnPair("ManyKey", "Many")], addKeyValueAnnotationsAsText: true);

        IDataView mapped = estimator.Fit(data).Transform(data);

        Assert.Equal([1u, 2u], mapped.GetColumn<uint>("OneKey"));
        Assert.Equal([[1u, 2u], [2u, 2u]], mapped.GetColumn<uint[]>("ManyKey"));
        Assert.Equal("Vector<Key<UInt32, 0-1>, 2>", mapped.Schema["ManyKey"].Type.ToString());
        Assert.Equal(["2.5", "1.5"], KeyValues<ReadOnlyMemory<char>>(mapped.Schema["OneKey"]).Select(v => v.ToString()));
    }

    [Fact]
    public void No_more_keys_are_made_than_asked_for()
    {
        IDataView data = Texts("a", "b", "c");

        IDataView mapped = _ml.Transforms.Conversion.MapValueToKey("Text", maximumNumberOfKeys: 2).Fit(data).Transform(data);

        Assert.Equal([1u, 2u, 0u], mapped.GetColumn<uint>("Text"));
    }

    [Fact]
    public void Keys_can_be_given_by_another_data_set()
    {
        IDataView mapped = _ml.Transforms.Conversion.MapValueToKey("Text", keyData: Texts("z", "a")).Fit(Texts("a", "b")).Transform(Texts("a", "b", "z"));

        Assert.Equal([2u, 0u, 1u], mapped.GetColumn<uint>("Text"));
    }

    [Fact]
    public void Keys_without_values_cannot_be_mapped_back()
    {
        IDataView data = _ml.Data.LoadFromEnumerable(new[] { new Keyed { Key = 1 } });

        var error = Assert.Throws<ArgumentOutOfRangeException>(() => new EstimatorChain<ITransformer>()
            .Append(_ml.Transforms.Conversion.MapKeyToValue("Key")).Fit(data));

        Assert.Contains("doesn't contain key values metadata", error.Message);
    }

    [Fact]
    public void What_is_no_key_cannot_be_mapped_back()
        => Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Transforms.Conversion.MapKeyToValue("Text")
            .GetOutputSchema(SchemaShape.Create(Texts("a").Schema)));

    private static T[] KeyValues<T>(DataViewSchema.Column column)
    {
        VBuffer<T> values = default;
        column.GetKeyValues(ref values);
        return values.DenseValues().ToArray();
    }

    private IDataView Texts(params string[] texts) => _ml.Data.LoadFromEnumerable(texts.Select(t => new Line { Text = t }));

    private sealed class Line
    {
        public string Text { get; set; } = "";
    }

    private sealed class Keyed
    {
        [KeyType(3)]
        public uint Key { get; set; }
    }

    private sealed class Numbers
    {
        public float One { get; set; }

        [VectorType(2)]
        public int[] Many { get; set; } = [];
    }
}
