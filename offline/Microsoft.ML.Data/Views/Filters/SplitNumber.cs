using Microsoft.ML.Internal.Utilities;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Gives each row a number in [0, 1) by which it goes to one side of a split: random, or the same for the same key.</summary>
internal sealed class SplitNumber
{
    private const uint DefaultSeed = 42;

    private readonly IHostEnvironment _env;
    private readonly IDataView _data;
    private readonly DataViewSchema.Column? _key;
    private readonly uint _seed;

    public SplitNumber(IHostEnvironment env, IDataView data, string keyName, int? seed)
    {
        _env = env;
        _data = data;
        _seed = (uint?)(seed ?? ((IHostEnvironmentInternal)env).Seed) ?? DefaultSeed;
        if (keyName == null)
            return;
        _key = data.Schema.GetColumnOrNull(keyName) ?? throw env.ExceptSchemaMismatch("samplingKeyColumnName", "SamplingKeyColumn", keyName);
    }

    public IDataView Where(RangeTest range)
    {
        DataViewSchema.Column[] tested = _key is { } key ? [key] : [];
        return new FilterView(_env, _data, canShuffle: _key != null, tested, row => Test(row, range));
    }

    private static Func<ulong> HashOf<T>(DataViewRow row, DataViewSchema.Column column)
    {
        ValueGetter<T> get = row.GetGetter<T>(column);
        T value = default;
        return () =>
        {
            get(ref value);
            return value switch
            {
                ReadOnlyMemory<char> text => HashOf(text.Span),
                VBuffer<float> vector => HashOf(string.Join(',', vector.DenseValues())),
                _ => HashOf(value.ToString())
            };
        };
    }

    private static ulong HashOf(ReadOnlySpan<char> text)
    {
        uint hash = 0;
        foreach (char c in text)
            hash = Hashing.MurmurRound(hash, c);
        return Hashing.MurmurRound(hash, (uint)text.Length);
    }

    private Func<bool> Test(DataViewRow row, RangeTest range)
    {
        if (_key is not { } key)
            return RandomTest(row, range);
        if (key.Type is KeyDataViewType)
            return range.On(row, key);
        Func<ulong> hash = Generic.Call<Func<ulong>>(HashOf<int>, key.Type.RawType, row, key);
        return () => range.Holds(Hashing.MurmurRound(_seed, (uint)hash()) / 4294967296.0);
    }

    private Func<bool> RandomTest(DataViewRow row, RangeTest range)
    {
        var random = new TauswortheHybrid(_seed);
        long drawn = -1;
        float number = 0;
        return () =>
        {
            for (; drawn < row.Position; drawn++)
                number = random.NextSingle();
            return range.Holds(number);
        };
    }
}
