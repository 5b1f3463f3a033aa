namespace QuickStart.Drawing;

/// <summary>A colour with red, green and blue on a scale of 0 to 1.</summary>
internal readonly record struct Colour(double Red, double Green, double Blue)
{
    public static Colour FromHue(double hue, double saturation, double value)
    {
        double Channel(double offset)
        {
            double k = (offset + (hue * 6)) % 6;
            return value * (1 - (saturation * Math.Clamp(Math.Min(k, 4 - k), 0, 1)));
        }

        return new(Channel(5), Channel(3), Channel(1));
    }

    public Colour Mix(Colour other, double share)
        => new(Red + ((other.Red - Red) * share), Green + ((other.Green - Green) * share), Blue + ((other.Blue - Blue) * share));

    public Colour Brighten(double amount) => new(Red + amount, Green + amount, Blue + amount);
}
