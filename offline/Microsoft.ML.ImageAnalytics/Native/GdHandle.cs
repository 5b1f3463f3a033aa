using System.Runtime.InteropServices;

namespace Microsoft.ML.Data.Native;

internal sealed unsafe class GdHandle : SafeHandle
{
    public GdHandle(GdImage* image) : base(0, ownsHandle: true) => SetHandle((nint)image);

    public override bool IsInvalid => handle == 0;

    public GdImage* Image => (GdImage*)handle;

    protected override bool ReleaseHandle()
    {
        Gd.Destroy(Image);
        return true;
    }
}
