using Microsoft.ML.Internal.Utilities;

namespace Microsoft.ML.Data;

/// <summary>Makes actions that copy a column of a row into an object; arrays of the right size are filled again.</summary>
internal static class MemberWriter<TRow> where TRow : class
{
    public static Action<TRow> Create(TypedColumn column, DataViewRow row, DataViewSchema.Column source)
    {
        Type member = column.MemberType;
        if (member == typeof(string))
            return Text(column, row, source);
        if (member == typeof(string[]))
            return Texts(column, row, source);
        if (member.IsArray)
            return Generic.Call<Action<TRow>>(Array<int>, member.GetElementType(), column, row, source);
        return Generic.Call<Action<TRow>>(Plain<int>, member, column, row, source);
    }

    private static Action<TRow> Text(TypedColumn column, DataViewRow row, DataViewSchema.Column source)
    {
        var get = row.GetGetter<ReadOnlyMemory<char>>(source);
        var set = MemberAccess.Setter<TRow, string>(column.Member);
        ReadOnlyMemory<char> value = default;
        return target =>
        {
            get(ref value);
            set(target, value.ToString());
        };
    }

    private static Action<TRow> Texts(TypedColumn column, DataViewRow row, DataViewSchema.Column source)
    {
        var get = row.GetGetter<VBuffer<ReadOnlyMemory<char>>>(source);
        var peek = MemberAccess.Getter<TRow, string[]>(column.Member);
        var set = MemberAccess.Setter<TRow, string[]>(column.Member);
        VBuffer<ReadOnlyMemory<char>> value = default;
        return target =>
        {
            get(ref value);
            string[] texts = peek(target);
            if (texts?.Length != value.Length)
                texts = new string[value.Length];
            foreach ((int slot, ReadOnlyMemory<char> text) in value.Items(all: true))
                texts[slot] = text.ToString();
            set(target, texts);
        };
    }

    private static Action<TRow> Array<T>(TypedColumn column, DataViewRow row, DataViewSchema.Column source)
    {
        var get = row.GetGetter<VBuffer<T>>(source);
        var peek = MemberAccess.Getter<TRow, T[]>(column.Member);
        var set = MemberAccess.Setter<TRow, T[]>(column.Member);
        VBuffer<T> value = default;
        return target =>
        {
            get(ref value);
            T[] items = peek(target);
            if (items?.Length != value.Length || !value.IsDense)
                items = new T[value.Length];
            value.CopyTo(items);
            set(target, items);
        };
    }

    private static Action<TRow> Plain<T>(TypedColumn column, DataViewRow row, DataViewSchema.Column source)
    {
        var get = row.GetGetter<T>(source);
        var set = MemberAccess.Setter<TRow, T>(column.Member);
        T value = default;
        return target =>
        {
            get(ref value);
            set(target, value);
        };
    }
}
