using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace TorchSharp.Utils;

public class OrderedDict<TKey, TValue> : IDictionary<TKey, TValue>, IList<(TKey, TValue)>
{
    private readonly List<(TKey Key, TValue Value)> _list = [];
    private readonly Dictionary<TKey, TValue> _values = [];

    public int Count => _values.Count;

    public bool IsReadOnly => false;

    public ICollection<TKey> Keys => _list.Select(item => item.Key).ToList();

    public ICollection<TValue> Values => _list.Select(item => item.Value).ToList();

    public (TKey, TValue) this[int index]
    {
        get => _list[index];
        set
        {
            _list[index] = value;
            _values[value.Item1] = value.Item2;
        }
    }

    public TValue this[TKey key]
    {
        get => _values[key];
        set
        {
            int index = _values.ContainsKey(key) ? IndexOf(key) : -1;
            _values[key] = value;
            if (index >= 0)
            {
                _list[index] = (key, value);
            }
            else
            {
                _list.Add((key, value));
            }
        }
    }

    public void clear() => Clear();

    public IEnumerator<(TKey, TValue)> items() => _list.GetEnumerator();

    public IEnumerable<TKey> keys() => _values.Keys;

    public IEnumerable<TValue> values() => _values.Values;

    public void Add((TKey, TValue) item) => Add(item.Item1, item.Item2);

    public void Add(KeyValuePair<TKey, TValue> item) => Add(item.Key, item.Value);

    public void Add(TKey key, TValue value)
    {
        _values.Add(key, value);
        _list.Add((key, value));
    }

    public void Insert(int index, (TKey, TValue) item)
    {
        _values.Add(item.Item1, item.Item2);
        _list.Insert(index, item);
    }

    public bool ContainsKey(TKey key) => _values.ContainsKey(key);

    public bool TryGetValue(TKey key, [MaybeNullWhen(false)] out TValue value) => _values.TryGetValue(key, out value);

    public bool Contains((TKey, TValue) item) => _list.Contains(item);

    public bool Contains(KeyValuePair<TKey, TValue> item) => _values.ContainsKey(item.Key);

    public int IndexOf((TKey, TValue) item) => _list.IndexOf(item);

    public void CopyTo((TKey, TValue)[] array, int arrayIndex) => _list.CopyTo(array, arrayIndex);

    public void CopyTo(KeyValuePair<TKey, TValue>[] array, int arrayIndex) => throw new NotImplementedException();

    public bool Remove(TKey key)
    {
        _ = _values[key];
        _list.RemoveAt(IndexOf(key));
        return _values.Remove(key);
    }

    public bool Remove((TKey, TValue) item)
    {
        _values.Remove(item.Item1);
        return _list.Remove(item);
    }

    public bool Remove(KeyValuePair<TKey, TValue> item) => _values.Remove(item.Key);

    public void RemoveAt(int index)
    {
        (TKey key, _) = _list[index];
        _list.RemoveAt(index);
        _values.Remove(key);
    }

    public void Clear()
    {
        _values.Clear();
        _list.Clear();
    }

    public IEnumerator<(TKey, TValue)> GetEnumerator() => _list.GetEnumerator();

    IEnumerator<KeyValuePair<TKey, TValue>> IEnumerable<KeyValuePair<TKey, TValue>>.GetEnumerator() => throw new NotImplementedException();

    IEnumerator IEnumerable.GetEnumerator() => ((IEnumerable<KeyValuePair<TKey, TValue>>)this).GetEnumerator();

    private int IndexOf(TKey key) => _list.FindIndex(item => item.Key.Equals(key));
}
