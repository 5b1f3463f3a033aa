using Microsoft.ML.Internal.Utilities;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Makes value getters that read a column from the current object.</summary>
internal static class MemberReader<TRow> where TRow : class
{
    public static Delegate Create(TypedColumn column, Func<TRow> current)
    {
        Type member = column.MemberType;
        if (member == typeof(string))
            return Text(column, current);
        if (member == typeof(string[]))
            return Texts(column, current);
        if (member.IsArray)
            return Generic.Call<Delegate>(Array<int>, member.GetElementType(), column, current);
        if (column.Type is VectorDataViewType vector)
            return Generic.Call<Delegate>(Buffer<int>, vector.ItemType.RawType, column, current);
        if (column.Type is KeyDataViewType)
            return Generic.Call<Delegate>(Key<int>, member, column, current);
        return Generic.Call<Delegate>(Plain<int>, member, column, current);
    }

    private static ReadOnlyMemory<char> ToText(string text) => text.AsMemory();

    private static Delegate Text(TypedColumn column, Func<TRow> current)
    {
        Func<TRow, string> get = MemberAccess.Getter<TRow, string>(column.Member);
        return (ValueGetter<ReadOnlyMemory<char>>)((ref ReadOnlyMemory<char> dst) => dst = ToText(get(current())));
    }

    private static Delegate Texts(TypedColumn column, Func<TRow> current)
    {
        Func<TRow, string[]> get = MemberAccess.Getter<TRow, string[]>(column.Member);
        return (ValueGetter<VBuffer<ReadOnlyMemory<char>>>)((ref VBuffer<ReadOnlyMemory<char>> dst) =>
        {
            string[] values = get(current()) ?? [];
            var editor = VBufferEditor.Create(ref dst, values.Length);
            for (int i = 0; i < values.Length; i++)
                editor.Values[i] = ToText(values[i]);
            dst = editor.Commit();
        });
    }

    private static Delegate Array<T>(TypedColumn column, Func<TRow> current)
    {
        Func<TRow, T[]> get = MemberAccess.Getter<TRow, T[]>(column.Member);
        return (ValueGetter<VBuffer<T>>)((ref VBuffer<T> dst) =>
        {
            T[] values = get(current()) ?? [];
            var editor = VBufferEditor.Create(ref dst, values.Length);
            values.CopyTo(editor.Values);
            dst = editor.Commit();
        });
    }

    private static Delegate Buffer<T>(TypedColumn column, Func<TRow> current)
    {
        Func<TRow, VBuffer<T>> get = MemberAccess.Getter<TRow, VBuffer<T>>(column.Member);
        return (ValueGetter<VBuffer<T>>)((ref VBuffer<T> dst) => get(current()).CopyTo(ref dst));
    }

    /// <summary>Objects hold keys from 0, data views from 1, with 0 for what is out of range.</summary>
    private static Delegate Key<T>(TypedColumn column, Func<TRow> current)
    {
        Contracts.Check(typeof(T) == typeof(ulong) || typeof(T) == typeof(uint) || typeof(T) == typeof(byte), "Keys are byte, uint or ulong");
        Func<TRow, T> get = MemberAccess.Getter<TRow, T>(column.Member);
        ulong count = ((KeyDataViewType)column.Type).Count;
        return (ValueGetter<T>)((ref T dst) =>
        {
            ulong raw = (ulong)Convert.ChangeType(get(current()), typeof(ulong));
            dst = (T)Convert.ChangeType(raw < count ? raw + 1 : 0, typeof(T));
        });
    }

    private static Delegate Plain<T>(TypedColumn column, Func<TRow> current)
    {
        Func<TRow, T> get = MemberAccess.Getter<TRow, T>(column.Member);
        return (ValueGetter<T>)((ref T dst) => dst = get(current()));
    }
}
