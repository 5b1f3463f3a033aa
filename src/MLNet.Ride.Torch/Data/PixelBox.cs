namespace MLNet.Ride.Torch.Data;

/// <summary>A rectangle of an image, in pixels from its top left corner.</summary>
internal readonly record struct PixelBox(int Left, int Top, int Width, int Height);
