using System.Text;

namespace MLNet.Ride.Torch.Tests.Reference;

/// <summary>The generator of the reference figures: a linear congruence started by the FNV-1a hash of a name.</summary>
internal static class Draws
{
    public static float[] Of(string name, int count, double scale = 1)
    {
        ulong x = 14695981039346656037;
        foreach (byte b in Encoding.UTF8.GetBytes(name))
        {
            x = (x ^ b) * 1099511628211;
        }

        float[] values = new float[count];
        for (int i = 0; i < count; i++)
        {
            x = (x * 6364136223846793005) + 1442695040888963407;
            values[i] = (float)(scale * (float)(((x >> 40) / 8388608.0) - 1.0));
        }

        return values;
    }

    public static long[] Labels(string name, int count, int classes)
        => [.. Of(name, count).Select(value => (long)Math.Floor((value + 1.0) / 2 * classes))];
}
