using System.Globalization;

namespace MLNet.Ride.Torch.Formats.PyTorch;

/// <summary>
/// Reads the subset of pickle that weights files need, and executes nothing: the machine has a stack of plain data, and "calls" are looked
/// up in <see cref="PickleGlobals"/>.
/// </summary>
/// <remarks>Opcodes as in Python's pickletools, protocols 2 to 5. There is no recursion, so nesting depth is not a risk.</remarks>
internal sealed class PickleReader
{
    private const int LargestProtocol = 5;

    private static readonly object s_mark = new();

    private readonly PickleInput _input;
    private readonly Stack<object?> _stack = new();
    private readonly Dictionary<uint, object?> _memo = [];

    private PickleReader(byte[] bytes) => _input = new PickleInput(bytes);

    /// <summary>Returns the value that a pickle holds.</summary>
    /// <exception cref="InvalidDataException">
    /// The pickle is damaged or contains something that is rejected; the message names it.
    /// </exception>
    public static object? Read(byte[] bytes)
    {
        var reader = new PickleReader(bytes);
        while (true)
        {
            byte opcode = reader._input.Byte();
            if (opcode == '.')
            {
                return reader.Pop();
            }

            if (!reader.Literal(opcode) && !reader.Container(opcode) && !reader.Memo(opcode) && !reader.Object(opcode))
            {
                throw new InvalidDataException(
                    $"The pickle has the opcode 0x{opcode:X2} at byte {reader._input.Position - 1}, which no weights file needs; it is rejected.");
            }
        }
    }

    private bool Literal(byte opcode)
    {
        object? value;
        switch (opcode)
        {
            case (byte)'N': value = null; break;
            case 0x88: value = true; break;
            case 0x89: value = false; break;
            case (byte)'J': value = (long)_input.Int32(); break;
            case (byte)'K': value = (long)_input.Byte(); break;
            case (byte)'M': value = (long)_input.UInt16(); break;
            case (byte)'I': value = Number(_input.Line()); break;
            case (byte)'L': value = Number(_input.Line().TrimEnd('L')); break;
            case 0x8A: value = Long(_input.Byte()); break;
            case 0x8B: value = Long(_input.UInt32()); break;
            case (byte)'G': value = _input.Double(); break;
            case (byte)'X': value = _input.Text(_input.UInt32()); break;
            case 0x8C: value = _input.Text(_input.Byte()); break;
            case 0x8D: value = _input.Text(_input.UInt64()); break;
            case (byte)'T': value = Raw(_input.UInt32()); break;
            case (byte)'U': value = Raw(_input.Byte()); break;
            case (byte)'B': value = Raw(_input.UInt32()); break;
            case (byte)'C': value = Raw(_input.Byte()); break;
            case 0x8E: value = Raw(_input.UInt64()); break;
            default: return false;
        }

        _stack.Push(value);
        return true;
    }

    private bool Container(byte opcode)
    {
        switch (opcode)
        {
            case (byte)'(': _stack.Push(s_mark); break;
            case (byte)'0': Pop(); break;
            case (byte)'1': ToMark(); break;
            case (byte)'2': _stack.Push(Peek()); break;
            case (byte)')': _stack.Push(new PickleTuple([])); break;
            case (byte)'t': _stack.Push(new PickleTuple(ToMark())); break;
            case 0x85 or 0x86 or 0x87: _stack.Push(Tuple(opcode - 0x84)); break;
            case (byte)']' or 0x8F: _stack.Push(new PickleList()); break;
            case (byte)'a': Append(Pop()); break;
            case (byte)'e' or 0x90: Append(ToMark()); break;
            case (byte)'l' or 0x91: PushList(ToMark()); break;
            case (byte)'}': _stack.Push(new PickleDictionary()); break;
            case (byte)'d': PushDictionary(ToMark()); break;
            case (byte)'s': SetItems([Pop(), Pop()], reversed: true); break;
            case (byte)'u': SetItems(ToMark(), reversed: false); break;
            default: return false;
        }

        return true;
    }

