using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms.Image;

/// <summary>Where the scaled image goes: all of it with borders, or cut at an anchor, or stretched.</summary>
internal static class ImageFitting
{
    public static MLImage Fit(MLImage source, int width, int height, ImageResizingEstimator.ResizingKind resizing, ImageResizingEstimator.Anchor anchor)
    {
        if (resizing == ImageResizingEstimator.ResizingKind.Fill)
            return ImageResizing.Nearest(source, width, height);
        float widthAspect = (float)width / source.Width;
        float heightAspect = (float)height / source.Height;
        bool pad = resizing == ImageResizingEstimator.ResizingKind.IsoPad;
        float aspect = pad ? Math.Min(widthAspect, heightAspect) : Math.Max(widthAspect, heightAspect);
        float spareWidth = width - source.Width * aspect;
        float spareHeight = height - source.Height * aspect;
        bool spareIsHeight = pad ? heightAspect >= widthAspect : heightAspect < widthAspect;
        int left = spareIsHeight ? 0 : Offset(spareWidth, pad, anchor, ImageResizingEstimator.Anchor.Left, ImageResizingEstimator.Anchor.Right);
        int top = spareIsHeight ? Offset(spareHeight, pad, anchor, ImageResizingEstimator.Anchor.Top, ImageResizingEstimator.Anchor.Bottom) : 0;
        int scaledWidth = Math.Max(1, (int)(source.Width * aspect));
        int scaledHeight = Math.Max(1, (int)(source.Height * aspect));
        return ImageResizing.Into(source, width, height, left, top, scaledWidth, scaledHeight);
    }

    private static int Offset(float spare, bool pad, ImageResizingEstimator.Anchor anchor, ImageResizingEstimator.Anchor near,
        ImageResizingEstimator.Anchor far)
        => !pad && anchor == near ? 0 : !pad && anchor == far ? (int)spare : (int)(spare / 2);
}
