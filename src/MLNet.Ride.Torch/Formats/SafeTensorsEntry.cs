using System.Text.Json;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Formats;

/// <summary>
/// One tensor of a header; its bytes, counted from the end of the header, are those from Begin (inclusive) to End (exclusive).
/// </summary>
internal sealed record SafeTensorsEntry(string Name, ScalarType Type, long[] Shape, long Begin, long End)
{
    private const int MaxDimensions = 8;

    /// <exception cref="InvalidDataException">It does not follow the format.</exception>
    public static SafeTensorsEntry Parse(string name, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object
            || !value.TryGetProperty("dtype", out JsonElement type) || type.ValueKind != JsonValueKind.String
            || !value.TryGetProperty("shape", out JsonElement shape)
            || !value.TryGetProperty("data_offsets", out JsonElement offsets))
        {
            throw SafeTensors.Damaged($"tensor '{name}' is missing dtype, shape, or data_offsets");
        }

        if (SafeTensorsTypes.Find(type.GetString()) is not (ScalarType scalarType, int bytes))
        {
            throw SafeTensors.Damaged($"tensor '{name}' has the unknown element type '{type}'");
        }

        long[] sizes = Numbers(shape, name, "shape");
        long[] range = Numbers(offsets, name, "data_offsets");
        if (sizes.Length > MaxDimensions || range.Length != 2 || range[1] < range[0] || range[1] - range[0] > Array.MaxLength
            || range[1] - range[0] != Bytes(sizes, bytes))
        {
            throw SafeTensors.Damaged(
                $"tensor '{name}' of type {type} and shape [{string.Join(", ", sizes)}] cannot occupy bytes {string.Join(" to ", range)}");
        }

        return new(name, scalarType, sizes, range[0], range[1]);
    }

    /// <returns>The number of bytes of the tensor, or −1 if it exceeds 64 bits.</returns>
    private static long Bytes(long[] sizes, int bytes)
    {
        if (sizes.Contains(0))
        {
            return 0;
        }

        long product = bytes;
        foreach (long size in sizes)
        {
            if (product > long.MaxValue / size)
            {
                return -1;
            }

            product *= size;
        }

        return product;
    }

    private static long[] Numbers(JsonElement array, string name, string what)
    {
        if (array.ValueKind != JsonValueKind.Array)
        {
            throw SafeTensors.Damaged($"{what} of tensor '{name}' is not an array");
        }

        long[] numbers = new long[Math.Min(array.GetArrayLength(), MaxDimensions + 1)];
        for (int i = 0; i < numbers.Length; i++)
        {
            if (array[i].ValueKind != JsonValueKind.Number || !array[i].TryGetInt64(out numbers[i]) || numbers[i] < 0)
            {
                throw SafeTensors.Damaged($"{what} of tensor '{name}' has the entry '{array[i]}', which is not a non-negative integer");
            }
        }

        return numbers;
    }
}
