namespace MLNet.Ride.Torch.Formats.PyTorch;

/// <summary>Stack of the pickle machine: plain data, and marks where runs of items begin.</summary>
/// <param name="input">The pickle, which is reported as damaged if the stack lacks a value.</param>
internal sealed class PickleStack(PickleInput input)
{
    private static readonly object s_mark = new();

    private readonly Stack<object?> _values = new();

    public void Push(object? value) => _values.Push(value);

    public void Mark() => _values.Push(s_mark);

    public object? Pop()
        => _values.TryPop(out object? value) && !ReferenceEquals(value, s_mark) ? value : throw Empty();

    public T Pop<T>(string what) => Pop() is T value ? value : throw input.Damaged($"{what} is expected on its stack");

    public object? Peek()
        => _values.TryPeek(out object? value) && !ReferenceEquals(value, s_mark) ? value : throw Empty();

    /// <summary>Pops several values and returns them in the order in which they were pushed.</summary>
    public object?[] Pop(int count)
    {
        var items = new object?[count];
        for (int i = count - 1; i >= 0; i--)
        {
            items[i] = Pop();
        }

        return items;
    }

    /// <summary>Pops the topmost mark and the values above it, and returns them in the order in which they were pushed.</summary>
    public object?[] PopToMark()
    {
        var items = new List<object?>();
        while (_values.TryPop(out object? value))
        {
            if (ReferenceEquals(value, s_mark))
            {
                items.Reverse();
                return [.. items];
            }

            items.Add(value);
        }

        throw input.Damaged("a mark is missing on its stack");
    }

    private InvalidDataException Empty() => input.Damaged("its stack is empty");
}
