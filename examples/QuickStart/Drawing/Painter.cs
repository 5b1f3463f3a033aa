namespace QuickStart.Drawing;

/// <summary>
/// Draws pictures of a class: one figure with the class's shape and fill, its place, size, pose and colours random,
/// before a random background, with smaller things around and in front of it, and noise.
/// </summary>
internal sealed class Painter(Random random)
{
    public const int PictureSize = 32;

    public byte[] Draw(PictureClass of)
    {
        var canvas = new Canvas(PictureSize);
        Colour ground = RandomColour();
        PaintGround(canvas, ground);
        for (int i = random.Next(2, 5); i > 0; i--)
        {
            canvas.Paint(Clutter());
        }

        canvas.Paint(Subject(of, ground));
        if (random.NextDouble() < 0.5)
        {
            canvas.Paint(Clutter());
        }

        canvas.AddNoise(random, Between(0.05, 0.25));
        return canvas.ToRgba();
    }

    private Figure Subject(PictureClass of, Colour ground)
    {
        Colour body = RandomColour();
        while (Contrast(body, ground) < 0.25)
        {
            body = RandomColour();
        }

        double brightness = Brightness(body);
        return new(of.Shape, of.Pattern)
        {
            X = Between(12, 20),
            Y = Between(12, 20),
            Radius = Between(8, 13),
            Angle = Between(-0.5, 0.5),
            Aspect = Between(0.88, 1.14),
            Body = body,
            Ink = body.Brighten((brightness > 0.5 ? -1 : 1) * Between(0.25, 0.6)),
            Grain = Between(0, Math.PI),
            Period = Between(4, 6.5),
        };
    }

    private Figure Clutter() => new((Shape)random.Next(Enum.GetValues<Shape>().Length), Pattern.Plain)
    {
        X = Between(0, PictureSize),
        Y = Between(0, PictureSize),
        Radius = Between(2, 5),
        Angle = Between(0, 2 * Math.PI),
        Body = RandomColour(),
        Ink = default,
    };

    private void PaintGround(Canvas canvas, Colour ground)
    {
        Colour other = ground.Mix(RandomColour(), 0.35);
        double direction = Between(0, 2 * Math.PI);
        (double sine, double cosine) = Math.SinCos(direction);
        canvas.Fill((x, y) => ground.Mix(other, 0.5 + ((((x - (PictureSize / 2)) * cosine) + ((y - (PictureSize / 2)) * sine)) / PictureSize)));
    }

    private Colour RandomColour() => Colour.FromHue(random.NextDouble(), Between(0.2, 0.9), Between(0.3, 1));

    private double Between(double least, double most) => least + ((most - least) * random.NextDouble());

    private static double Brightness(Colour c) => (0.3 * c.Red) + (0.6 * c.Green) + (0.1 * c.Blue);

    private static double Contrast(Colour a, Colour b)
        => (Math.Abs(a.Red - b.Red) + Math.Abs(a.Green - b.Green) + Math.Abs(a.Blue - b.Blue)) / 3;
}