    private bool Memo(byte opcode)
    {
        switch (opcode)
        {
            case (byte)'q': _memo[_input.Byte()] = Peek(); break;
            case (byte)'r': _memo[_input.UInt32()] = Peek(); break;
            case 0x94: _memo[(uint)_memo.Count] = Peek(); break;
            case (byte)'h': _stack.Push(Remembered(_input.Byte())); break;
            case (byte)'j': _stack.Push(Remembered(_input.UInt32())); break;
            case 0x95: CheckFrame(_input.UInt64()); break;
            case 0x80: CheckProtocol(_input.Byte()); break;
            default: return false;
        }

        return true;
    }

    private bool Object(byte opcode)
    {
        switch (opcode)
        {
            case (byte)'c':
                _stack.Push(PickleGlobals.Find(_input.Line(), _input.Line()));
                break;
            case 0x93:
                string name = Pop<string>("a name");
                _stack.Push(PickleGlobals.Find(Pop<string>("a module"), name));
                break;
            case (byte)'R' or 0x81:
                object?[] arguments = Pop<PickleTuple>("arguments").Items;
                _stack.Push(PickleGlobals.Call(Pop(), arguments));
                break;
            case 0x92:
                Pop();
                Pop();
                _stack.Push(PickleGlobals.Call(Pop(), []));
                break;
            case (byte)'b':
                // The state of an object: attributes that hold no weights.
                Pop();
                Peek();
                break;
            case (byte)'Q':
                _stack.Push(PickleGlobals.Storage(Pop()));
                break;
            default:
                return false;
        }

        return true;
    }

    private object? Pop()
        => _stack.TryPop(out object? value) && !ReferenceEquals(value, s_mark) ? value : throw _input.Damaged("its stack is empty");

    private T Pop<T>(string what) => Pop() is T value ? value : throw _input.Damaged($"{what} is expected on its stack");

    private object? Peek()
        => _stack.TryPeek(out object? value) && !ReferenceEquals(value, s_mark) ? value : throw _input.Damaged("its stack is empty");

    private object? Remembered(uint index)
        => _memo.TryGetValue(index, out object? value) ? value : throw _input.Damaged($"it reads memo entry {index}, which it has not stored");

    private object?[] ToMark()
    {
        var items = new List<object?>();
        while (_stack.TryPop(out object? value))
        {
            if (ReferenceEquals(value, s_mark))
            {
                items.Reverse();
                return [.. items];
            }

            items.Add(value);
        }

        throw _input.Damaged("a mark is missing on its stack");
    }

    private PickleTuple Tuple(int length)
    {
        var items = new object?[length];
        for (int i = length - 1; i >= 0; i--)
        {
            items[i] = Pop();
        }

        return new PickleTuple(items);
    }

    private void Append(params object?[] items) => (Peek() as PickleList)?.Items.AddRange(items);

    private void PushList(object?[] items)
    {
        _stack.Push(new PickleList());
        Append(items);
    }

    private void PushDictionary(object?[] items)
    {
        _stack.Push(new PickleDictionary());
        SetItems(items, reversed: false);
    }

    // Items set on a skipped object are skipped too.
    private void SetItems(object?[] items, bool reversed)
    {
        if (items.Length % 2 != 0)
        {
            throw _input.Damaged("a key has no value");
        }

        object? target = Peek();
        for (int i = 0; i < items.Length; i += 2)
        {
            (object? key, object? value) = reversed ? (items[i + 1], items[i]) : (items[i], items[i + 1]);
            if (target is PickleDictionary dictionary && key is string text)
            {
                dictionary.Entries[text] = value;
            }
        }
    }

    private object Raw(ulong length)
    {
        _ = _input.Bytes(length);
        return new PickleSkipped("bytes");
    }

    private object Long(uint length)
    {
        ReadOnlySpan<byte> bytes = _input.Bytes(length);
        return length > sizeof(long) ? new PickleSkipped("a number of more than 64 bits") : (long)new System.Numerics.BigInteger(bytes);
    }

    private object Number(string text) => text switch
    {
        "00" => false,
        "01" => true,
        _ => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number)
            ? number
            : throw _input.Damaged("a number is malformed"),
    };

    private void CheckFrame(ulong length)
    {
        if (length > int.MaxValue)
        {
            throw _input.Damaged($"a frame has {length} bytes");
        }
    }

    private void CheckProtocol(byte protocol)
    {
        if (protocol > LargestProtocol)
        {
            throw new InvalidDataException($"The pickle has protocol {protocol}, but only protocols up to {LargestProtocol} are supported.");
        }
    }
}
