namespace Microsoft.ML.Data;

public enum MLPixelFormat
{
    Unknown = 0,
    Bgra32 = 1,
    Rgba32 = 2
}
