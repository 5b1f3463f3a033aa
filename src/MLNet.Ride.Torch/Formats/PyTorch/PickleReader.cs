namespace MLNet.Ride.Torch.Formats.PyTorch;

/// <summary>
/// Reads the subset of pickle that weights files need, and executes nothing: the machine has a stack of plain data, and "calls" are looked
/// up in <see cref="PickleGlobals"/>.
/// </summary>
/// <remarks>Opcodes as in Python's pickletools, protocols 2 to 5. There is no recursion, so nesting depth is not a risk.</remarks>
internal sealed class PickleReader
{
    private const int LargestProtocol = 5;

    private readonly PickleInput _input;
    private readonly PickleStack _stack;
    private readonly Dictionary<uint, object?> _memo = [];
    private readonly Dictionary<string, PickleStorage>? _storages;

    private PickleReader(PickleInput input, Dictionary<string, PickleStorage>? storages)
    {
        _input = input;
        _storages = storages;
        _stack = new PickleStack(input);
    }

    /// <summary>Returns the value that a pickle holds; the input is left behind it.</summary>
    /// <param name="input">The pickle, and what may follow it.</param>
    /// <param name="storages">Receives the storages that the pickle refers to.</param>
    /// <exception cref="InvalidDataException">
    /// The pickle is damaged or contains something that is rejected; the message names it.
    /// </exception>
    public static object? Read(PickleInput input, Dictionary<string, PickleStorage>? storages = null)
    {
        var reader = new PickleReader(input, storages);
        while (true)
        {
            byte opcode = reader._input.Byte();
            if (opcode == '.')
            {
                return reader._stack.Pop();
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
        if (!PickleLiteral.TryRead(_input, opcode, out object? value))
        {
            return false;
        }

        _stack.Push(value);
        return true;
    }

    private bool Container(byte opcode)
    {
        switch (opcode)
        {
            case (byte)'(': _stack.Mark(); break;
            case (byte)'0': _stack.Pop(); break;
            case (byte)'1': _stack.PopToMark(); break;
            case (byte)'2': _stack.Push(_stack.Peek()); break;
            case (byte)')': _stack.Push(new PickleTuple([])); break;
            case (byte)'t': _stack.Push(new PickleTuple(_stack.PopToMark())); break;
            case 0x85 or 0x86 or 0x87: _stack.Push(new PickleTuple(_stack.Pop(opcode - 0x84))); break;
            case (byte)']' or 0x8F: _stack.Push(new PickleList()); break;
            case (byte)'a': Append(_stack.Pop()); break;
            case (byte)'e' or 0x90: Append(_stack.PopToMark()); break;
            case (byte)'l' or 0x91: PushList(_stack.PopToMark()); break;
            case (byte)'}': _stack.Push(new PickleDictionary()); break;
            case (byte)'d': PushDictionary(_stack.PopToMark()); break;
            case (byte)'s': SetItems(_stack.Pop(2)); break;
            case (byte)'u': SetItems(_stack.PopToMark()); break;
            default: return false;
        }

        return true;
    }

    private bool Memo(byte opcode)
    {
        switch (opcode)
        {
            case (byte)'q': _memo[_input.Byte()] = _stack.Peek(); break;
            case (byte)'r': _memo[_input.UInt32()] = _stack.Peek(); break;
            case 0x94: _memo[(uint)_memo.Count] = _stack.Peek(); break;
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
                string name = _stack.Pop<string>("a name");
                _stack.Push(PickleGlobals.Find(_stack.Pop<string>("a module"), name));
                break;
            case (byte)'R' or 0x81:
                object?[] arguments = _stack.Pop<PickleTuple>("arguments").Items;
                _stack.Push(PickleGlobals.Call(_stack.Pop(), arguments));
                break;
            case 0x92:
                _stack.Pop();
                _stack.Pop();
                _stack.Push(PickleGlobals.Call(_stack.Pop(), []));
                break;
            case (byte)'b':
                // The state of an object: attributes that hold no weights.
                _stack.Pop();
                _stack.Peek();
                break;
            case (byte)'Q':
                PickleStorage storage = PickleGlobals.Storage(_stack.Pop());
                _storages?.TryAdd(storage.Key, storage);
                _stack.Push(storage);
                break;
            default:
                return false;
        }

        return true;
    }

    private object? Remembered(uint index)
        => _memo.TryGetValue(index, out object? value) ? value : throw _input.Damaged($"it reads memo entry {index}, which it has not stored");

    private void Append(params object?[] items) => (_stack.Peek() as PickleList)?.Items.AddRange(items);

    private void PushList(object?[] items)
    {
        _stack.Push(new PickleList());
        Append(items);
    }

    private void PushDictionary(object?[] items)
    {
        _stack.Push(new PickleDictionary());
        SetItems(items);
    }

    // Items set on a skipped object are skipped too.
    private void SetItems(object?[] items)
    {
        if (items.Length % 2 != 0)
        {
            throw _input.Damaged("a key has no value");
        }

        object? target = _stack.Peek();
        for (int i = 0; i < items.Length; i += 2)
        {
            if (target is PickleDictionary dictionary && items[i] is string key)
            {
                dictionary.Entries[key] = items[i + 1];
            }
        }
    }

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
