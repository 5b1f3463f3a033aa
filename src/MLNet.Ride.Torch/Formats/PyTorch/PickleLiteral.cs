using System.Globalization;
using System.Numerics;
using System.Text;

namespace MLNet.Ride.Torch.Formats.PyTorch;

/// <summary>Numbers, texts and bytes as a pickle spells them.</summary>
internal static class PickleLiteral
{
    /// <summary>Reads the value that follows the opcode of a literal; returns false for other opcodes.</summary>
    public static bool TryRead(PickleInput input, byte opcode, out object? value)
    {
        switch (opcode)
        {
            case (byte)'N': value = null; break;
            case 0x88: value = true; break;
            case 0x89: value = false; break;
            case (byte)'J': value = (long)input.Int32(); break;
            case (byte)'K': value = (long)input.Byte(); break;
            case (byte)'M': value = (long)input.UInt16(); break;
            case (byte)'I': value = Number(input, input.Line()); break;
            case (byte)'L': value = Number(input, input.Line().TrimEnd('L')); break;
            case 0x8A: value = Long(input, input.Byte()); break;
            case 0x8B: value = Long(input, input.UInt32()); break;
            case (byte)'G': value = input.Double(); break;
            case (byte)'X': value = input.Text(input.UInt32()); break;
            case 0x8C: value = input.Text(input.Byte()); break;
            case 0x8D: value = input.Text(input.UInt64()); break;
            case (byte)'T': value = PythonTwoText(input, input.UInt32()); break;
            case (byte)'U': value = PythonTwoText(input, input.Byte()); break;
            case (byte)'B': value = Raw(input, input.UInt32()); break;
            case (byte)'C': value = Raw(input, input.Byte()); break;
            case 0x8E: value = Raw(input, input.UInt64()); break;
            default: value = null; return false;
        }

        return true;
    }

    // Python 2 wrote names as bytes.
    private static object PythonTwoText(PickleInput input, ulong length)
    {
        ReadOnlySpan<byte> bytes = input.Bytes(length);
        return Ascii.IsValid(bytes) ? Encoding.ASCII.GetString(bytes) : new PickleSkipped("bytes");
    }

    private static PickleSkipped Raw(PickleInput input, ulong length)
    {
        _ = input.Bytes(length);
        return new PickleSkipped("bytes");
    }

    private static object Long(PickleInput input, uint length)
    {
        ReadOnlySpan<byte> bytes = input.Bytes(length);
        return length > sizeof(long) ? new PickleSkipped("a number of more than 64 bits") : (long)new BigInteger(bytes);
    }

    private static object Number(PickleInput input, string text) => text switch
    {
        "00" => false,
        "01" => true,
        _ => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number)
            ? number
            : throw input.Damaged("a number is malformed"),
    };
}
