namespace MLNet.Ride.Images;

/// <summary>Draws heat over an image: from its own colors, dimmed, through red and orange to yellow.</summary>
internal static class HeatColors
{
    // How much of the color replaces the image where the heat is greatest.
    private const float Opacity = 0.75f;
    private const float Dimming = 0.7f;

    private static readonly (float Red, float Green, float Blue)[] s_stops = [(70, 10, 90), (190, 30, 80), (250, 120, 20), (255, 235, 90)];

    /// <param name="rgb">S · S · 3 bytes (HWC).</param>
    /// <param name="heat">S · S values from 0 to 1.</param>
    public static byte[] Over(ReadOnlySpan<byte> rgb, IReadOnlyList<float> heat)
    {
        var drawn = new byte[rgb.Length];
        for (int i = 0; i < heat.Count; i++)
        {
            (float red, float green, float blue) = Color(heat[i]);
            float share = Opacity * MathF.Sqrt(heat[i]);
            Mix(0, red, rgb);
            Mix(1, green, rgb);
            Mix(2, blue, rgb);

            void Mix(int channel, float color, ReadOnlySpan<byte> from)
            {
                int at = (3 * i) + channel;
                drawn[at] = (byte)Math.Clamp(((1 - share) * Dimming * from[at]) + (share * color), 0, 255);
            }
        }

        return drawn;
    }

    private static (float Red, float Green, float Blue) Color(float heat)
    {
        float place = Math.Clamp(heat, 0, 1) * (s_stops.Length - 1);
        int stop = Math.Min((int)place, s_stops.Length - 2);
        float rest = place - stop;
        ((float r1, float g1, float b1), (float r2, float g2, float b2)) = (s_stops[stop], s_stops[stop + 1]);
        return (r1 + (rest * (r2 - r1)), g1 + (rest * (g2 - g1)), b1 + (rest * (b2 - b1)));
    }
}
